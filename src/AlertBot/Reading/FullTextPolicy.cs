using AlertBot.Feeds;

namespace AlertBot.Reading;

/// <summary>Decides whether the page that an entry links to is fetched.</summary>
internal sealed class FullTextPolicy(ConfiguredFeeds feeds, NewsOptions news)
{
    /// <summary>
    /// The minimum length of a full text, in UTF-16 code units: that of two short paragraphs. Shorter texts are teasers.
    /// </summary>
    private const int MinFullTextLength = 600;

    private static readonly string[] TruncationMarks = ["…", "...", "[…]", "[...]", "[&#8230;]"];

    /// <param name="feedText">The text in the feed.</param>
    /// <param name="isMatched">A topic matches the text in the feed.</param>
    /// <param name="couldMatch">Whether a topic could match the page.</param>
    public bool ShouldFetchPage(UnreadEntry entry, string feedText, bool isMatched, Func<bool> couldMatch, DateTimeOffset now)
    {
        var setting = feeds.Find(entry.FeedUrl, entry.FeedCredentials)?.FullText ?? news.FullText;
        if (entry.Link is null || setting == FullTextMode.Never || !IsRecent(entry, now))
        {
            return false;
        }

        if (setting == FullTextMode.Auto && IsFullText(feedText))
        {
            return false;
        }

        // Backlog is shown only when a user asks for it. It is not worth a request unless it matches already.
        return isMatched || (!entry.IsBacklog && couldMatch());
    }

    private bool IsRecent(UnreadEntry entry, DateTimeOffset now) => entry.NewsAt is { } at && now - at <= news.MaxAge;

    private static bool IsFullText(string text) =>
        text.Length >= MinFullTextLength && !TruncationMarks.Any(mark => text.AsSpan().TrimEnd().EndsWith(mark, StringComparison.Ordinal));
}
