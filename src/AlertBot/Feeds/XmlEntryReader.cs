using System.Xml.Linq;

namespace AlertBot.Feeds;

/// <summary>Reads one item or entry element.</summary>
internal sealed class XmlEntryReader(XElement item, Uri? address)
{
    private readonly bool _isAtom = item.Is("entry");

    public Entry Read()
    {
        var content = Content();
        return new Entry(
            Id(),
            [],
            Title(),
            Link(),
            FirstDate(
                item.Own("pubDate"), item.Own("published"), item.OfAtom("published"), item.Own("issued"), item.OfDublinCore("date"), item.OfDublinCore("issued"), item.Own("date"), item.OfDublinCore("created"), item.Own("created")),
            FirstDate(item.Own("updated"), item.OfAtom("updated"), item.Own("modified"), item.OfDublinCore("modified"), item.Own("lastBuildDate")),
            Authors(),
            Categories(),
            Summary(),
            content is null ? null : ContentSanitizer.Sanitize(FeedTextConstruct.Html(content), FeedLinks.Base(content, address)))
        {
            Image = EntryImage.Of(item, address),
        };
    }

    private static DateTimeOffset? FirstDate(params ReadOnlySpan<IReadOnlyList<XElement>> places)
    {
        foreach (var elements in places)
        {
            foreach (var element in elements)
            {
                if (FeedDate.Parse(element.Value) is { } date)
                {
                    return date;
                }
            }
        }

        return null;
    }

    private string? Id()
    {
        var id = _isAtom ? item.Own("id").FirstText() : item.Own("guid").FirstText() ?? item.Attribute(FeedNames.Rdf + "about")?.Value.Trim() ?? item.OfAtom("id").FirstText() ?? item.Own("id").FirstText() ?? item.OfDublinCore("identifier").FirstText();
        return string.IsNullOrEmpty(id) ? null : id;
    }

    private string Title() =>
        item.Own("title").Concat(item.OfAtom("title")).Concat(item.OfDublinCore("title")).Concat(item.Elements().Where(e => e.Is("title"))).Concat(MediaTitles())
            .Select(FeedTextConstruct.Plain).FirstOrDefault(title => title.Length > 0) ?? "";

    /// <summary>Feeds of pictures and films name what they show, not the item.</summary>
    private IEnumerable<XElement> MediaTitles() =>
        item.OfMedia("group").Concat(item.OfMedia("content")).Concat(item.OfMedia("group").SelectMany(group => group.OfMedia("content"))).SelectMany(media => media.OfMedia("title"));

    private string? Link()
    {
        if (_isAtom)
        {
            return FeedLinks.Alternate(item.Own("link"), address) ?? Http(item.Own("id").FirstText());
        }

        return item.Own("link").Select(l => FeedLinks.Resolve(l.Value, l, address) ?? FeedLinks.Resolve(l.Given("href"), l, address)).FirstOrDefault(l => l is not null)
            ?? FeedLinks.Alternate(item.OfAtom("link"), address)
            ?? item.Own("guid").Where(g => !"false".Equals(g.Given("isPermaLink")?.Trim(), StringComparison.OrdinalIgnoreCase)).Select(g => Http(g.Value)).FirstOrDefault(l => l is not null)
            ?? Http(item.Attribute(FeedNames.Rdf + "about")?.Value);
    }

    /// <summary>The text as an address, if it is one by itself.</summary>
    private static string? Http(string? text) => FeedLinks.Resolve(text, null);

    private string[] Authors()
    {
        var people = item.Own("author").Concat(item.Own("contributor")).Where(a => a.IsAtom() && a.HasElements).Select(a => a.Elements().Where(e => e.Is("name")).FirstText());
        var names = item.OfDublinCore("creator").Concat(item.Own("author").Where(a => !a.HasElements)).Select(a => a.Value);
        return [.. people.Concat(names).OfType<string>().Select(PlainText.OfHtml).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private string[] Categories()
    {
        var own = item.Own("category").Concat(item.OfDublinCore("subject")).Select(c => c.Given("label") ?? c.Given("term") ?? c.Value);
        return [.. own.Select(PlainText.OfHtml).Where(category => category.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private string Summary() =>
        (_isAtom ? item.Own("summary") : item.Own("description").Concat(item.OfAtom("summary")).Concat(item.OfDublinCore("description")))
            .Select(FeedTextConstruct.Plain).FirstOrDefault(summary => summary.Length > 0) ?? "";

    private XElement? Content() =>
        (_isAtom ? item.Own("content") : item.OfContentModule("encoded").Concat(item.OfAtom("content")).Concat(item.Elements().Where(e => e.Is("body") && e.Name.NamespaceName.EndsWith("xhtml", StringComparison.Ordinal))))
            .FirstOrDefault(c => c.Given("src") is null && (c.HasElements || c.Value.Trim().Length > 0));
}
