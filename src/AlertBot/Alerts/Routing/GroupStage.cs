using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Digests;
using AlertBot.Alerts.Queries;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Feeds;
using AlertBot.Hosting;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Routing;

/// <summary>
/// The third stage: groups matched articles into stories and routes them to subscribed destinations. It works in order and under a named
/// lease, because two workers must not open two stories for one event.
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
    /// <summary>The maximum number of articles in one claim. Each is grouped in a transaction of its own.</summary>
    private const int BatchSize = 50;

    /// <summary>
    /// The maximum number of attempts to group an entry. After the last, it is marked as done with the reason of the failure.
    /// </summary>
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

    /// <returns>False when the batch ends here, because another worker holds the lease or has grouped the entry meanwhile.</returns>
    private async Task<bool> TryGroupAsync(EntryId entry, CancellationToken stopping)
    {
        IReadOnlyList<Decision>? decisions;
        try
        {
            decisions = await GroupAsync(entry, stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // A bug with this entry. The entries after it must not wait for it.
            LogGroupingFailed(e, entry);
            var due = time.GetUtcNow() + RetryDelay;
            await database.WriteAsync(
                session => EntryQueue.PostponeGroupingAsync(session, entry, due, MaxAttempts, "grouping failed; see the log", stopping),
                stopping);
            return true;
        }

        foreach (var decision in decisions ?? [])
        {
            metrics.RecordDecision(decision.Name);
        }

        if (decisions?.Any(decision => decision is Decision.NewAlert) == true)
        {
            signals.Deliver.Wake();
        }

        return decisions is not null;
    }

    /// <returns>Null when another worker holds the lease, or the entry was grouped meanwhile.</returns>
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
            var match = stories.Grouper.Find(article.StoryItem);
            var story = await StoryStore.AddAsync(session, match, article.Entry, article.StoryItem.At, stopping);
            var decisions = await RouteAsync(session, article, story, now, stopping);
            await EntryQueue.CompleteGroupingAsync(session, article.Entry, decisions.Count == 0 ? "no channel follows its topics" : null,
                stopping);
            return decisions;
        }, stopping);

    private async Task<IReadOnlyList<Decision>> RouteAsync(Session session, MatchedArticle article, StoryId story, DateTimeOffset now,
        CancellationToken stopping)
    {
        var decisions = new List<Decision>();
        var subscribers = await AlertStore.FindSubscribersAsync(session, article, stopping);
        foreach (var destination in subscribers.GroupBy(subscriber => subscriber.Destination))
        {
            decisions.Add(await RouteToDestinationAsync(session, article, story, [.. destination], now, stopping));
        }

        return decisions;
    }

    /// <param name="subscribers">One for each matched topic that the destination follows; at least one.</param>
    private async Task<Decision> RouteToDestinationAsync(Session session, MatchedArticle article, StoryId story,
        IReadOnlyList<Subscriber> subscribers, DateTimeOffset now, CancellationToken stopping)
    {
        var destination = subscribers[0];
        var followed = MergeByTopic(subscribers, article);
        var alert = await AlertStore.FindAlertAsync(session, story, destination.Destination, stopping);
        var state = await RoutingStateStore.LoadAsync(session, story, destination, alert is not null,
            needsPublishers: followed.Any(topic => topic.Subscriber.Options.MinSources > 1), now, stopping);
        var decision = rules.Decide(article, followed, state, now);
        switch (decision)
        {
            case Decision.NewAlert post:
                alert = await OpenAlertAsync(session, article, story, post, followed, now, stopping);
                if (post.Hold is null)
                {
                    await TopicMuteStore.MuteByAlertAsync(session, destination.Destination, [.. followed.Select(topic => topic.Topic)], now,
                        stopping);
                }

                break;
            case Decision.AddedToAlert:
                await UpdateAlertAsync(session, alert!.Value, article, story, followed, now, stopping);
                break;
        }

        await AlertStore.RecordDecisionAsync(session, article.Entry, destination.Destination, decision, alert, now, stopping);
        return decision;
    }

    /// <summary>One subscriber for each topic: a feed that the channel sees in two ways counts once, under all its names.</summary>
    private static List<FollowedTopic> MergeByTopic(IReadOnlyList<Subscriber> subscribers, MatchedArticle article) =>
        [.. subscribers.GroupBy(subscriber => subscriber.Topic).Select(group => new FollowedTopic(
            article.Topics.First(topic => topic.Id == group.Key),
            group.First() with { FeedNames = [.. group.SelectMany(subscriber => subscriber.FeedNames).Distinct()] }))];

    private async Task<long> OpenAlertAsync(Session session, MatchedArticle article, StoryId story, Decision.NewAlert post,
        List<FollowedTopic> followed, DateTimeOffset now, CancellationToken stopping)
    {
        var subscriber = post.Topic.Subscriber;
        var alert = await AlertStore.OpenAsync(session, story, subscriber.Destination, stopping);
        var ping = followed.Select(topic => topic.Subscriber.Ping).FirstOrDefault(id => id is not null);
        if (post.Hold is { } hold)
        {
            await HeldAlertStore.AddAsync(session, subscriber.Destination,
                new HeldAlert(alert, hold) { Ping = ping, Quiet = QuietTime.From(subscriber.Options) }, stopping);
            return alert;
        }

        // The story may have articles that were not posted here, for example before it had enough publishers.
        var topics = followed.ConvertAll(topic => topic.Topic);
        var brief = await StoryBriefComposer.ComposeAsync(session, story, subscriber.Workspace, [.. topics.Select(topic => topic.Id)],
            stopping, article.Entry) ?? BriefComposer.Compose(article with { Topics = topics });
        brief = brief with { Earlier = await EarlierStoryQueries.FindAsync(session, story, subscriber.Destination, stopping) };
        await MessageQueue.AddAsync(
            session,
            new NewMessage(subscriber.Destination, MessageKind.Alert, [alert], $"story:{story}", brief, rules.GetExpiry(article))
            {
                Ping = ping,
                Quiet = QuietTime.From(subscriber.Options),
                IsUrgent = followed.Any(topic => topic.Subscriber.IsUrgent),
            },
            now, stopping);
        return alert;
    }

    private async Task UpdateAlertAsync(Session session, long alert, MatchedArticle article, StoryId story, List<FollowedTopic> followed,
        DateTimeOffset now, CancellationToken stopping)
    {
        var subscriber = followed[0].Subscriber;
        if (await EditStore.RewriteUnsentAsync(session, alert, story, subscriber.Destination, subscriber.Workspace, stopping))
        {
            return;
        }

        var updates = followed.Max(topic => topic.Subscriber.Options.Updates switch
        {
            AlertUpdates.Off => 0,
            AlertUpdates.Edit => 1,
            _ => 2,
        });
        await AlertStore.RecordGrowthAsync(session, alert, editsMessage: updates > 0, now, stopping);
        if (updates > 1)
        {
            await ThreadReplies.AddAsync(session, alert, article with { Topics = followed.ConvertAll(topic => topic.Topic) }, story,
                subscriber, rules.GetExpiry(article), now, stopping);
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Grouping entry {Entry} failed. It will be retried later; other entries are not affected")]
    private partial void LogGroupingFailed(Exception exception, EntryId entry);
}
