using AlertBot.Quotes;
using AlertBot.Storage;

namespace AlertBot.Reading;

/// <summary>The quotes of stored articles. A row holds offsets; the words are read from the article text.</summary>
internal static class QuoteStore
{
    /// <summary>Adds the quotes of an article that has none yet.</summary>
    public static async Task InsertAsync(Session session, long article, IReadOnlyList<Quote> quotes, CancellationToken cancellationToken)
    {
        for (var n = 0; n < quotes.Count; n++)
        {
            await InsertAsync(session, article, n, quotes[n], cancellationToken);
        }
    }

    /// <summary>Adds the quotes unless the article has some already.</summary>
    public static async Task InsertIfMissingAsync(Session session, long article, IReadOnlyList<Quote> quotes,
        CancellationToken cancellationToken)
    {
        if (quotes.Count > 0
            && await session.ExecuteScalarAsync("SELECT 1 FROM quote WHERE article_id = @article LIMIT 1", [("article", article)],
                cancellationToken) is null)
        {
            await InsertAsync(session, article, quotes, cancellationToken);
        }
    }

    /// <summary>The quotes of an article, in the order of its text.</summary>
    /// <param name="text">The article text.</param>
    public static Task<List<Quote>> ListAsync(Session session, long article, string text, CancellationToken cancellationToken) =>
        session.QueryAsync(
            "SELECT start_at, end_at, speaker, speaker_start, speaker_end, name, role, venue, cue, continues FROM quote WHERE "
                + "article_id = @article ORDER BY n",
            [("article", article)],
            row =>
            {
                var start = (int)row.GetInt64(0);
                var end = (int)row.GetInt64(1);
                return new Quote(
                    text[start..end],
                    start,
                    end,
                    Speaker: row.GetStringOrNull(2),
                    SpeakerStart: (int?)row.GetInt64OrNull(3),
                    SpeakerEnd: (int?)row.GetInt64OrNull(4),
                    Name: row.GetStringOrNull(5),
                    Role: row.GetStringOrNull(6),
                    Venue: row.GetStringOrNull(7),
                    Cue: row.GetStringOrNull(8),
                    Continues: row.GetFlag(9));
            },
            cancellationToken);

    private static Task InsertAsync(Session session, long article, int n, Quote quote, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO quote (article_id, n, start_at, end_at, speaker, speaker_start, speaker_end, name, role, venue, cue, continues)
            VALUES (@article, @n, @start, @end, @speaker, @speaker_start, @speaker_end, @name, @role, @venue, @cue, @continues)
            """,
            [
                ("article", article), ("n", (long)n), ("start", (long)quote.Start), ("end", (long)quote.End),
                ("speaker", quote.Speaker), ("speaker_start", (long?)quote.SpeakerStart), ("speaker_end", (long?)quote.SpeakerEnd),
                ("name", quote.Name), ("role", quote.Role), ("venue", quote.Venue), ("cue", quote.Cue),
                ("continues", quote.Continues ? 1L : 0L),
            ],
            cancellationToken);
}
