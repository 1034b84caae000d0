using System.Xml.Linq;

namespace AlertBot.Feeds.Parsing;

/// <summary>
/// Reads RSS, RDF and Atom: repairs the text, builds the tree, and takes each field from CodeHollow.FeedReader or, where that does not find
/// it, from the elements.
/// </summary>
internal static class XmlFeedReader
{
    public static FeedParseResult Read(string text, Uri? address, List<string> warnings)
    {
        if (XmlRepair.Repair(text) is not { } xml)
        {
            return new FeedParseResult.Rejected("the document is nested far too deep for a feed: check the address");
        }

        if (PartialXmlReader.Read(xml, warnings) is not { } root)
        {
            return new FeedParseResult.Rejected("this is neither XML nor JSON, so not a feed: check the address");
        }

        if (MojibakeRepair.IsLikely(text))
        {
            MojibakeRepair.Repair(root, warnings);
        }

        return DetectFormat(root) is { } format
            ? new FeedParseResult.Parsed(Read(root, format, address, warnings))
            : new FeedParseResult.Rejected(DescribeOtherDocument(root));
    }

    private static FeedDocument Read(XElement root, string format, Uri? address, List<string> warnings)
    {
        var channel = root.IsNamed("feed") ? root : root.Elements().FirstOrDefault(e => e.IsNamed("channel")) ?? root;
        var items = FindItems(root, channel);
        var library = CodeHollowFeedAdapter.Read(root, channel, items, format, warnings);
        var links = FindLinks(channel);
        var baseAddress = address ?? (FeedLinkResolver.FindByRelation(links, "self", null) is { } self ? new Uri(self) : null);
        return new FeedDocument(
            format,
            ReadTitle(channel),
            FeedLinkResolver.Resolve(library?.Link, null) ?? FindSiteLink(channel, links, baseAddress),
            library?.Language ?? ReadLanguage(root, channel),
            FeedLinkResolver.FindByRelation(links, "hub", baseAddress),
            EntryKeys.Assign([.. items.Select(item => new XmlEntryReader(item, library?.Find(item), baseAddress).Read())]),
            warnings)
        {
            SelfLink = FeedLinkResolver.FindByRelation(links, "self", baseAddress),
            Hints = FeedHints.Parse(channel),
        };
    }

    /// <summary>RSS 1.0 has its items beside the channel, RSS 2.0 inside it; some feeds mix them up.</summary>
    private static List<XElement> FindItems(XElement root, XElement channel) =>
        root.IsNamed("entry")
            ? [root]
            : [.. new[] { root, channel }.Distinct()
                .SelectMany(parent => parent.Elements().Where(e => e.IsNamed("item") || e.IsNamed("entry")))];

    private static List<XElement> FindLinks(XElement channel) =>
        [.. channel.OwnChildren("link").Concat(channel.AtomChildren("link"))
            .Concat(channel.Elements().Where(e => e.IsNamed("link") && e.AttributeValue("href") is not null))
            .Distinct()];

    private static string? ReadTitle(XElement channel) =>
        channel.OwnChildren("title").Concat(channel.Elements().Where(e => e.IsNamed("title")))
            .Select(FeedTextConstruct.ToPlainText)
            .FirstOrDefault(title => title.Length > 0);

    private static string? ReadLanguage(XElement root, XElement channel) =>
        channel.OwnChildren("language").FirstText() ?? channel.DublinCoreChildren("language").FirstText()
        ?? (string?)root.Attribute(XNamespace.Xml + "lang");

    private static string? FindSiteLink(XElement channel, List<XElement> links, Uri? address) =>
        links.Where(l => !l.IsAtom()).Select(l => FeedLinkResolver.Resolve(l.Value, l, address)).FirstOrDefault(l => l is not null)
        ?? FeedLinkResolver.FindAlternate(links.Where(l => l.AttributeValue("href") is not null), address)
        ?? FeedLinkResolver.Resolve(channel.Attribute(FeedXml.Rdf + "about")?.Value, channel, null);

    /// <returns>Null when the document is not a feed.</returns>
    private static string? DetectFormat(XElement root)
    {
        // A single Atom entry may be a document (RFC 4287, section 2).
        if (root.IsNamed("feed") || (root.IsNamed("entry") && root.IsAtom()))
        {
            var isOld = root.Name.Namespace == FeedXml.Atom03 || root.AttributeValue("version") is "0.3" or "0.2" or "0.1";
            return isOld ? "atom0.3" : "atom1.0";
        }

        if (root.IsNamed("rss"))
        {
            return root.AttributeValue("version")?.Trim() switch
            {
                // RSS 0.90 is RDF. An <rss> element with this version has the structure of 0.91.
                "0.9" or "0.90" => "rss0.91",
                "0.91" or "0.92" or "0.93" or "0.94" => "rss" + root.AttributeValue("version")!.Trim(),
                "1.0" => "rss1.0",
                _ => "rss2.0",
            };
        }

        return root.IsNamed("RDF") ? DetectRdfFormat(root) : null;
    }

    private static string? DetectRdfFormat(XElement root)
    {
        var parts = root.Elements().Where(e => e.IsNamed("channel") || e.IsNamed("item")).ToList();
        return parts.Count == 0 ? null
            : parts.Any(e => e.Name.NamespaceName.Contains("/rdf/simple/0.9", StringComparison.OrdinalIgnoreCase)) ? "rss0.9"
            : "rss1.0";
    }

    private static string DescribeOtherDocument(XElement root) => root.Name.LocalName.ToUpperInvariant() switch
    {
        "HTML" => FeedParser.WebPageReason,
        "CHANNEL" => "this is a CDF channel, a format older than RSS: look for the site's RSS or Atom address",
        "OPML" => "this is an OPML list of feeds, not a feed: import it with \"alertbot feeds import\"",
        "URLSET" or "SITEMAPINDEX" => "this is a sitemap, not a feed: look for the site's feed address",
        "RDF" => "this is RDF without a channel, not a feed: check the address",
        _ => "this is XML, but not an RSS, Atom or RDF feed: check the address",
    };
}
