using System.Globalization;
using System.Xml.Linq;

namespace AlertBot.Feeds;

/// <summary>The picture of an item or entry: a thumbnail where the feed gives one, else the first picture that it carries.</summary>
internal static class EntryImage
{
    /// <summary>Pixels. What says it is smaller counts readers and shows nothing.</summary>
    private const int Smallest = 48;

    /// <returns>An absolute http or https address; null for none.</returns>
    public static string? Of(XElement item, Uri? address)
    {
        var media = item.OfMedia("group").Concat(item.OfMedia("content")).Prepend(item).ToList();
        var places = media.SelectMany(part => part.OfMedia("thumbnail")).Select(e => (Element: e, Link: e.Given("url")))
            .Concat(media.SelectMany(part => part.OfMedia("content")).Concat(item.Own("enclosure")).Where(IsPicture).Select(e => (Element: e, Link: e.Given("url"))))
            .Concat(item.Own("link").Concat(item.OfAtom("link")).Where(l => l.Given("rel") is "enclosure" && IsPicture(l)).Select(l => (Element: l, Link: l.Given("href"))));
        return places.Where(picture => !IsTiny(picture.Element))
            .Select(picture => FeedLinks.Resolve(picture.Link, picture.Element, address))
            .FirstOrDefault(link => link is not null);
    }

    private static bool IsPicture(XElement element) =>
        "image".Equals(element.Given("medium")?.Trim(), StringComparison.OrdinalIgnoreCase)
        || element.Given("type")?.TrimStart().StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsTiny(XElement element) => Size(element, "width") < Smallest || Size(element, "height") < Smallest;

    private static int? Size(XElement element, string side) =>
        int.TryParse(element.Given(side), NumberStyles.Integer, CultureInfo.InvariantCulture, out var pixels) ? pixels : null;
}
