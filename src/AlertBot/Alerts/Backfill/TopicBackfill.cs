using AlertBot.Alerts.Queries;
using AlertBot.Hosting;
using AlertBot.Quotes;
using AlertBot.Storage;
using AlertBot.Topics;
using AlertBot.Topics.Queries;

namespace AlertBot.Alerts.Backfill;

/// <summary>
/// A stage outside of the main flow: searches the stored articles for topics that are new or changed, so that users can ask for their news
/// at
/// once. What it finds is stored as backlog and not posted.
/// </summary>
internal sealed partial class TopicBackfill(Database database, WakeSignals signals, TimeProvider time, ILogger<TopicBackfill> logger)
    : IStage<BackfillJob>
{
    /// <summary>The number of articles to search, from the newest: those of some days in a typical installation.</summary>
    public const int MaxArticles = 5_000;

    private const int BatchSize = 100;

    /// <summary>The delay before articles that were waiting for their story are searched.</summary>
    private static readonly TimeSpan PendingRetryDelay = TimeSpan.FromSeconds(30);

    public string Name => "backfill";

    public int Concurrency => 1;

    public async Task<IReadOnlyList<BackfillJob>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await database.ReadAsync(session => BackfillQueue.IsAnyDueAsync(session, now, cancellationToken), cancellationToken)
            ? await database.WriteAsync(session => BackfillQueue.ClaimAsync(session, max, now, cancellationToken), cancellationToken)
            : [];
    }

    public async Task ProcessAsync(BackfillJob job, CancellationToken stopping)
    {
        if (TopicQuery.Parse(job.Query) is not QueryParseResult.Parsed { Query: var query })
        {
            LogInvalidQuery(job.Name);
            await CompleteAsync(job, postponed: 0, stopping);
            return;
        }

        var run = new Run(job, query);
        if (await SearchNewestAsync(run, stopping) && await RecheckOldMatchesAsync(run, stopping))
        {
            await CompleteAsync(job, run.Postponed, stopping);
            if (run.Searched > 0)
            {
                LogSearched(job.Name, run.Searched, run.Found);
            }
        }
        else
        {
            // The topic was changed or removed meanwhile, or the lease was lost. The next claim starts again.
            await database.WriteAsync(session => BackfillQueue.ReleaseAsync(session, job, time.GetUtcNow(), stopping), stopping);
        }
    }

    /// <returns>False when the job is no longer valid.</returns>
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

    /// <summary>Replaces or removes matches of older revisions in articles that the search of the newest did not reach.</summary>
    /// <returns>False when the job is no longer valid.</returns>
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
        var unmatched = batch.Select(article => article.Id).Except(found.Select(match => match.Article.Id)).ToList();
        var saved = await database.WriteAsync(
            session => TopicBackfillStore.SaveMatchesAsync(session, run.Job, found, unmatched, time.GetUtcNow(), stopping), stopping);
        if (saved is not { } counts)
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

    // An article with a story matched before, and its quotes were extracted then.
    private static BackfillMatch? MatchArticle(TopicQuery query, StoredArticle article) =>
        query.Match(article.Document) is { } evidence
            ? new BackfillMatch(article, evidence, article.Story is null ? QuoteExtractor.Extract(article.Text, article.Language) : [])
            : null;

    private Task CompleteAsync(BackfillJob job, int postponed, CancellationToken stopping) =>
        database.WriteAsync(session => postponed == 0
            ? BackfillQueue.CompleteAsync(session, job, stopping)
            : BackfillQueue.ReleaseAsync(session, job, time.GetUtcNow() + PendingRetryDelay, stopping), stopping);

    /// <summary>The progress of one job.</summary>
    private sealed class Run(BackfillJob job, TopicQuery query)
    {
        public BackfillJob Job { get; } = job;
        public TopicQuery Query { get; } = query;
        public int Searched { get; set; }
        public int Found { get; set; }
        public int Postponed { get; set; }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Topic {Topic}: its stored query cannot be parsed; stored articles were not searched")]
    private partial void LogInvalidQuery(string topic);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Topic {Topic}: searched the {Searched} newest stored articles, found {Found}; they are not posted")]
    private partial void LogSearched(string topic, int searched, int found);
}
