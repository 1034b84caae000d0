using System.Diagnostics;
using AlertBot.Benchmarks.Harness;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Slack;
using AlertBot.Testing.Webhooks;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>
/// Forty feeds with a new story every second while the service is killed repeatedly: nothing may be lost, almost nothing posted twice.
/// </summary>
internal static class KillScenario
{
    private const int Feeds = 40;
    private const int Hosts = 8;

    /// <summary>The channel of the Discord bot.</summary>
    private const string DiscordChannel = "1402000000000002001";

    /// <summary>The channel of the Slack bot.</summary>
    private const string SlackChannel = "C0NEWS0001";

    /// <summary>The number of stories that a feed lists: more than it publishes while the service is down.</summary>
    private const int ListedStories = 60;

    private static readonly TimeSpan CatchUpLimit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SlackLatency = TimeSpan.FromMilliseconds(150);

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var seconds = options.Number("seconds", 300);
        var kills = options.Number("kills", 30);
        var seed = options.Number("seed", Random.Shared.Next(1, 100_000));
        var every = options.Number("every", 1);
        var rareEvery = Math.Max(1, 80 / every);
        var feeds = Enumerable.Range(0, Feeds).Select(n => new GeneratedFeed(n, ListedStories, rareEvery)).ToList();
        await using var server = await FeedServer.StartAsync(Hosts,
            path => feeds[int.Parse(path.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)].Serve(), cancellationToken);
        await using var webhooks = new WebhookReceivers { Slack = new LoopbackSlackWebhook { Latency = SlackLatency } };
        await webhooks.StartAsync();
        await using var discord = await LoopbackDiscord.StartAsync();
        discord.Guilds.Add(new LoopbackGuild
        {
            Id = "1402000000000001001",
            Name = "Newsroom",
            Channels = { new LoopbackGuildChannel(DiscordChannel, "desk") },
        });

        // A new process does not know when the killed one identified.
        discord.Gateway.EnforcesIdentifyRate = false;
        await using var slack = await LoopbackSlack.StartAsync();

        // Each start opens its connections again and knows nothing of earlier starts. Slack's real limit would only delay commands.
        slack.WebApi.RateLimits.CallsPerMinuteByTier[1] = 1_000;
        await using var service = new ServiceProcess(options, Settings(server, webhooks, discord, slack));
        var database = new ServiceDatabase(service.DatabasePath);
        await service.StartAsync(cancellationToken);
        await WaitUntilPolledAsync(feeds, cancellationToken);

        var publishing = PublishAsync(feeds, seconds, every, cancellationToken);
        var killsAtStart = await KillAsync(service, kills, seconds, new Random(seed), cancellationToken);
        await publishing;
        var published = feeds.Sum(feed => feed.Published);
        await Console.Error.WriteLineAsync($"{published} stories published, {kills} kills; waiting until all are posted");
        var end = Stopwatch.GetTimestamp();
        var settled = await database.WaitUntilAsync(CatchUpLimit,
            () => database.Number("SELECT COUNT(*) FROM entry WHERE backlog = 0") >= published - feeds.Sum(feed => feed.Missed),
            cancellationToken);
        var caughtUp = Stopwatch.GetElapsedTime(end);
        var (took, exitCode) = await service.StopAsync(cancellationToken);

