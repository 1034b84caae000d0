using System.Text;
using AlertBot.Briefs;
using AlertBot.Quotes;
using AlertBot.Reading;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Text;
using AlertBot.Topics;

namespace AlertBot.Alerts.Queries;

/// <summary>Finds quotes in the stored articles that a workspace sees, each with its article.</summary>
internal static class QuoteQueries
{
    /// <summary>The number of articles in which a speaker is searched: the newest ones on the topics that contain quotes.</summary>
    public const int MaxArticles = 1_000;

    /// <summary>
    /// The number of quotes of each article that are preferred to further quotes of other articles, so that one article does not fill the
    /// list.
    /// </summary>
    private const int PreferredPerArticle = 2;

    /// <param name="speaker">A part of the name, ignoring case and accents. Null: any speaker.</param>
    /// <returns>The newest first, without duplicate wordings.</returns>
    public static async Task<List<StoredQuote>> FindNewestAsync(
        Session session, WorkspaceId workspace, IReadOnlyCollection<TopicId> topics, string? speaker, int count,
        CancellationToken cancellationToken)
    {
        var foldedSpeaker = speaker is null ? null : Fold(speaker);
        var articles = await ListArticleIdsAsync(session, workspace, topics, foldedSpeaker is null ? count * 4 : MaxArticles,
            cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<(int Rank, StoredQuote Quote)>();
        foreach (var article in articles)
        {
            var quotes = await ListByArticleAsync(session, article, foldedSpeaker, cancellationToken);
            found.AddRange(quotes.Where(quote => seen.Add(NormalizeWording(quote.Quote))).Select((quote, rank) => (rank, quote)));
            if (found.Count(item => item.Rank < PreferredPerArticle) >= count)
            {
                break;
            }
        }

        var chosen = found.OrderBy(item => item.Rank >= PreferredPerArticle).Take(count).ToHashSet();
        return [.. found.Where(chosen.Contains).Select(item => item.Quote)];
    }

    /// <summary>All quotes of a story without duplicate wordings: the newest article first, and its most important quotes first.</summary>
    public static async Task<List<StoredQuote>> ListByStoryAsync(Session session, StoryId story, WorkspaceId workspace,
        CancellationToken cancellationToken)
    {
        var articles = await session.QueryAsync(
            $"""
            SELECT a.id FROM story_entry se JOIN entry e ON e.id = se.entry_id JOIN article a ON a.entry_id = e.id
            WHERE se.story_id = @story AND {WorkspaceVisibility.EntryCondition} ORDER BY {NewsOrder.SortKey} DESC, e.id DESC LIMIT 50
            """,
            [("story", story.Value), ("workspace", workspace.Value)],
            row => row.GetInt64(0),
            cancellationToken);
        var quotes = new List<StoredQuote>();
        foreach (var article in articles)
        {
            quotes.AddRange(await ListByArticleAsync(session, article, null, cancellationToken));
        }

        return [.. quotes.DistinctBy(quote => NormalizeWording(quote.Quote))];
    }

    /// <summary>The letters and digits of a quote, without case and accents, to compare the wording in different outlets.</summary>
    public static string NormalizeWording(BriefQuote quote)
    {
        var letters = new StringBuilder();
        foreach (var rune in string.Concat(quote.Parts).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                CharacterFolding.AppendFolded(letters, rune);
            }
        }

        return letters.ToString();
    }

    private static async Task<List<long>> ListArticleIdsAsync(Session session, WorkspaceId workspace, IReadOnlyCollection<TopicId> topics,
        int max, CancellationToken cancellationToken)
    {
        var newest = new List<(long Article, long At)>();
        foreach (var topic in topics)
        {
            newest.AddRange(await session.QueryAsync(
                $"""
                SELECT a.id, {NewsOrder.SortKey}
                FROM topic t JOIN match m ON m.topic_id = t.id JOIN article a ON a.id = m.article_id JOIN entry e ON e.id = a.entry_id
                WHERE t.id = @topic AND {WorkspaceVisibility.TopicCondition} AND {WorkspaceVisibility.EntryCondition} AND EXISTS (SELECT 1
                    FROM quote q WHERE q.article_id = a.id)
                ORDER BY 2 DESC, 1 DESC LIMIT @max
                """,
                [("topic", topic.Value), ("workspace", workspace.Value), ("max", (long)max)],
                row => (row.GetInt64(0), row.GetInt64(1)),
                cancellationToken));
        }

        return
        [
            .. newest.OrderByDescending(item => item.At).ThenByDescending(item => item.Article).Select(item => item.Article).Distinct()
                .Take(max),
        ];
    }

    private static async Task<List<StoredQuote>> ListByArticleAsync(Session session, long article, string? speaker,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT text, source, link, published_at FROM article WHERE id = @id",
            [("id", article)],
            row => (Text: row.GetString(0), Source: new BriefSource(row.GetString(1), row.GetStringOrNull(2), row.GetInstantOrNull(3))),
            cancellationToken);
        var (text, source) = rows[0];
        var quotes = await QuoteStore.ListAsync(session, article, text, cancellationToken);
        if (speaker is not null)
        {
            quotes = FilterBySpeaker(speaker, quotes);
        }

        var texts = quotes.ToDictionary(quote => quote, _ => text, (IEqualityComparer<Quote>)ReferenceEqualityComparer.Instance);
        return [.. BriefComposer.ComposeQuotes(QuoteRanker.Rank(text, quotes, []), texts).Select(quote => new StoredQuote(quote, source))];
    }

    // The second part of a split quotation belongs to the first, even when only one of them names the speaker.
    private static List<Quote> FilterBySpeaker(string speaker, List<Quote> quotes)
    {
        var filtered = new List<Quote>();
        var isBySpeaker = false;
        foreach (var quote in quotes)
        {
            isBySpeaker = quote.Continues ? isBySpeaker : Fold($"{quote.Name} {quote.Speaker}").Contains(speaker, StringComparison.Ordinal);
            if (isBySpeaker)
            {
                filtered.Add(quote);
            }
        }

        return filtered;
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Trim().EnumerateRunes())
        {
            CharacterFolding.AppendFolded(folded, rune);
        }

        return folded.ToString();
    }
}

/// <summary>A quote with its article.</summary>
internal sealed record StoredQuote(BriefQuote Quote, BriefSource Source);
