using System.Globalization;
using System.Xml.Linq;

namespace AlertBot.Feeds.Parsing;

/// <summary>Finds the image of an item or entry: its thumbnail, else its first image.</summary>
internal static class EntryImage
{
    /// <summary>Smallest width and height in pixels. Smaller images are tracking pixels and icons.</summary>
    private const int MinPixels = 48;

    /// <returns>An absolute http or https address; null for none.</returns>
    public static string? Find(XElement item, Uri? address)
    {
        var media = item.MediaChildren("group").Concat(item.MediaChildren("content")).Prepend(item).ToList();
        var thumbnails = media.SelectMany(part => part.MediaChildren("thumbnail"))
            .Select(e => (Element: e, Link: e.AttributeValue("url")));
        var images = media.SelectMany(part => part.MediaChildren("content")).Concat(item.OwnChildren("enclosure")).Where(IsImage)
            .Select(e => (Element: e, Link: e.AttributeValue("url")));
        var enclosures = item.OwnChildren("link").Concat(item.AtomChildren("link"))
            .Where(l => l.AttributeValue("rel") is "enclosure" && IsImage(l))
            .Select(l => (Element: l, Link: l.AttributeValue("href")));
        return thumbnails.Concat(images).Concat(enclosures)
            .Where(image => !IsTooSmall(image.Element))
            .Select(image => FeedLinkResolver.Resolve(image.Link, image.Element, address))
            .FirstOrDefault(link => link is not null);
    }

    private static bool IsImage(XElement element) =>
        "image".Equals(element.AttributeValue("medium")?.Trim(), StringComparison.OrdinalIgnoreCase)
        || element.AttributeValue("type")?.TrimStart().StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsTooSmall(XElement element) =>
        ReadPixels(element, "width") < MinPixels || ReadPixels(element, "height") < MinPixels;

    private static int? ReadPixels(XElement element, string attribute) =>
        int.TryParse(element.AttributeValue(attribute), NumberStyles.Integer, CultureInfo.InvariantCulture, out var pixels) ? pixels : null;
}
