using AlertBot.Articles;
using AlertBot.Articles.Html;
using AlertBot.Quotes;
using AlertBot.Text.Languages;
using AlertBot.Topics.Matching;

namespace AlertBot.Reading;

/// <summary>Makes an article of an entry: its text, the topics in it and its quotations.</summary>
internal sealed class ArticleReader(TopicIndex topics, FullTextPolicy policy, PageFetcher pages, TimeProvider time)
{
    /// <summary>A page that fails for the moment is tried so often, then the feed's own text has to do.</summary>
    private const int MaxPageAttempts = 4;

    /// <summary>Whoever comes this often without an end was broken by its page: the feed's own text has to do.</summary>
    private const int MaxAttemptsWithPage = 6;

    public async Task<ReadResult> ReadAsync(UnreadEntry entry, CancellationToken cancellationToken)
    {
        var ownText = FeedText(entry);
        var own = Match(entry, entry.Title, ownText,
            LanguageResolver.Resolve(ownText.Length > 0 ? ownText : entry.Title, entry.FeedLanguage));
        if (!policy.ShouldFetchPage(entry, ownText, own.Count > 0, () => CouldMatch(entry), time.GetUtcNow()))
        {
            return new ReadResult.Completed(CreateArticle(entry, entry.Title, ownText, null, own, null));
        }

        if (entry.Attempts > MaxAttemptsWithPage)
        {
            return new ReadResult.Completed(
                CreateArticle(entry, entry.Title, ownText, null, own, "its page broke the reading: the log says why"));
        }

        return await pages.FetchAsync(entry, cancellationToken) switch
        {
            PageFetchResult.Fetched { Page: var page } => new ReadResult.Completed(ReadFromPage(entry, ownText, own, page)),

            // What matches already is told at once; the rest is lost unless its page is read, however long its host wishes for quiet.
            PageFetchResult.HostPaused waits when own.Count == 0 => new ReadResult.Postponed(waits.Until),
            PageFetchResult.HostPaused waits =>
                new ReadResult.Completed(
                    CreateArticle(entry, entry.Title, ownText, null, own,
                        $"the page could not be read: {entry.Host} is left alone until {waits.Until:u}")),
            PageFetchResult.Failed { IsTransient: true } when own.Count == 0 && entry.Attempts < MaxPageAttempts => new ReadResult.Retry(),
            PageFetchResult.Failed failed =>
                new ReadResult.Completed(
                    CreateArticle(entry, entry.Title, ownText, null, own, $"the page could not be read: {failed.Reason}")),
            var other => throw new InvalidOperationException($"{other} is no fetch"),
        };
    }

    private Article ReadFromPage(UnreadEntry entry, string ownText, IReadOnlyList<TopicMatch> own, Page page)
    {
        var title = entry.Title.Length > 0 ? entry.Title : page.Title ?? "";

        // What stands before a paywall is rarely more than the feed says, and never the article: it serves where the feed says nothing of
        // the topic.
        if (page.TruncationReason is { } wall && ownText.Length > 0 && own.Count > 0)
        {
            return CreateArticle(entry, title, ownText, page, own, $"{wall}; the feed's own text is used");
        }

        if (page.Text.Length > ownText.Length)
        {
            var matches = Match(entry, title, page.Text, page.Language ?? LanguageResolver.Resolve(page.Text, entry.FeedLanguage));

            // A page that is about something else must not hide what the feed said.
            if (matches.Count > 0 || own.Count == 0)
            {
                return CreateArticle(entry, title, page.Text, page, matches, page.TruncationReason);
            }
        }

        return CreateArticle(entry, title, ownText, page,
            Match(entry, title, ownText, LanguageResolver.Resolve(ownText, entry.FeedLanguage)), null);
    }

    private static Article CreateArticle(UnreadEntry entry, string title, string text, Page? page, IReadOnlyList<TopicMatch> matches,
        string? note)
    {
        var language = page?.Language ?? LanguageResolver.Resolve(text.Length > 0 ? text : title, entry.FeedLanguage);
        var quotes = matches.Count == 0 ? [] : QuoteExtractor.Extract(text, language);
        return new Article(title, text, entry.Link, entry.Author ?? page?.Byline, language, matches, quotes, note);
    }

    private static string FeedText(UnreadEntry entry)
    {
        var content = entry.Content is null ? "" : HtmlText.ToText(entry.Content);
        return content.Length > entry.Summary.Length ? content : entry.Summary;
    }

    private IReadOnlyList<TopicMatch> Match(UnreadEntry entry, string title, string text, string? language) =>
        topics.Match(new TopicDocument(title, text, entry.Source, entry.Author, language), entry.Workspaces);

    private bool CouldMatch(UnreadEntry entry) =>
        topics.CouldMatch(new TopicDocument(entry.Title, null, entry.Source, entry.Author, entry.FeedLanguage), entry.Workspaces);
}
