using System.Xml.Linq;
using AlertBot.Text;

namespace AlertBot.Feeds.Parsing;

/// <summary>Reads one item or entry element.</summary>
internal sealed class XmlEntryReader(XElement item, Uri? address)
{
    private readonly bool _isAtom = item.IsNamed("entry");

    public Entry Read()
    {
        var content = FindContent();
        return new Entry(
            ReadId(),
            [],
            ReadTitle(),
            ReadLink(),
            FirstDate(
                item.OwnChildren("pubDate"), item.OwnChildren("published"), item.AtomChildren("published"), item.OwnChildren("issued"),
                item.DublinCoreChildren("date"), item.DublinCoreChildren("issued"), item.OwnChildren("date"),
                item.DublinCoreChildren("created"), item.OwnChildren("created")),
            FirstDate(item.OwnChildren("updated"), item.AtomChildren("updated"), item.OwnChildren("modified"),
                item.DublinCoreChildren("modified"), item.OwnChildren("lastBuildDate")),
            ReadAuthors(),
            ReadCategories(),
            ReadSummary(),
            content is null ? null
                : ContentSanitizer.Sanitize(FeedTextConstruct.ToHtml(content), FeedLinkResolver.ResolveBase(content, address)))
        {
            Image = EntryImage.Find(item, address),
        };
    }

    private static DateTimeOffset? FirstDate(params ReadOnlySpan<IReadOnlyList<XElement>> places)
    {
        foreach (var elements in places)
        {
            foreach (var element in elements)
            {
                if (FeedDateParser.Parse(element.Value) is { } date)
                {
                    return date;
                }
            }
        }

        return null;
    }

    private string? ReadId()
    {
        var id = _isAtom ? item.OwnChildren("id").FirstText()
            : item.OwnChildren("guid").FirstText() ?? item.Attribute(FeedXml.Rdf + "about")?.Value.Trim()
                ?? item.AtomChildren("id").FirstText() ?? item.OwnChildren("id").FirstText()
                    ?? item.DublinCoreChildren("identifier").FirstText();
        return string.IsNullOrEmpty(id) ? null : id;
    }

    private string ReadTitle() =>
        item.OwnChildren("title").Concat(item.AtomChildren("title")).Concat(item.DublinCoreChildren("title"))
            .Concat(item.Elements().Where(e => e.IsNamed("title"))).Concat(FindMediaTitles())
            .Select(FeedTextConstruct.ToPlainText).FirstOrDefault(title => title.Length > 0) ?? "";

    /// <summary>Feeds of pictures and films name what they show, not the item.</summary>
    private IEnumerable<XElement> FindMediaTitles() =>
        item.MediaChildren("group").Concat(item.MediaChildren("content"))
            .Concat(item.MediaChildren("group").SelectMany(group => group.MediaChildren("content")))
            .SelectMany(media => media.MediaChildren("title"));

    private string? ReadLink()
    {
        if (_isAtom)
        {
            return FeedLinkResolver.FindAlternate(item.OwnChildren("link"), address) ?? ResolveAbsolute(item.OwnChildren("id").FirstText());
        }

        return item.OwnChildren("link")
            .Select(l => FeedLinkResolver.Resolve(l.Value, l, address) ?? FeedLinkResolver.Resolve(l.AttributeValue("href"), l, address))
            .FirstOrDefault(l => l is not null)
            ?? FeedLinkResolver.FindAlternate(item.AtomChildren("link"), address)
            ?? item.OwnChildren("guid")
                .Where(g => !"false".Equals(g.AttributeValue("isPermaLink")?.Trim(), StringComparison.OrdinalIgnoreCase))
                .Select(g => ResolveAbsolute(g.Value)).FirstOrDefault(l => l is not null)
            ?? ResolveAbsolute(item.Attribute(FeedXml.Rdf + "about")?.Value);
    }

    /// <summary>The text as an address, if it is one by itself.</summary>
    private static string? ResolveAbsolute(string? text) => FeedLinkResolver.Resolve(text, null);

    private string[] ReadAuthors()
    {
        var people = item.OwnChildren("author").Concat(item.OwnChildren("contributor")).Where(a => a.IsAtom() && a.HasElements)
            .Select(a => a.Elements().Where(e => e.IsNamed("name")).FirstText());
        var names = item.DublinCoreChildren("creator").Concat(item.OwnChildren("author").Where(a => !a.HasElements)).Select(a => a.Value);
        return [.. people.Concat(names).OfType<string>().Select(PlainTextConverter.FromHtml).Where(name => name.Length > 0)
            .Distinct(StringComparer.Ordinal)];
    }

    private string[] ReadCategories()
    {
        var own = item.OwnChildren("category").Concat(item.DublinCoreChildren("subject"))
            .Select(c => c.AttributeValue("label") ?? c.AttributeValue("term") ?? c.Value);
        return [.. own.Select(PlainTextConverter.FromHtml).Where(category => category.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private string ReadSummary() =>
        (_isAtom ? item.OwnChildren("summary")
            : item.OwnChildren("description").Concat(item.AtomChildren("summary")).Concat(item.DublinCoreChildren("description")))
            .Select(FeedTextConstruct.ToPlainText).FirstOrDefault(summary => summary.Length > 0) ?? "";

    private XElement? FindContent() =>
        (_isAtom ? item.OwnChildren("content")
            : item.ContentModuleChildren("encoded").Concat(item.AtomChildren("content"))
                .Concat(item.Elements().Where(e => e.IsNamed("body") && e.Name.NamespaceName.EndsWith("xhtml", StringComparison.Ordinal))))
            .FirstOrDefault(c => c.AttributeValue("src") is null && (c.HasElements || c.Value.Trim().Length > 0));
}
