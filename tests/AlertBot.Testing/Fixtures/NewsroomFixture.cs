using AlertBot.Alerts;
using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Digests;
using AlertBot.Alerts.Routing;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Hosting;
using AlertBot.Reading;
using AlertBot.Stories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Testing.Fixtures;

/// <summary>A database with one feed, the topics ceasefire and article-5, and webhooks that follow them.</summary>
internal sealed class NewsroomFixture(TestDatabase test)
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public AlertMetrics Metrics => new(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());

    public OutboxStore Outbox { get; } = new(test.Database);

    public WakeSignals Signals { get; } = new();

    public async Task OpenAsync(params string[] webhooks)
    {
        await test.ExecuteAsync(
            "INSERT INTO feed (id, url, host, added_at, due_at) VALUES (1, 'https://a.example/feed', 'a.example', 0, 0)");
        await test.ExecuteAsync("INSERT INTO workspace_feed (workspace_id, feed_id, added_at) VALUES (0, 1, 0)");
        await test.ExecuteAsync(
            "INSERT INTO topic (id, workspace_id, name, query, origin, position) VALUES (1, 0, 'ceasefire', 'truce', 'settings', 0), "
                + "(2, 0, 'article-5', '\"Article 5\"', 'settings', 1)");
        await SubscribeAsync(webhooks);
    }

    public Task SubscribeAsync(params string[] webhooks) => SubscribeAsync(
        [.. webhooks.Select(name => new SubscriptionOptions(new DestinationAddress("webhook", name), ["ceasefire", "article-5"]))]);

    public Task SubscribeAsync(IReadOnlyList<SubscriptionOptions> subscriptions) => new DestinationStore(test.Database).SyncSettingsAsync(
        subscriptions,
        subscriptions.Select(subscription => subscription.Destination).Distinct()
            .ToDictionary(destination => destination, destination => "hash of " + destination.Address),
        test.Now,
        CancellationToken.None);

    /// <summary>Queues the messages of due digests.</summary>
    public async Task DigestAsync()
    {
        var stage = new DigestStage(test.Database, new NewsOptions(), Signals, test.Time);
        foreach (var due in await stage.ClaimAsync(100, CancellationToken.None))
        {
            await stage.ProcessAsync(due, CancellationToken.None);
        }
    }

    /// <summary>Adds a guild with a feed and a topic of its own, and a channel that follows topics.</summary>
    public async Task AddGuildAsync(int workspace, int feed, int topic, params int[] followed)
    {
        await test.ExecuteAsync($"INSERT INTO workspace (id, platform, external_id) VALUES ({workspace}, 'webhook', 'guild-{workspace}')");
        await test.ExecuteAsync(
            $"INSERT INTO feed (id, url, host, added_at, due_at) VALUES ({feed}, 'https://f{feed}.example/feed', 'f{feed}.example', 0, 0)");
        await test.ExecuteAsync($"INSERT INTO workspace_feed (workspace_id, feed_id, added_at) VALUES ({workspace}, {feed}, 0)");
        await test.ExecuteAsync(
            $"INSERT INTO topic (id, workspace_id, name, query, origin, position) VALUES "
                + $"({topic}, {workspace}, 'own', 'truce', 'chat', 0)");
        await test.ExecuteAsync(
            $"INSERT INTO destination (id, workspace_id, platform, external_id) VALUES "
                + $"({workspace}, {workspace}, 'webhook', 'channel-{workspace}')");
        foreach (var id in followed)
        {
            await test.ExecuteAsync(
                $"INSERT INTO subscription (destination_id, topic_id, origin, created_at) VALUES ({workspace}, {id}, 'chat', 0)");
        }
    }

    /// <summary>Adds a matched entry, as the read stage stores it.</summary>
    /// <returns>Its id, which is also the id of the article.</returns>
    public async Task<long> AddMatchedAsync(string title, int topic = 1, string link = "", string source = "Harbour Post", int feed = 1)
    {
        var now = test.Now.ToUnixTimeMilliseconds();
        var id = (await test.NumberAsync("SELECT COALESCE(MAX(id), 0) + 1 FROM entry"))!.Value;
        await test.ExecuteAsync(
            $"INSERT INTO entry (id, feed_id, state, backlog, first_seen_at, last_listed_at, published_at, news_at, title, link, host, "
                + $"summary, due_at) VALUES "
                + $"({id}, {feed}, 'matched', 0, {now}, {now}, {now}, {now}, '{title}', '{link}', 'a.example', '', {now})");
        await test.ExecuteAsync(
            $"INSERT INTO article (id, entry_id, link, title, published_at, language, source, text) VALUES "
                + $"({id}, {id}, '{link}', '{title}', {now}, 'en', '{source}', '{title}.')");
        await AddMatchAsync(id, topic);
        return id;
    }

    public Task AddMatchAsync(long article, int topic) => test.ExecuteAsync(
        $$"""
        INSERT INTO match (article_id, topic_id, topic_revision, evidence)
        VALUES ({{article}}, {{topic}}, 1, '[{"Field":"title","Start":0,"End":5,"Text":"Truce"}]')
        """);

    /// <summary>Runs the group stage until no entry is waiting.</summary>
    public async Task GroupAsync(IStoryGrouper? grouper = null)
    {
        var stage = CreateGroupStage(grouper);
        while (await stage.ClaimAsync(1, CancellationToken.None) is [var batch, ..])
        {
            await stage.ProcessAsync(batch, CancellationToken.None);
        }

        // Releases the lease, as WorkerLock does at start.
        await test.ExecuteAsync("DELETE FROM named_lease");
    }

    /// <summary>Runs the dispatcher until no message is due.</summary>
    public async Task DeliverAsync(IChatSender sender)
    {
        var dispatcher = new OutboxDispatcher(Outbox, [sender], new Backoff(new Random(1)), new NewsOptions(), Signals, Metrics, test.Time,
            NullLogger<OutboxDispatcher>.Instance);
        while (await dispatcher.ClaimAsync(10, CancellationToken.None) is { Count: > 0 } claimed)
        {
            foreach (var message in claimed)
            {
                await dispatcher.ProcessAsync(message, CancellationToken.None);
            }
        }
    }

    /// <summary>Runs the edit stage once.</summary>
    public async Task EditAsync(IChatSender sender)
    {
        var stage = new EditStage(new EditStore(test.Database), [sender], new Backoff(new Random(1)), test.Time,
            NullLogger<EditStage>.Instance);
        foreach (var edit in await stage.ClaimAsync(10, CancellationToken.None))
        {
            await stage.ProcessAsync(edit, CancellationToken.None);
        }
    }

    public GroupStage CreateGroupStage(IStoryGrouper? grouper = null) => new(
        test.Database, new StoryIndex(grouper ?? new ByTitle()), new AlertRules(new NewsOptions()), new WakeSignals(), Metrics, test.Time,
        NullLogger<GroupStage>.Instance);

    /// <summary>Groups by equal titles. Tests of the real grouper are in Stories.</summary>
    private sealed class ByTitle : IStoryGrouper
    {
        private readonly Dictionary<string, long> _stories = [];

        public StoryMatch Find(StoryItem item) => _stories.TryGetValue(item.Title, out var story) ? new StoryMatch(story) : default;

        public void Add(StoryItem item, long story) => _stories[item.Title] = story;
    }
}
