using System.Text;
using AlertBot.Briefs;
using AlertBot.Quotes;
using AlertBot.Reading;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Text;
using AlertBot.Topics;

namespace AlertBot.Alerts.Queries;

/// <summary>Quotations of stored articles as a workspace sees them, each with the article that it stands in.</summary>
internal static class QuoteQueries
{
    /// <summary>Where a speaker is looked for: the newest articles on a topic that hold quotations.</summary>
    public const int MaxArticles = 1_000;

    /// <summary>So many of one article come before another article's: its list of quotations must not be all that is shown.</summary>
    private const int PreferredPerArticle = 2;

    /// <param name="speaker">A part of the name, in any case and with or without accents; null: whoever spoke.</param>
    /// <returns>The newest first, each wording once.</returns>
    public static async Task<List<StoredQuote>> FindNewestAsync(
        Session session, WorkspaceId workspace, IReadOnlyCollection<TopicId> topics, string? speaker, int count,
        CancellationToken cancellationToken)
    {
        var wanted = speaker is null ? null : Fold(speaker);
        var articles = await ListArticleIdsAsync(session, workspace, topics, wanted is null ? count * 4 : MaxArticles, cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<(int Rank, StoredQuote Quote)>();
        foreach (var article in articles)
        {
            var own = (await ListByArticleAsync(session, article, wanted, cancellationToken)).Where(
                quote => seen.Add(NormalizeWording(quote.Quote)));
            found.AddRange(own.Select((quote, rank) => (rank, quote)));
            if (found.Count(one => one.Rank < PreferredPerArticle) >= count)
            {
                break;
            }
        }

        var shown = found.OrderBy(one => one.Rank >= PreferredPerArticle).Take(count).ToHashSet();
        return [.. found.Where(shown.Contains).Select(one => one.Quote)];
    }

    /// <summary>All quotations of a story, the newest article first and in each the most telling first; each wording once.</summary>
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

    /// <summary>What tells quotations apart: their words, however the outlets space and mark them.</summary>
    public static string NormalizeWording(BriefQuote quote)
    {
        var words = new StringBuilder();
        foreach (var rune in string.Concat(quote.Parts).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                CharacterFolding.AppendFolded(words, rune);
            }
        }

        return words.ToString();
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

        return [.. newest.OrderByDescending(one => one.At).ThenByDescending(one => one.Article).Select(one => one.Article).Distinct()
            .Take(max)];
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

        return [.. BriefComposer.ComposeQuotes(QuoteRanker.Rank(text, quotes, [])).Select(quote => new StoredQuote(quote, source))];
    }

    // The second part of a quotation stays with its first, wherever the speaker is named.
    private static List<Quote> FilterBySpeaker(string speaker, List<Quote> quotes)
    {
        var kept = new List<Quote>();
        var isHis = false;
        foreach (var quote in quotes)
        {
            isHis = quote.Continues ? isHis : Fold($"{quote.Name} {quote.Speaker}").Contains(speaker, StringComparison.Ordinal);
            if (isHis)
            {
                kept.Add(quote);
            }
        }

        return kept;
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

/// <summary>A quotation with the article that it stands in.</summary>
internal sealed record StoredQuote(BriefQuote Quote, BriefSource Source);
