using System.Xml.Linq;

namespace AlertBot.Feeds.Parsing;

/// <summary>Reads the RSS, RDF and Atom families.</summary>
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
            return new FeedParseResult.Rejected("this is neither XML nor JSON, so no feed: check the address");
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
        var links = channel.OwnChildren("link").Concat(channel.AtomChildren("link"))
            .Concat(channel.Elements().Where(e => e.IsNamed("link") && e.AttributeValue("href") is not null)).Distinct().ToList();
        var known = address ?? (FeedLinkResolver.FindByRelation(links, "self", null) is { } self ? new Uri(self) : null);
        List<XElement> items = root.IsNamed("entry") ? [root]
            : [.. new[] { root, channel }.Distinct()
                .SelectMany(parent => parent.Elements().Where(e => e.IsNamed("item") || e.IsNamed("entry")))];
        var library = CodeHollowFeedAdapter.Read(root, channel, items, format, warnings);
        return new FeedDocument(
            format,
            channel.OwnChildren("title").Concat(channel.Elements().Where(e => e.IsNamed("title"))).Select(FeedTextConstruct.ToPlainText)
                .FirstOrDefault(title => title.Length > 0),
            FeedLinkResolver.Resolve(library?.Link, null) ?? FindSiteLink(channel, links, known),
            library?.Language ?? channel.OwnChildren("language").FirstText() ?? channel.DublinCoreChildren("language").FirstText()
                ?? (string?)root.Attribute(XNamespace.Xml + "lang"),
            FeedLinkResolver.FindByRelation(links, "hub", known),
            EntryKeys.Assign([.. items.Select(item => new XmlEntryReader(item, library?.Find(item), known).Read())]),
            warnings)
        {
            SelfLink = FeedLinkResolver.FindByRelation(links, "self", known),
            Hints = FeedHints.Parse(channel),
        };
    }

    private static string? FindSiteLink(XElement channel, List<XElement> links, Uri? address) =>
        links.Where(l => !l.IsAtom()).Select(l => FeedLinkResolver.Resolve(l.Value, l, address)).FirstOrDefault(l => l is not null)
        ?? FeedLinkResolver.FindAlternate(links.Where(l => l.AttributeValue("href") is not null), address)
        ?? FeedLinkResolver.Resolve(channel.Attribute(FeedXml.Rdf + "about")?.Value, channel, null);

    /// <returns>Null when the document is no feed.</returns>
    private static string? DetectFormat(XElement root)
    {
        // A lone Atom entry is a document of its own right (RFC 4287, section 2).
        if (root.IsNamed("feed") || (root.IsNamed("entry") && root.IsAtom()))
        {
            return root.Name.Namespace == FeedXml.Atom03 || root.AttributeValue("version") is "0.3" or "0.2" or "0.1" ? "atom0.3"
                : "atom1.0";
        }

        if (root.IsNamed("rss"))
        {
            return root.AttributeValue("version")?.Trim() switch
            {
                // RSS 0.90 was RDF: an <rss> that calls itself so has the shape of 0.91.
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
        "CHANNEL" => "this is a CDF channel, a form older than RSS: look for the site's RSS or Atom address",
        "OPML" => "this is an OPML list of feeds, not a feed: import it with \"alertbot feeds import\"",
        "URLSET" or "SITEMAPINDEX" => "this is a sitemap, not a feed: look for the site's feed address",
        "RDF" => "this is RDF without a channel, not a feed: check the address",
        _ => "this is XML, but no RSS, Atom or RDF feed: check the address",
    };
}
