using AlertBot.Feeds;
using AlertBot.Hosting;
using AlertBot.Topics;
using AlertBot.Topics.Matching;

namespace AlertBot.Reading;

/// <summary>
/// The second stage: reads new entries into articles with matches and quotes. Entries that no topic matches are done after it.
/// </summary>
/// <param name="writer">Null: articles get no generated summary.</param>
internal sealed partial class ReadStage(
    ArticleStore store,
    ArticleReader reader,
    TopicIndex topics,
    WakeSignals signals,
    TopicMetrics metrics,
    TimeProvider time,
    ILogger<ReadStage> logger,
    SummaryWriter? writer = null) : IStage<UnreadEntry>
{
    /// <summary>The maximum number of attempts to read an entry. Then it is abandoned, with that reason.</summary>
    private const int MaxAttempts = 10;

    public string Name => "read";

    public int Concurrency => 16;

    public async Task<IReadOnlyList<UnreadEntry>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        await topics.CatchUpAsync(cancellationToken);
        return await store.ClaimAsync(max, time.GetUtcNow(), cancellationToken);
    }

    public async Task ProcessAsync(UnreadEntry entry, CancellationToken stopping)
    {
        if (entry.Attempts > MaxAttempts)
        {
            await store.AbandonAsync(entry, $"reading failed {MaxAttempts} times; see the log", stopping);
            LogAbandoned(entry.Id, MaxAttempts);
            return;
        }

        switch (await reader.ReadAsync(entry, stopping))
        {
            case ReadResult.Completed { Article: var article }:
                await SaveAsync(entry, article, stopping);
                break;
            case ReadResult.Retry:
                await store.PostponeAsync(entry, time.GetUtcNow() + RetryDelay(entry.Attempts), isAttempt: true, stopping);
                break;
            case ReadResult.Postponed postponed:
                await store.PostponeAsync(entry, postponed.Until, isAttempt: false, stopping);
                break;
        }
    }

    /// <summary>30 s, 90 s, 270 s, …</summary>
    private static TimeSpan RetryDelay(int attempts) => TimeSpan.FromSeconds(30 * Math.Pow(3, attempts - 1));

    private async Task SaveAsync(UnreadEntry entry, Article article, CancellationToken stopping)
    {
        if (writer is not null)
        {
            article = article with { Generated = await writer.WriteAsync(entry, article, stopping) };
        }

        if (await store.SaveAsync(entry, article, stopping))
        {
            metrics.RecordArticle(article.Matches.Count);
            if (article.Matches.Count > 0)
            {
                signals.Group.Wake();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Abandoned entry {Entry}: reading it failed {Attempts} times; see the errors above")]
    private partial void LogAbandoned(EntryId entry, int attempts);
}
