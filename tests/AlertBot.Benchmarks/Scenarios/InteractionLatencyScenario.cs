using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using AlertBot.Benchmarks.Harness;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Discord.Interactions;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>The time until Discord gets the first response to an interaction while the service reads many entries.</summary>
internal static class InteractionLatencyScenario
{
    private const string Guild = "1402000000000001001";
    private const string Channel = "1402000000000002001";
    private const string Manager = "32";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly (string Name, LoopbackInteractionKind Kind, Func<JsonObject> Data)[] Interactions =
    [
        ("help", LoopbackInteractionKind.Command, () => DiscordInteractionPayloads.Command("help")),
        ("status", LoopbackInteractionKind.Command, () => DiscordInteractionPayloads.Command("status")),
        ("latest", LoopbackInteractionKind.Command, () => DiscordInteractionPayloads.Command("latest", ("topic", "lights"))),
        ("quotes", LoopbackInteractionKind.Command, () => DiscordInteractionPayloads.Command("quotes", ("topic", "lights"))),
        ("why", LoopbackInteractionKind.Command, () => DiscordInteractionPayloads.Command("why", ("link", GeneratedFeed.Link(3, 5)))),
        ("subscribe", LoopbackInteractionKind.Command, () => DiscordInteractionPayloads.Command("subscribe", ("topic", "lights"))),
        ("unsubscribe", LoopbackInteractionKind.Command, () => DiscordInteractionPayloads.Command("unsubscribe", ("topic", "lights"))),
        ("topic list", LoopbackInteractionKind.Command, () => DiscordInteractionPayloads.Command("topic list")),
        ("autocomplete", LoopbackInteractionKind.Autocomplete, () => DiscordInteractionPayloads.Autocomplete("subscribe", "topic", "li")),
    ];

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var (entries, feeds) = (options.Number("entries", 100_000), options.Number("feeds", 50));
        var generated = Enumerable.Range(0, feeds).Select(n => new GeneratedFeed(n, listed: entries / feeds, rareEvery: 50)).ToList();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var feed in generated)
        {
            for (var i = 0; i < entries / feeds; i++)
            {
                feed.Publish(now.AddMinutes(-i));
            }
        }

        await using var server = await FeedServer.StartAsync(feeds,
            path => generated[int.Parse(path.AsSpan(1), CultureInfo.InvariantCulture)].Serve(), cancellationToken);
        await using var discord = await LoopbackDiscord.StartAsync();
        discord.Guilds.Add(new LoopbackGuild { Id = Guild, Name = "Newsroom", Channels = { new LoopbackGuildChannel(Channel, "desk") } });
        await using var service = new ServiceProcess(options, Settings(server, discord, feeds));
        await service.StartAsync(cancellationToken);
        await discord.Gateway.WaitForReadyAsync();

        var database = new ServiceDatabase(service.DatabasePath);
        await WaitUntilAsync(() => CountArticles(database) > 0, cancellationToken);
        var (articlesBefore, start) = (CountArticles(database), TimeProvider.System.GetTimestamp());
        var responses = await SendInteractionsAsync(discord,
            () => CountArticles(database) < entries && TimeProvider.System.GetElapsedTime(start) < Limit, cancellationToken);
        var (read, took) = (CountArticles(database) - articlesBefore, TimeProvider.System.GetElapsedTime(start));
        await service.StopAsync(cancellationToken);
        AddResults(report, discord, responses, read, took);
        AlertReport.AddLoggedProblems(report, service);
    }

    private static async Task<IReadOnlyList<(string Name, TimeSpan? After)>> SendInteractionsAsync(
        LoopbackDiscord discord, Func<bool> continues, CancellationToken cancellationToken)
    {
        var responses = new ConcurrentBag<(string, TimeSpan?)>();
        var running = new List<Task>();
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        for (var n = 0; continues() && await timer.WaitForNextTickAsync(cancellationToken); n++)
        {
            running.Add(SendInteractionAsync(discord, Interactions[n % Interactions.Length], responses, cancellationToken));
        }

        await Task.WhenAll(running);
        return [.. responses];
    }

    private static async Task SendInteractionAsync(
        LoopbackDiscord discord, (string Name, LoopbackInteractionKind Kind, Func<JsonObject> Data) kind,
        ConcurrentBag<(string, TimeSpan?)> responses, CancellationToken cancellationToken)
    {
        var interaction = discord.Rest.Interactions.Register(kind.Kind);
        await discord.Gateway.DispatchInteractionAsync(
            DiscordInteractionPayloads.Interaction(interaction, kind.Data(), Guild, Channel, "77", Manager));
        try
        {
            await interaction.WaitForCallbackAsync(cancellationToken);
        }
        catch (TimeoutException)
        {
            // Counted as not answered.
        }

        responses.Add((kind.Name, interaction.CallbackAfter));
    }

    private static long CountArticles(ServiceDatabase database) => database.Number("SELECT COUNT(*) FROM article");

    private static async Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        while (!condition())
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static void AddResults(Report report, LoopbackDiscord discord, IReadOnlyList<(string Name, TimeSpan? After)> responses,
        long read, TimeSpan took)
    {
        report.Title($"Commands and autocomplete on Discord while {read:N0} entries are read");
        report.Figure("entries read in this time", $"{read:N0} in {took.TotalSeconds:0} s", $"{read / took.TotalSeconds:0} a second");
        report.Figure("interactions", $"{responses.Count}");
        report.Expect("not answered", responses.Count(response => response.After is null), 0);
        foreach (var group in responses.GroupBy(response => response.Name).Append(responses.GroupBy(_ => "all").Single()))
        {
            var times = group.Select(response => response.After?.TotalMilliseconds ?? 20_000).Order().ToList();
            var p99 = Percentile(times, 0.99);
            report.Figure($"first response, {group.Key}",
                $"p50 {Percentile(times, 0.5):0} ms, p95 {Percentile(times, 0.95):0}, p99 {p99:0}, longest {times[^1]:0}");
            if (group.Key == "all" && p99 >= 1000)
            {
                report.AddFailure($"p99 is {p99:0} ms");
            }
        }

        report.Expect("violations of Discord's rules", discord.Violations.Count, 0, discord.Violations.FirstOrDefault() ?? "");
    }

    private static double Percentile(List<double> sorted, double part) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];

    private static string Settings(FeedServer server, LoopbackDiscord discord, int feeds) => $$"""
        network: { allow: [127.0.0.0/8] }
        news: { fullText: never }
        discord: { token: "{{LoopbackDiscord.Token}}", apiBaseUrl: "{{discord.ApiBaseUrl}}" }
        feeds:
        {{string.Join('\n', Enumerable.Range(0, feeds).Select(n => $$"""  - { url: "{{server.Address(n, $"/{n}")}}", name: outlet-{{n}} }"""))}}
        topics:
          - { name: lights, query: 'lighthouse' }
          - { name: ceasefire, query: 'ceasefire, truce, "cessation of hostilities"' }
        """;
}
