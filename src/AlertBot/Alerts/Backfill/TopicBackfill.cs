using AlertBot.Alerts.Queries;
using AlertBot.Hosting;
using AlertBot.Quotes;
using AlertBot.Storage;
using AlertBot.Topics;
using AlertBot.Topics.Queries;

namespace AlertBot.Alerts.Backfill;

/// <summary>
/// A pass beside the flow: a topic that is new or was changed is looked for in the articles that are stored already, so that people
/// can ask for its news at once. What is found so is filed as backlog and told to nobody.
/// </summary>
internal sealed partial class TopicBackfill(Database database, WakeSignals signals, TimeProvider time, ILogger<TopicBackfill> logger)
    : IStage<BackfillJob>
{
    /// <summary>The newest articles that are searched: some days of a usual installation.</summary>
    public const int MaxArticles = 5_000;

    private const int BatchSize = 100;

    /// <summary>Articles on their way to a story are searched when they have arrived there.</summary>
    private static readonly TimeSpan PendingRetryDelay = TimeSpan.FromSeconds(30);

    public string Name => "search";

    public int Concurrency => 1;

    public async Task<IReadOnlyList<BackfillJob>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await database.ReadAsync(session => BackfillQueue.IsAnyDueAsync(session, now, cancellationToken), cancellationToken)
            ? await database.WriteAsync(session => BackfillQueue.ClaimAsync(session, max, now, cancellationToken), cancellationToken)
            : [];
    }

    public async Task ProcessAsync(BackfillJob item, CancellationToken stopping)
    {
        if (TopicQuery.Parse(item.Query) is not QueryParseResult.Parsed { Query: var query })
        {
            LogInvalidQuery(item.Name);
            await CompleteAsync(item, 0, stopping);
            return;
        }

        var run = new Run(item, query);
        if (await SearchNewestAsync(run, stopping) && await RecheckOldMatchesAsync(run, stopping))
        {
            await CompleteAsync(item, run.Postponed, stopping);
            if (run.Searched > 0)
            {
                LogSearched(item.Name, run.Searched, run.Found);
            }
        }
        else
        {
            // Changed or removed meanwhile, or another worker's: whoever is next begins again.
            await database.WriteAsync(session => BackfillQueue.ReleaseAsync(session, item, time.GetUtcNow(), stopping), stopping);
        }
    }

    private async Task<bool> SearchNewestAsync(Run run, CancellationToken stopping)
    {
        for (var before = long.MaxValue; run.Searched < MaxArticles;)
        {
            var batch = await database.ReadAsync(
                session => run.Job.Workspace == WorkspaceId.Settings
                    ? ArticleQueries.ListBeforeAsync(session, before, BatchSize, stopping)
                    : ArticleQueries.ListBeforeAsync(session, run.Job.Workspace, before, BatchSize, stopping),
                stopping);
            if (batch.Count == 0)
            {
                return true;
            }

            if (!await SaveBatchAsync(run, batch, stopping))
            {
                return false;
            }

            run.Searched += batch.Count;
            before = batch[^1].Id;
        }

        return true;
    }

    // Whatever an older revision matched and the loop above has not reached: each is matched anew or no match any more.
    private async Task<bool> RecheckOldMatchesAsync(Run run, CancellationToken stopping)
    {
        while (true)
        {
            var batch = await database.ReadAsync(
                session => ArticleQueries.ListOldMatchesAsync(session, run.Job.Id, run.Job.Revision, BatchSize, stopping), stopping);
            if (batch.Count == 0)
            {
                return true;
            }

            if (!await SaveBatchAsync(run, batch, stopping))
            {
                return false;
            }
        }
    }

    private async Task<bool> SaveBatchAsync(Run run, List<StoredArticle> batch, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var found = batch.Select(article => MatchArticle(run.Query, article)).OfType<BackfillMatch>().ToList();
        var gone = batch.Select(article => article.Id).Except(found.Select(match => match.Article.Id)).ToList();
        var kept = await database.WriteAsync(
            session => TopicBackfillStore.SaveMatchesAsync(session, run.Job, found, gone, time.GetUtcNow(), stopping), stopping);
        if (kept is not { } counts)
        {
            return false;
        }

        run.Found += found.Count;
        run.Postponed += counts.Postponed;
        if (counts.QueuedForGrouping > 0)
        {
            signals.Group.Wake();
        }

        return true;
    }

    // What has a story was matched before, and its quotations were taken then.
    private static BackfillMatch? MatchArticle(TopicQuery query, StoredArticle article) =>
        query.Match(article.Document) is not { } evidence ? null
        : new BackfillMatch(article, evidence, article.Story is null ? QuoteExtractor.Extract(article.Text, article.Language) : []);

    private Task CompleteAsync(BackfillJob item, int putOff, CancellationToken stopping) =>
        database.WriteAsync(session => putOff == 0
            ? BackfillQueue.CompleteAsync(session, item, stopping)
            : BackfillQueue.ReleaseAsync(session, item, time.GetUtcNow() + PendingRetryDelay, stopping), stopping);

    private sealed class Run(BackfillJob item, TopicQuery query)
    {
        public BackfillJob Job { get; } = item;
        public TopicQuery Query { get; } = query;
        public int Searched { get; set; }
        public int Found { get; set; }
        public int Postponed { get; set; }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored topic {Topic} cannot be read and is not looked for")]
    private partial void LogInvalidQuery(string topic);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "{Topic} was looked for in the {Searched} newest stored articles and stands in {Found}; they are filed, not posted")]
    private partial void LogSearched(string topic, int searched, int found);
}