        report.Title($"Kills: {Feeds} feeds on {Hosts} hosts, a story each every {every} s for {seconds} s, {kills} kills, seed {seed}");
        report.Figure("stories published after the first polls", published);
        report.Figure("stories that left their feed before a response had them", feeds.Sum(feed => feed.Missed),
            $"a feed lists {ListedStories}");
        report.Figure("kills while the service was starting", killsAtStart);
        report.Figure("time from the last story until all were posted", $"{caughtUp.TotalSeconds:0.0} s", settled ? "" : "NOT settled");
        report.Expect("everything settled", settled ? 1 : 0, 1);
        report.Expect("exit code after SIGTERM", exitCode, 0, $"after {took.TotalSeconds:0.0} s");
        KillReport.AddDeliveries(report,
            [.. webhooks.Both.Select(KillReport.From), KillReport.From(DiscordChannel, discord), KillReport.From(SlackChannel, slack)],
            database, feeds, kills);
        report.Figure("Discord: sessions, resumes, 429s",
            $"{discord.Gateway.IdentifyCount}, {discord.Gateway.ResumeCount}, {discord.Rest.RateLimits.ExceededCount}",
            "a new process knows no rate limit buckets");
        report.Figure("Slack: 429s, history look-ups",
            $"{slack.WebApi.RateLimitedCount}, {slack.WebApi.RequestsOf("conversations.history").Count}");
        KillReport.AddDelays(report, database);
        AlertReport.AddLoggedProblems(report, service);
    }

    private static async Task WaitUntilPolledAsync(IReadOnlyList<GeneratedFeed> feeds, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (feeds.Any(feed => feed.Answers < 2))
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task PublishAsync(IReadOnlyList<GeneratedFeed> feeds, int seconds, int every, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(every), TimeProvider.System);
        for (var i = 0; i < seconds / every; i++)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            foreach (var feed in feeds)
            {
                feed.Publish(TimeProvider.System.GetUtcNow());
            }
        }
    }

    /// <summary>Kills the service at random moments and starts it again.</summary>
    /// <returns>The number of kills before the service was ready.</returns>
    private static async Task<int> KillAsync(ServiceProcess service, int kills, int seconds, Random random,
        CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var killsAtStart = 0;
        foreach (var moment in Enumerable.Range(0, kills).Select(_ => random.NextDouble() * seconds).Order().ToList())
        {
            var wait = TimeSpan.FromSeconds(moment) - Stopwatch.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, TimeProvider.System, cancellationToken);
            }

            if (service.HasExited)
            {
                throw new InvalidOperationException("The service has ended without a kill.");
            }

            killsAtStart += await service.IsReadyAsync(cancellationToken) ? 0 : 1;
            await service.KillAsync(cancellationToken);
            service.Launch();
            await Console.Error.WriteLineAsync($"killed at {moment:0.0} s");
        }

        return killsAtStart;
    }

    private static string Settings(FeedServer server, WebhookReceivers webhooks, LoopbackDiscord discord, LoopbackSlack slack) => $$"""
        polling: { min: 1s, interval: 1s, max: 2s }
        news: { fullText: never }
        network: { allow: [127.0.0.0/8] }
        {{webhooks.Settings()}}
        discord: { token: "{{LoopbackDiscord.Token}}", apiBaseUrl: "{{discord.ApiBaseUrl}}" }
        slack: { botToken: "{{LoopbackSlack.BotToken}}", appToken: "{{LoopbackSlack.AppToken}}", apiBaseUrl: "{{slack.ApiBaseUrl}}" }
        feeds:
        {{string.Join('\n', Enumerable.Range(0, Feeds).Select(n => $$"""  - { url: "{{server.Address(n, $"/{n}")}}", name: outlet-{{n}} }"""))}}
        topics:
          - { name: {{GeneratedFeed.Topic}}, query: {{GeneratedFeed.Topic}} }
          - { name: {{GeneratedFeed.RareTopic}}, query: {{GeneratedFeed.RareTopic}} }
        subscriptions:
          - { to: "webhook:newsroom", topics: [{{GeneratedFeed.Topic}}], maxPerHour: 1000 }
          - { to: "webhook:policy", topics: [{{GeneratedFeed.RareTopic}}], maxPerHour: 1000 }
          - { to: "discord:{{DiscordChannel}}", topics: [{{GeneratedFeed.RareTopic}}], maxPerHour: 1000 }
          - { to: "slack:{{SlackChannel}}", topics: [{{GeneratedFeed.RareTopic}}], maxPerHour: 1000 }
        """;
}
