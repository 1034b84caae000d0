using AlertBot.Alerts.Delivery;
using AlertBot.Briefs;
using AlertBot.Feeds;
using AlertBot.Hosting;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Routing;

/// <summary>
/// The third pass: matched articles join their stories and are routed to those who subscribed. One at a time, under a named
/// lease and in order, for two workers must never open two stories for one event.
/// </summary>
internal sealed partial class GroupStage(
    Database database,
    StoryIndex stories,
    AlertRules rules,
    WakeSignals signals,
    AlertMetrics metrics,
    TimeProvider time,
    ILogger<GroupStage> logger) : IStage<IReadOnlyList<EntryId>>
{
    private const int BatchSize = 50;

    /// <summary>An entry that breaks the pass so often is ended with that reason; until then the others go before it.</summary>
    private const int MaxAttempts = 10;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(5);
    private readonly NamedLease _lease = new("group");

    public string Name => "group";

    public int Concurrency => 1;

    public async Task<IReadOnlyList<IReadOnlyList<EntryId>>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        var waiting = await database.ReadAsync(
            session => EntryQueue.ListMatchedAsync(session, BatchSize, time.GetUtcNow(), cancellationToken), cancellationToken);
        return waiting.Count > 0
            && await database.WriteAsync(session => _lease.TryAcquireAsync(session, time.GetUtcNow(), cancellationToken), cancellationToken)
            ? [waiting]
            : [];
    }

    public async Task ProcessAsync(IReadOnlyList<EntryId> batch, CancellationToken stopping)
    {
        foreach (var entry in batch)
        {
            if (stopping.IsCancellationRequested || !await TryGroupAsync(entry, stopping))
            {
                return;
            }
        }
    }

    /// <returns>False when another worker holds the lease and does the rest.</returns>
    private async Task<bool> TryGroupAsync(EntryId entry, CancellationToken stopping)
    {
        IReadOnlyList<Decision>? verdicts;
        try
        {
            verdicts = await GroupAsync(entry, stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // A bug with this entry: all news behind it must not wait for it.
            LogGroupingFailed(e, entry);
            var due = time.GetUtcNow() + RetryDelay;
            await database.WriteAsync(
                session => EntryQueue.PostponeGroupingAsync(session, entry, due, MaxAttempts, "could not be grouped: the log says why",
                    stopping), stopping);
            return true;
        }

        foreach (var verdict in verdicts ?? [])
        {
            metrics.RecordDecision(verdict.Name);
        }

        if (verdicts?.Any(verdict => verdict is Decision.NewAlert) == true)
        {
            signals.Deliver.Wake();
        }

        return verdicts is not null;
    }

    /// <returns>Null when the lease is another worker's, or the entry was grouped meanwhile.</returns>
    private Task<IReadOnlyList<Decision>?> GroupAsync(EntryId entry, CancellationToken stopping) =>
        database.WriteAsync<IReadOnlyList<Decision>?>(async session =>
        {
            var now = time.GetUtcNow();
            if (!await _lease.TryAcquireAsync(session, now, stopping)
                || await MatchedArticleStore.FindWaitingAsync(session, entry, stopping) is not { } article)
            {
                return null;
            }

            await stories.CatchUpAsync(session, now, stopping);
            var known = stories.Grouper.Find(article.StoryItem);
            var story = await StoryStore.AddAsync(session, known is { } id ? new StoryId(id) : null, article.Entry, article.StoryItem.At,
                stopping);
            var verdicts = await RouteAsync(session, article, story, now, stopping);
            await EntryQueue.CompleteGroupingAsync(session, article.Entry, verdicts.Count == 0 ? "nobody follows its topics" : null, stopping);
            return verdicts;
        }, stopping);

    private async Task<IReadOnlyList<Decision>> RouteAsync(Session session, MatchedArticle article, StoryId story, DateTimeOffset now,
        CancellationToken stopping)
    {
        var verdicts = new List<Decision>();
        var subscribers = await AlertStore.FindSubscribersAsync(session, article, stopping);
        foreach (var group in subscribers.GroupBy(subscriber => subscriber.Destination))
        {
            var subscriber = group.First();
            var followed = group.DistinctBy(one => one.Topic)
                .Select(one => (article.Topics.First(topic => topic.Id == one.Topic), one.Since)).ToList();
            var alert = await AlertStore.FindAlertAsync(session, story, subscriber.Destination, stopping);
            var verdict = rules.Decide(article, followed, subscriber, alert is not null, now);
            switch (verdict)
            {
                case Decision.NewAlert:
                    var brief = BriefComposer.Compose(article with { Topics = [.. followed.Select(topic => topic.Item1)] });
                    var ping = group.Select(one => one.Ping).FirstOrDefault(id => id is not null);
                    alert = await AlertStore.OpenAlertAsync(session, story, subscriber, brief, ping, rules.GetExpiry(article), now,
                        stopping);
                    break;
                case Decision.AddedToAlert
                    when !await EditStore.RewriteUnsentAsync(session, alert!.Value, story, subscriber.Destination, subscriber.Workspace,
                        stopping):
                    await AlertStore.RecordGrowthAsync(session, alert.Value,
                        group.Any(one => one.AllowsEdits) ? now + EditStage.MergeWindow : null, stopping);
                    break;
            }

            await AlertStore.RecordDecisionAsync(session, article.Entry, subscriber.Destination, verdict, alert, now, stopping);
            verdicts.Add(verdict);
        }

        return verdicts;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Entry {Entry} could not be grouped; the others go before it")]
    private partial void LogGroupingFailed(Exception exception, EntryId entry);
}
