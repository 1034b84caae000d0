using System.Xml.Linq;
using CodeHollow.FeedReader.Feeds;

namespace AlertBot.Feeds.Parsing;

/// <summary>
/// Reads the elements of a feed with CodeHollow.FeedReader. The library gets a tree that is already decoded and repaired: it never parses
/// text, so no DTD reaches it, and it never opens a connection.
/// </summary>
internal static class CodeHollowFeedAdapter
{
    /// <summary>
    /// Limits the attributes of the root and channel elements together. The library scans them several dozen times for each item, so a
    /// hostile feed could make that expensive. The collected feeds have up to 31.
    /// </summary>
    private const int MaxChannelAttributes = 64;

    /// <summary>
    /// Limits the items of a document, because the library allocates about 3 KB for each. The collected feeds have up to 200.
    /// </summary>
    private const int MaxItems = 10_000;

    /// <param name="channel">The element that describes the feed: <c>channel</c> in RSS and RDF, <c>feed</c> in Atom.</param>
    /// <param name="items">The item and entry elements of the document.</param>
    /// <param name="format">As in <see cref="FeedDocument.Format"/>.</param>
    /// <returns>Null when the library does not read the document. The element reader then reads all of it.</returns>
    public static CodeHollowFeed? Read(XElement root, XElement channel, IReadOnlyList<XElement> items, string format, List<string> warnings)
    {
        if (items.Count > MaxItems || root.Attributes().Count() + channel.Attributes().Count() > MaxChannelAttributes)
        {
            return null;
        }

        try
        {
            return new CodeHollowFeed(Create(channel, format).ToFeed());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            warnings.Add($"CodeHollow.FeedReader failed on this document ({e.GetType().Name}); AlertBot's own reader read it");
            return null;
        }
    }

    private static BaseFeed Create(XElement channel, string format) => format switch
    {
        "atom1.0" or "atom0.3" => new AtomFeed("", channel),
        "rss1.0" or "rss0.9" when channel.Parent is { } root && root.IsNamed("RDF") => new Rss10Feed("", channel),
        "rss0.91" => new Rss091Feed("", channel),
        "rss0.92" => new Rss092Feed("", channel),
        _ => new Rss20Feed("", channel),
    };
}
