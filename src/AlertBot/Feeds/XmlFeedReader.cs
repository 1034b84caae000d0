using System.Xml.Linq;

namespace AlertBot.Feeds;

/// <summary>Reads the RSS, RDF and Atom families.</summary>
internal static class XmlFeedReader
{
    public static FeedReading Read(string text, Uri? address, List<string> warnings)
    {
        if (MarkupRepair.Mend(text) is not { } xml)
        {
            return new FeedReading.Refused("the document is nested far too deep for a feed: check the address");
        }

        if (XmlFeedDocument.Read(xml, warnings) is not { } root)
        {
            return new FeedReading.Refused("this is neither XML nor JSON, so no feed: check the address");
        }

        if (DecodedTwice.IsLikely(text))
        {
            DecodedTwice.Undo(root, warnings);
        }

        return Format(root) is { } format
            ? new FeedReading.Parsed(Read(root, format, address, warnings))
            : new FeedReading.Refused(WhatElse(root));
    }

    private static Feed Read(XElement root, string format, Uri? address, List<string> warnings)
    {
        var channel = root.Is("feed") ? root : root.Elements().FirstOrDefault(e => e.Is("channel")) ?? root;
        var links = channel.Own("link").Concat(channel.OfAtom("link")).Concat(channel.Elements().Where(e => e.Is("link") && e.Given("href") is not null)).Distinct().ToList();
        var known = address ?? (FeedLinks.Related(links, "self", null) is { } self ? new Uri(self) : null);
        var items = root.Is("entry") ? [root] : new[] { root, channel }.Distinct().SelectMany(parent => parent.Elements().Where(e => e.Is("item") || e.Is("entry")));
        return new Feed(
            format,
            channel.Own("title").Concat(channel.Elements().Where(e => e.Is("title"))).Select(FeedTextConstruct.Plain).FirstOrDefault(title => title.Length > 0),
            Site(channel, links, known),
            channel.Own("language").FirstText() ?? channel.OfDublinCore("language").FirstText() ?? (string?)root.Attribute(XNamespace.Xml + "lang"),
            FeedLinks.Related(links, "hub", known),
            EntryKeys.Give([.. items.Select(item => new XmlEntryReader(item, known).Read())]),
            warnings)
        {
            Self = FeedLinks.Related(links, "self", known),
            Hints = FeedHints.Of(channel),
        };
    }

    private static string? Site(XElement channel, List<XElement> links, Uri? address) =>
        links.Where(l => !l.IsAtom()).Select(l => FeedLinks.Resolve(l.Value, l, address)).FirstOrDefault(l => l is not null)
        ?? FeedLinks.Alternate(links.Where(l => l.Given("href") is not null), address)
        ?? FeedLinks.Resolve(channel.Attribute(FeedNames.Rdf + "about")?.Value, channel, null);

    /// <returns>Null when the document is no feed.</returns>
    private static string? Format(XElement root)
    {
        // A lone Atom entry is a document of its own right (RFC 4287, section 2).
        if (root.Is("feed") || (root.Is("entry") && root.IsAtom()))
        {
            return root.Name.Namespace == FeedNames.Atom03 || root.Given("version") is "0.3" or "0.2" or "0.1" ? "atom0.3" : "atom1.0";
        }

        if (root.Is("rss"))
        {
            return root.Given("version")?.Trim() switch
            {
                // RSS 0.90 was RDF: an <rss> that calls itself so has the shape of 0.91.
                "0.9" or "0.90" => "rss0.91",
                "0.91" or "0.92" or "0.93" or "0.94" => "rss" + root.Given("version")!.Trim(),
                "1.0" => "rss1.0",
                _ => "rss2.0",
            };
        }

        return root.Is("RDF") ? RdfFormat(root) : null;
    }

    private static string? RdfFormat(XElement root)
    {
        var parts = root.Elements().Where(e => e.Is("channel") || e.Is("item")).ToList();
        return parts.Count == 0 ? null
            : parts.Any(e => e.Name.NamespaceName.Contains("/rdf/simple/0.9", StringComparison.OrdinalIgnoreCase)) ? "rss0.9"
            : "rss1.0";
    }

    private static string WhatElse(XElement root) => root.Name.LocalName.ToUpperInvariant() switch
    {
        "HTML" => FeedParser.WebPage,
        "CHANNEL" => "this is a CDF channel, a form older than RSS: look for the site's RSS or Atom address",
        "OPML" => "this is an OPML list of feeds, not a feed: import it with \"alertbot feeds import\"",
        "URLSET" or "SITEMAPINDEX" => "this is a sitemap, not a feed: look for the site's feed address",
        "RDF" => "this is RDF without a channel, not a feed: check the address",
        _ => "this is XML, but no RSS, Atom or RDF feed: check the address",
    };
}
