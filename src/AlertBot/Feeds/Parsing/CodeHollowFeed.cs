using System.Xml.Linq;
using CodeHollow.FeedReader;
using CodeHollow.FeedReader.Feeds;

namespace AlertBot.Feeds.Parsing;

/// <summary>A feed as CodeHollow.FeedReader read it. Null fields are those that the library did not find.</summary>
internal sealed class CodeHollowFeed(Feed feed)
{
    private int _next;

    public string? Language { get; } = feed.Language.NullIfBlank();

    /// <summary>As written: absolute or relative. Null for Atom, whose links AlertBot reads itself.</summary>
    public string? Link { get; } = feed.SpecificFeed is AtomFeed ? null : feed.Link;

    /// <summary>Finds the library's reading of an item. Call this for all items in document order.</summary>
    /// <returns>Null when the library did not find the item: it has an unusual place, case or namespace.</returns>
    public CodeHollowItem? Find(XElement item) =>
        _next < feed.Items.Count && ReferenceEquals(feed.Items[_next].SpecificItem.Element, item)
            ? CodeHollowItem.From(feed.Items[_next++])
            : null;
}
