using AlertBot.Articles;
using AlertBot.Topics;

namespace AlertBot.Briefs;

/// <summary>Makes an article of an entry: its text, the topics in it and its quotations.</summary>
internal sealed class ArticleReader(TopicIndex topics, FullTextPolicy policy, PageFetcher pages, TimeProvider time)
{
    /// <summary>A page that fails for the moment is tried so often, then the feed's own text has to do.</summary>
    private const int PageAttempts = 4;

    /// <summary>Whoever comes this often without an end was broken by its page: the feed's own text has to do.</summary>
    private const int MostAttemptsWithPage = 6;

    public async Task<EntryReading> ReadAsync(UnreadEntry entry, CancellationToken cancellationToken)
    {
        var ownText = OwnText(entry);
        var own = Match(entry, entry.Title, ownText, Language.Of(ownText.Length > 0 ? ownText : entry.Title, entry.FeedLanguage));
        if (!policy.WantsPage(entry, ownText, own.Count > 0, () => CouldMatch(entry), time.GetUtcNow()))
        {
            return new EntryReading.Read(Finish(entry, entry.Title, ownText, null, own, null));
        }

        if (entry.Attempts > MostAttemptsWithPage)
        {
            return new EntryReading.Read(Finish(entry, entry.Title, ownText, null, own, "its page broke the reading: the log says why"));
        }

        return await pages.FetchAsync(entry, cancellationToken) switch
        {
            PageFetch.Fetched { Page: var page } => new EntryReading.Read(OfPage(entry, ownText, own, page)),

            // What matches already is told at once; the rest is lost unless its page is read, however long its host wishes for quiet.
            PageFetch.Waits waits when own.Count == 0 => new EntryReading.Waits(waits.Until),
            PageFetch.Waits waits => new EntryReading.Read(Finish(entry, entry.Title, ownText, null, own, $"the page could not be read: {entry.Host} is left alone until {waits.Until:u}")),
            PageFetch.Failed { IsTransient: true } when own.Count == 0 && entry.Attempts < PageAttempts => new EntryReading.Failed(),
            PageFetch.Failed failed => new EntryReading.Read(Finish(entry, entry.Title, ownText, null, own, $"the page could not be read: {failed.Reason}")),
            var other => throw new InvalidOperationException($"{other} is no fetch"),
        };
    }

    private ReadArticle OfPage(UnreadEntry entry, string ownText, IReadOnlyList<TopicMatch> own, Page page)
    {
        var title = entry.Title.Length > 0 ? entry.Title : page.Title ?? "";

        // What stands before a paywall is rarely more than the feed says, and never the article: it serves where the feed says nothing of the topic.
        if (page.Wall is { } wall && ownText.Length > 0 && own.Count > 0)
        {
            return Finish(entry, title, ownText, page, own, $"{wall}; the feed's own text is used");
        }

        if (page.Text.Length > ownText.Length)
        {
            var matches = Match(entry, title, page.Text, page.Language ?? Language.Of(page.Text, entry.FeedLanguage));

            // A page that is about something else must not hide what the feed said.
            if (matches.Count > 0 || own.Count == 0)
            {
                return Finish(entry, title, page.Text, page, matches, page.Wall);
            }
        }

        return Finish(entry, title, ownText, page, Match(entry, title, ownText, Language.Of(ownText, entry.FeedLanguage)), null);
    }

    private static ReadArticle Finish(UnreadEntry entry, string title, string text, Page? page, IReadOnlyList<TopicMatch> matches, string? note)
    {
        var language = page?.Language ?? Language.Of(text.Length > 0 ? text : title, entry.FeedLanguage);
        var quotes = matches.Count == 0 ? [] : QuoteExtractor.Extract(text, language);
        return new ReadArticle(title, text, entry.Link, entry.Author ?? page?.Byline, language, matches, quotes, note);
    }

    private static string OwnText(UnreadEntry entry)
    {
        var content = entry.Content is null ? "" : HtmlText.ToText(entry.Content);
        return content.Length > entry.Summary.Length ? content : entry.Summary;
    }

    private IReadOnlyList<TopicMatch> Match(UnreadEntry entry, string title, string text, string? language) =>
        topics.Match(new TopicDocument(title, text, entry.Source, entry.Author, language), entry.SeenBy);

    private bool CouldMatch(UnreadEntry entry) =>
        topics.CouldMatch(new TopicDocument(entry.Title, null, entry.Source, entry.Author, entry.FeedLanguage), entry.SeenBy);
}
