using System.Diagnostics;
using AlertBot.Benchmarks.Harness;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Slack;
using AlertBot.Testing.Webhooks;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>
/// Forty feeds with a new story every second while the service is killed again and again: nothing is lost, next to nothing is told twice.
/// </summary>
internal static class KillScenario
{
    private const int Feeds = 40;
    private const int Hosts = 8;

    /// <summary>The bot's channel.</summary>
    private const string Desk = "1402000000000002001";

    /// <summary>The bot's channel on Slack.</summary>
    private const string Policy = "C0NEWS0001";

    /// <summary>So many seconds of stories are listed: longer than the service is away.</summary>
    private const int Listed = 60;

    private static readonly TimeSpan CatchUpLimit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SlackLatency = TimeSpan.FromMilliseconds(150);

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var (seconds, kills, seed) =
            (options.Number("seconds", 300), options.Number("kills", 30), options.Number("seed", Random.Shared.Next(1, 100_000)));
        var every = options.Number("every", 1);
        var feeds = Enumerable.Range(0, Feeds).Select(n => new GeneratedFeed(n, Listed, slackEvery: Math.Max(1, 80 / every))).ToList();
        await using var server = await FeedServer.StartAsync(Hosts,
            path => feeds[int.Parse(path.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)].Serve(), cancellationToken);
        await using var postings = new WebhookReceivers { Slack = new LoopbackSlackWebhook { Latency = SlackLatency } };
        await postings.StartAsync();
        await using var discord = await LoopbackDiscord.StartAsync();
        discord.Guilds.Add(
            new LoopbackGuild { Id = "1402000000000001001", Name = "Newsroom", Channels = { new LoopbackGuildChannel(Desk, "desk") } });

        // A process that was killed leaves no word of when it identified.
        discord.Gateway.EnforcesIdentifyRate = false;
        await using var slack = await LoopbackSlack.StartAsync();

        // Each start opens its connections anew, and knows nothing of the starts before it; Slack's own limit would only keep commands
        // waiting.
        slack.WebApi.RateLimits.CallsPerMinuteByTier[1] = 1_000;
        await using var service = new ServiceProcess(options, Settings(server, postings, discord, slack));
        var database = new ServiceDatabase(service.DatabasePath);
        await service.StartAsync(cancellationToken);
        await PolledAsync(feeds, cancellationToken);

        var publishing = PublishAsync(feeds, seconds, every, cancellationToken);
        var starts = await KillAsync(service, kills, seconds, new Random(seed), cancellationToken);
        await publishing;
        var published = feeds.Sum(feed => feed.Published);
        await Console.Error.WriteLineAsync($"{published} stories published, {kills} kills; waiting until all is told");
        var behind = Stopwatch.GetTimestamp();
        var settled = await database.WaitUntilAsync(CatchUpLimit,
            () => database.Number("SELECT COUNT(*) FROM entry WHERE backlog = 0") >= published - feeds.Sum(feed => feed.Missed),
            cancellationToken);
        var caughtUp = Stopwatch.GetElapsedTime(behind);
        var (took, exitCode) = await service.StopAsync(cancellationToken);

        report.Title($"Kills: {Feeds} feeds on {Hosts} hosts, a story each every {every} s for {seconds} s, {kills} kills, seed {seed}");
        report.Figure("stories published after the first polls", published);
        report.Figure("stories that left their feed's list before an answer held them", feeds.Sum(feed => feed.Missed),
            $"a feed lists {Listed}");
        report.Figure("kills that found the service starting", starts);
        report.Figure("time until all was told after the last story", $"{caughtUp.TotalSeconds:0.0} s", settled ? "" : "NOT settled");
        report.Expect("everything settled", settled ? 1 : 0, 1);
        report.Expect("exit code after SIGTERM", exitCode, 0, $"after {took.TotalSeconds:0.0} s");
        KillReport.Deliveries(report,
            [.. postings.Both.Select(KillReport.Of), KillReport.Of(Desk, discord), KillReport.Of(Policy, slack)], database, feeds, kills);
        report.Figure("Discord's sessions, resumed, 429s",
            $"{discord.Gateway.IdentifyCount}, {discord.Gateway.ResumeCount}, {discord.Rest.RateLimits.ExceededCount}",
            "a process that begins knows no bucket");
        report.Figure("Slack's 429s, looks into the history",
            $"{slack.WebApi.RateLimitedCount}, {slack.WebApi.RequestsOf("conversations.history").Count}");
        KillReport.Delays(report, database);
        AlertReport.LoggedProblems(report, service);
    }

    private static async Task PolledAsync(IReadOnlyList<GeneratedFeed> feeds, CancellationToken cancellationToken)
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

    /// <summary>Kills and starts again at random moments of the time.</summary>
    /// <returns>How many kills came before the service was ready.</returns>
    private static async Task<int> KillAsync(ServiceProcess service, int kills, int seconds, Random random,
        CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var early = 0;
        foreach (var moment in Enumerable.Range(0, kills).Select(_ => random.NextDouble() * seconds).Order().ToList())
        {
            var wait = TimeSpan.FromSeconds(moment) - Stopwatch.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, TimeProvider.System, cancellationToken);
            }

            if (service.HasExited)
            {
                throw new InvalidOperationException("the service ended by itself");
            }

            early += await service.IsReadyAsync(cancellationToken) ? 0 : 1;
            await service.KillAsync(cancellationToken);
            service.Launch();
            await Console.Error.WriteLineAsync($"killed at {moment:0.0} s");
        }

        return early;
    }

    private static string Settings(FeedServer server, WebhookReceivers postings, LoopbackDiscord discord, LoopbackSlack slack) => $$"""
        polling: { min: 1s, interval: 1s, max: 2s }
        news: { fullText: never }
        network: { allow: [127.0.0.0/8] }
        {{postings.Settings()}}
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
          - { to: "discord:{{Desk}}", topics: [{{GeneratedFeed.RareTopic}}], maxPerHour: 1000 }
          - { to: "slack:{{Policy}}", topics: [{{GeneratedFeed.RareTopic}}], maxPerHour: 1000 }
        """;
}
