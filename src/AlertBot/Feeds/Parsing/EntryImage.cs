using System.Globalization;
using System.Xml.Linq;

namespace AlertBot.Feeds.Parsing;

/// <summary>The picture of an item or entry: a thumbnail where the feed gives one, else the first picture that it carries.</summary>
internal static class EntryImage
{
    /// <summary>Pixels. What says it is smaller counts readers and shows nothing.</summary>
    private const int MinPixels = 48;

    /// <returns>An absolute http or https address; null for none.</returns>
    public static string? Find(XElement item, Uri? address)
    {
        var media = item.MediaChildren("group").Concat(item.MediaChildren("content")).Prepend(item).ToList();
        var places = media.SelectMany(part => part.MediaChildren("thumbnail")).Select(e => (Element: e, Link: e.AttributeValue("url")))
            .Concat(media.SelectMany(part => part.MediaChildren("content")).Concat(item.OwnChildren("enclosure")).Where(IsPicture)
                .Select(e => (Element: e, Link: e.AttributeValue("url"))))
            .Concat(item.OwnChildren("link").Concat(item.AtomChildren("link"))
                .Where(l => l.AttributeValue("rel") is "enclosure" && IsPicture(l))
                .Select(l => (Element: l, Link: l.AttributeValue("href"))));
        return places.Where(picture => !IsTooSmall(picture.Element))
            .Select(picture => FeedLinkResolver.Resolve(picture.Link, picture.Element, address))
            .FirstOrDefault(link => link is not null);
    }

    private static bool IsPicture(XElement element) =>
        "image".Equals(element.AttributeValue("medium")?.Trim(), StringComparison.OrdinalIgnoreCase)
        || element.AttributeValue("type")?.TrimStart().StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsTooSmall(XElement element) =>
        ReadPixels(element, "width") < MinPixels || ReadPixels(element, "height") < MinPixels;

    private static int? ReadPixels(XElement element, string side) =>
        int.TryParse(element.AttributeValue(side), NumberStyles.Integer, CultureInfo.InvariantCulture, out var pixels) ? pixels : null;
}
