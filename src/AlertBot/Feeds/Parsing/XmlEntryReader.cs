using System.Xml.Linq;
using AlertBot.Text;

namespace AlertBot.Feeds.Parsing;

/// <summary>
/// Reads one item or entry element. Each field comes from CodeHollow.FeedReader where that is exact, and from the element otherwise.
/// </summary>
/// <param name="library">The same item as the library read it; null when the library did not read it.</param>
internal sealed class XmlEntryReader(XElement item, CodeHollowItem? library, Uri? address)
{
    private readonly bool _isAtom = item.IsNamed("entry");

    public Entry Read()
    {
        var content = FindContent();
        return new Entry(
            library?.Id ?? ReadId(),
            [],
            ReadTitle(),
            ReadLink(),
            FeedDateParser.Parse(library?.Published) ?? ReadPublished(),
            FeedDateParser.Parse(library?.Updated) ?? ReadUpdated(),
            [.. ToPlainTexts(library?.Authors ?? ReadAuthors())],
            [.. ToPlainTexts(library?.Categories ?? ReadCategories())],
            ReadSummary(),
            content is null ? null
                : ContentSanitizer.Sanitize(FeedTextConstruct.ToHtml(content), FeedLinkResolver.ResolveBase(content, address)))
        {
            Image = EntryImage.Find(item, address),
        };
    }

    private string? ReadId()
    {
        if (_isAtom)
        {
            return item.OwnChildren("id").FirstText();
        }

        var id = item.OwnChildren("guid").FirstText() ?? item.Attribute(FeedXml.Rdf + "about")?.Value.Trim()
            ?? item.AtomChildren("id").FirstText() ?? item.OwnChildren("id").FirstText()
            ?? item.DublinCoreChildren("identifier").FirstText();
        return id is { Length: > 0 } ? id : null;
    }

    private string ReadTitle() =>
        FirstPlainText(item.OwnChildren("title")) ?? FirstPlainText(item.AtomChildren("title"))
        ?? FirstPlainText(item.DublinCoreChildren("title")) ?? FirstPlainText(item.Elements().Where(e => e.IsNamed("title")))
        ?? FirstPlainText(FindMediaTitles()) ?? "";

    /// <summary>Feeds of pictures and videos put the title into the media element instead of the item.</summary>
    private IEnumerable<XElement> FindMediaTitles() =>
        item.MediaChildren("group").Concat(item.MediaChildren("content"))
            .Concat(item.MediaChildren("group").SelectMany(group => group.MediaChildren("content")))
            .SelectMany(media => media.MediaChildren("title"));

    private string? ReadLink() =>
        _isAtom
            ? FeedLinkResolver.FindAlternate(item.OwnChildren("link"), address) ?? ResolveAbsolute(item.OwnChildren("id").FirstText())
            : ResolveAbsolute(library?.Link) ?? ReadRssLink()
                ?? FeedLinkResolver.FindAlternate(item.AtomChildren("link"), address) ?? ReadPermalink()
                ?? ResolveAbsolute(item.Attribute(FeedXml.Rdf + "about")?.Value);

    /// <summary>The library does not resolve relative links.</summary>
    private string? ReadRssLink() =>
        item.OwnChildren("link")
            .Select(l => FeedLinkResolver.Resolve(l.Value, l, address) ?? FeedLinkResolver.Resolve(l.AttributeValue("href"), l, address))
            .FirstOrDefault(l => l is not null);

    private string? ReadPermalink() =>
        item.OwnChildren("guid")
            .Where(g => !"false".Equals(g.AttributeValue("isPermaLink")?.Trim(), StringComparison.OrdinalIgnoreCase))
            .Select(g => ResolveAbsolute(g.Value)).FirstOrDefault(l => l is not null);

    /// <returns>Null for a relative address.</returns>
    private static string? ResolveAbsolute(string? text) => FeedLinkResolver.Resolve(text, null);

    private DateTimeOffset? ReadPublished() =>
        FirstDate(item.OwnChildren("pubDate")) ?? FirstDate(item.OwnChildren("published")) ?? FirstDate(item.AtomChildren("published"))
        ?? FirstDate(item.OwnChildren("issued")) ?? FirstDate(item.DublinCoreChildren("date"))
        ?? FirstDate(item.DublinCoreChildren("issued")) ?? FirstDate(item.OwnChildren("date"))
        ?? FirstDate(item.DublinCoreChildren("created")) ?? FirstDate(item.OwnChildren("created"));

    private DateTimeOffset? ReadUpdated() =>
        FirstDate(item.OwnChildren("updated")) ?? FirstDate(item.AtomChildren("updated")) ?? FirstDate(item.OwnChildren("modified"))
        ?? FirstDate(item.DublinCoreChildren("modified")) ?? FirstDate(item.OwnChildren("lastBuildDate"));

    private static DateTimeOffset? FirstDate(IReadOnlyList<XElement> elements)
    {
        foreach (var element in elements)
        {
            if (FeedDateParser.Parse(element.Value) is { } date)
            {
                return date;
            }
        }

        return null;
    }

    private IEnumerable<string> ReadAuthors()
    {
        var people = item.OwnChildren("author").Concat(item.OwnChildren("contributor")).Where(a => a.IsAtom() && a.HasElements)
            .Select(a => a.Elements().Where(e => e.IsNamed("name")).FirstText()).OfType<string>();
        return people
            .Concat(item.DublinCoreChildren("creator").Concat(item.OwnChildren("author").Where(a => !a.HasElements)).Select(a => a.Value));
    }

    private IEnumerable<string> ReadCategories() =>
        item.OwnChildren("category").Concat(item.DublinCoreChildren("subject"))
            .Select(c => c.AttributeValue("label") ?? c.AttributeValue("term") ?? c.Value);

    /// <summary>Without duplicates and empty ones.</summary>
    private static IEnumerable<string> ToPlainTexts(IEnumerable<string> texts) =>
        texts.Select(PlainTextConverter.FromHtml).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal);

    private string ReadSummary() =>
        (_isAtom
            ? FirstPlainText(item.OwnChildren("summary"))
            : FirstPlainText(item.OwnChildren("description")) ?? FirstPlainText(item.AtomChildren("summary"))
                ?? FirstPlainText(item.DublinCoreChildren("description"))) ?? "";

    private static string? FirstPlainText(IEnumerable<XElement> elements) =>
        elements.Select(FeedTextConstruct.ToPlainText).FirstOrDefault(text => text.Length > 0);

    private XElement? FindContent() =>
        _isAtom
            ? item.OwnChildren("content").FirstOrDefault(IsInlineContent)
            : item.ContentModuleChildren("encoded").FirstOrDefault(IsInlineContent)
                ?? item.AtomChildren("content").FirstOrDefault(IsInlineContent)
                ?? item.Elements().FirstOrDefault(e => IsXhtmlBody(e) && IsInlineContent(e));

    private static bool IsXhtmlBody(XElement element) =>
        element.IsNamed("body") && element.Name.NamespaceName.EndsWith("xhtml", StringComparison.Ordinal);

    /// <summary>Excludes content that is elsewhere (Atom's <c>src</c>) and empty elements.</summary>
    private static bool IsInlineContent(XElement element) =>
        element.AttributeValue("src") is null && (element.HasElements || element.Value.AsSpan().Trim().Length > 0);
}
