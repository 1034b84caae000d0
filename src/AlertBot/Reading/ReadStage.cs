using AlertBot.Feeds;
using AlertBot.Hosting;
using AlertBot.Topics;
using AlertBot.Topics.Matching;

namespace AlertBot.Reading;

/// <summary>The second pass: new entries become articles with matches and quotes; an entry that no topic matches ends here.</summary>
/// <param name="writer">Null: no language model is asked.</param>
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
    /// <summary>An entry whose reading breaks so often is ended with that reason, so that it cannot go round for ever.</summary>
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
            await store.AbandonAsync(entry, $"could not be read in {MaxAttempts} attempts: the log says why", stopping);
            LogAbandoned(entry.Id, MaxAttempts);
            return;
        }

        switch (await reader.ReadAsync(entry, stopping))
        {
            case ReadResult.Completed { Article: var article }:
                await SaveAsync(entry, article, stopping);
                break;
            case ReadResult.Retry:
                await store.PostponeAsync(entry, time.GetUtcNow() + TimeSpan.FromSeconds(30 * Math.Pow(3, entry.Attempts - 1)),
                    isAttempt: true, stopping);
                break;
            case ReadResult.Postponed waits:
                await store.PostponeAsync(entry, waits.Until, isAttempt: false, stopping);
                break;
        }
    }

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
        Message = "Entry {Entry} could not be read in {Attempts} attempts and is left out: see the errors above")]
    private partial void LogAbandoned(EntryId entry, int attempts);
}
