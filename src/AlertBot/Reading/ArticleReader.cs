using AlertBot.Articles;
using AlertBot.Articles.Html;
using AlertBot.Quotes;
using AlertBot.Text.Languages;
using AlertBot.Topics.Matching;

namespace AlertBot.Reading;

/// <summary>Reads an entry: chooses the article text, matches the topics, and extracts the quotes.</summary>
internal sealed class ArticleReader(TopicIndex topics, FullTextPolicy policy, PageFetcher pages, TimeProvider time)
{
    /// <summary>The maximum number of attempts to fetch a page that fails temporarily. Then the text in the feed is used.</summary>
    private const int MaxPageAttempts = 4;

    /// <summary>
    /// The maximum number of attempts that may end without a result, as in a crash. After that, the page itself is the likely cause and
    /// the text in the feed is used.
    /// </summary>
    private const int MaxAttemptsWithPage = 6;

    public async Task<ReadResult> ReadAsync(UnreadEntry entry, CancellationToken cancellationToken)
    {
        var feedText = GetFeedText(entry);
        var feedMatches = Match(entry, entry.Title, feedText,
            LanguageResolver.Resolve(feedText.Length > 0 ? feedText : entry.Title, entry.FeedLanguage));
        if (!policy.ShouldFetchPage(entry, feedText, feedMatches.Count > 0, () => CouldMatch(entry), time.GetUtcNow()))
        {
            return CompleteWithFeedText(note: null);
        }

        if (entry.Attempts > MaxAttemptsWithPage)
        {
            return CompleteWithFeedText("reading its page failed; see the log");
        }

        return await pages.FetchAsync(entry, cancellationToken) switch
        {
            PageFetchResult.Fetched { Page: var page } => new ReadResult.Completed(ReadFromPage(entry, feedText, feedMatches, page)),

            // An entry whose feed text matches is not delayed. Another entry waits for the end of the pause, because its page may match.
            PageFetchResult.HostPaused paused when feedMatches.Count == 0 => new ReadResult.Postponed(paused.Until),
            PageFetchResult.HostPaused paused =>
                CompleteWithFeedText($"the page could not be read: requests to {entry.Host} are paused until {paused.Until:u}"),
            PageFetchResult.Failed { IsTransient: true } when feedMatches.Count == 0 && entry.Attempts < MaxPageAttempts =>
                new ReadResult.Retry(),
            PageFetchResult.Failed failed => CompleteWithFeedText($"the page could not be read: {failed.Reason}"),
            var other => throw new InvalidOperationException($"unexpected result of fetching a page: {other}"),
        };

        ReadResult.Completed CompleteWithFeedText(string? note) =>
            new(CreateArticle(entry, entry.Title, feedText, page: null, feedMatches, note));
    }

    private Article ReadFromPage(UnreadEntry entry, string feedText, IReadOnlyList<TopicMatch> feedMatches, Page page)
    {
        var title = entry.Title.Length > 0 ? entry.Title : page.Title ?? "";

        // A paywall cuts the page's text off, and what is left is rarely longer than the text in the feed. So the text in the feed is used
        // where it matches a topic.
        if (page.TruncationReason is { } truncation && feedText.Length > 0 && feedMatches.Count > 0)
        {
            return CreateArticle(entry, title, feedText, page, feedMatches, $"{truncation}; the text in the feed is used");
        }

        if (page.Text.Length > feedText.Length)
        {
            var matches = Match(entry, title, page.Text, page.Language ?? LanguageResolver.Resolve(page.Text, entry.FeedLanguage));

            // A page about something else does not replace feed text that matches.
            if (matches.Count > 0 || feedMatches.Count == 0)
            {
                return CreateArticle(entry, title, page.Text, page, matches, page.TruncationReason);
            }
        }

        return CreateArticle(entry, title, feedText, page,
            Match(entry, title, feedText, LanguageResolver.Resolve(feedText, entry.FeedLanguage)), note: null);
    }

    private static Article CreateArticle(UnreadEntry entry, string title, string text, Page? page, IReadOnlyList<TopicMatch> matches,
        string? note)
    {
        var language = page?.Language ?? LanguageResolver.Resolve(text.Length > 0 ? text : title, entry.FeedLanguage);
        var quotes = matches.Count == 0 ? [] : QuoteExtractor.Extract(text, language);
        return new Article(title, text, entry.Link, entry.Author ?? page?.Byline, language, matches, quotes, note);
    }

    private static string GetFeedText(UnreadEntry entry)
    {
        var content = entry.Content is null ? "" : HtmlText.ToText(entry.Content);
        return content.Length > entry.Summary.Length ? content : entry.Summary;
    }

    private IReadOnlyList<TopicMatch> Match(UnreadEntry entry, string title, string text, string? language) =>
        topics.Match(new TopicDocument(title, text, entry.Source, entry.Author, language), entry.Workspaces);

    private bool CouldMatch(UnreadEntry entry) =>
        topics.CouldMatch(new TopicDocument(entry.Title, null, entry.Source, entry.Author, entry.FeedLanguage), entry.Workspaces);
}
