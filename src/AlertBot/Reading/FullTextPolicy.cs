using AlertBot.Feeds;

namespace AlertBot.Reading;

/// <summary>Decides whether the page that an entry links to is worth a request.</summary>
internal sealed class FullTextPolicy(ConfiguredFeeds catalog, NewsOptions news)
{
    /// <summary>
    /// Feeds that carry less than this, in UTF-16 units, carry a teaser: a news item of two short paragraphs has as much.
    /// </summary>
    private const int MinFullTextLength = 600;

    private static readonly string[] TruncationMarks = ["…", "...", "[…]", "[...]", "[&#8230;]"];

    /// <param name="ownText">What the feed itself carries.</param>
    /// <param name="ownMatches">A topic is found in that already.</param>
    /// <param name="couldMatch">A topic could be found in the page.</param>
    public bool ShouldFetchPage(UnreadEntry entry, string ownText, bool ownMatches, Func<bool> couldMatch, DateTimeOffset now)
    {
        var setting = catalog.Find(entry.FeedUrl, entry.FeedCredentials)?.FullText ?? news.FullText;
        if (entry.Link is null || setting == FullTextMode.Never || !IsRecent(entry, now))
        {
            return false;
        }

        if (setting == FullTextMode.Auto && IsFullText(ownText))
        {
            return false;
        }

        // What was listed before the feed was followed is shown only when asked for: no request for what may not be shown.
        return ownMatches || (!entry.IsBacklog && couldMatch());
    }

    private bool IsRecent(UnreadEntry entry, DateTimeOffset now) => entry.NewsAt is { } at && now - at <= news.MaxAge;

    private static bool IsFullText(string text) =>
        text.Length >= MinFullTextLength && !TruncationMarks.Any(end => text.AsSpan().TrimEnd().EndsWith(end, StringComparison.Ordinal));
}
