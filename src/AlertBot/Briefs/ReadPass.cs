using AlertBot.Briefs.LanguageModel;
using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Briefs;

/// <summary>The second pass: new entries become articles with matches and quotes; an entry that no topic matches ends here.</summary>
/// <param name="writer">Null: no language model is asked.</param>
internal sealed partial class ReadPass(
    ArticleStore store,
    ArticleReader reader,
    TopicIndex topics,
    PassSignals signals,
    TopicMetrics metrics,
    TimeProvider time,
    ILogger<ReadPass> logger,
    SummaryWriter? writer = null) : IPass<UnreadEntry>
{
    /// <summary>An entry whose reading breaks so often is ended with that reason, so that it cannot go round for ever.</summary>
    private const int MostAttempts = 10;

    public string Name => "read";

    public int Concurrency => 16;

    public async Task<IReadOnlyList<UnreadEntry>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        await topics.CatchUpAsync(cancellationToken);
        return await store.ClaimAsync(max, time.GetUtcNow(), cancellationToken);
    }

    public async Task WorkAsync(UnreadEntry entry, CancellationToken stopping)
    {
        if (entry.Attempts > MostAttempts)
        {
            await store.GiveUpAsync(entry, $"could not be read in {MostAttempts} attempts: the log says why", stopping);
            LogGivenUp(entry.Id, MostAttempts);
            return;
        }

        switch (await reader.ReadAsync(entry, stopping))
        {
            case EntryReading.Read { Article: var article }:
                await KeepAsync(entry, article, stopping);
                break;
            case EntryReading.Failed:
                await store.PostponeAsync(entry, time.GetUtcNow() + TimeSpan.FromSeconds(30 * Math.Pow(3, entry.Attempts - 1)), isAttempt: true, stopping);
                break;
            case EntryReading.Waits waits:
                await store.PostponeAsync(entry, waits.Until, isAttempt: false, stopping);
                break;
        }
    }

    private async Task KeepAsync(UnreadEntry entry, ReadArticle article, CancellationToken stopping)
    {
        if (writer is not null)
        {
            article = article with { Generated = await writer.WriteAsync(entry, article, stopping) };
        }

        if (await store.KeepAsync(entry, article, stopping))
        {
            metrics.Matched(article.Matches.Count);
            if (article.Matches.Count > 0)
            {
                signals.Group.Wake();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Entry {Entry} could not be read in {Attempts} attempts and is left out: see the errors above")]
    private partial void LogGivenUp(Feeds.EntryId entry, int attempts);
}
