using System.Diagnostics;
using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Articles;
using AlertBot.Briefs;
using AlertBot.Chat;
using AlertBot.Chat.Discord;
using AlertBot.Storage;
using AlertBot.Tests.Chat.Loopback.Discord;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>Many alerts for many Discord channels at once, through the real courier, outbox, database and sender, against Discord's usual limits.</summary>
internal static class DiscordBurstScenario
{
    private const string Guild = "1402000000000001001";
    private const double MostRatio = 1.1;

    /// <summary>Alerts of a service that has just begun would measure the compiler.</summary>
    private const int WarmUp = 50;

    /// <summary>Until no window of Discord's remembers the warm-up.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var (alerts, channels) = (options.Number("alerts", 200), options.Number("channels", 40));
        await using var discord = await LoopbackDiscord.StartAsync();
        discord.Guilds.Add(new LoopbackGuild { Id = Guild, Name = "Newsroom" });
        discord.Guilds[0].Channels.AddRange(Enumerable.Range(0, channels + WarmUp).Select(n => new LoopbackChannel(Channel(n), $"desk-{n}")));
        var folder = Directory.CreateTempSubdirectory("alertbot-burst-");
        try
        {
            var storage = new StorageOptions { Connection = $"Data Source={Path.Combine(folder.FullName, "burst.db")}" };
            var took = await TellAsync(discord, storage, alerts, channels, cancellationToken);
            Write(report, discord, alerts, channels, took, new ServiceDatabase(Path.Combine(folder.FullName, "burst.db")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Channel(int n) => (1_402_000_000_000_002_000 + n).ToString(CultureInfo.InvariantCulture);

    /// <param name="first">Of the channels.</param>
    private static async Task FillAsync(Database database, int alerts, int first, int channels, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        await database.WriteAsync(async session =>
        {
            for (var i = 0; i < channels; i++)
            {
                await session.ExecuteAsync("INSERT INTO destination (id, workspace_id, platform, external_id) VALUES (@id, 0, 'discord', @channel)", [("id", first + i + 1), ("channel", Channel(first + i))], cancellationToken);
            }

            for (var i = 0; i < alerts; i++)
            {
                var payload = BriefJson.Write(Brief(i, now));
                await session.ExecuteAsync(
                    """
                    INSERT INTO message (destination_id, kind, dedupe_key, nonce, payload, state, created_at, expires_at, due_at)
                    VALUES (@destination, 'alert', @key, @key, @payload, 'ready', @now, @expires, @now)
                    """,
                    [("destination", first + (i % channels) + 1), ("key", $"burst-{first + i}"), ("payload", payload), ("now", now.ToUnixTimeMilliseconds()), ("expires", now.AddDays(1).ToUnixTimeMilliseconds())],
                    cancellationToken);
            }

            return true;
        }, cancellationToken);
    }

    private static Brief Brief(int n, DateTimeOffset now) => new(
        $"Truce number {n} holds in the harbour of Norvia",
        $"https://news.example/truce/{n}",
        ["ceasefire"],
        ["truce"],
        ["Both sides kept to the truce through the night, the harbour master said.", "Ferries sail again from Sunday."],
        [new BriefQuote(["We count the hours, and every hour counts."], "Mara Lindqvist", "harbour master", null)],
        [new BriefSource("Harbour Post", $"https://news.example/truce/{n}", now)],
        now);

    /// <returns>From when the alerts stand in the outbox of a running service to the last message.</returns>
    private static async Task<TimeSpan> TellAsync(LoopbackDiscord discord, StorageOptions storage, int alerts, int channels, CancellationToken cancellationToken)
    {
        var (posted, warm, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        discord.Rest.Messages.Posted += () =>
        {
            var done = Interlocked.Increment(ref posted);
            (done == WarmUp ? warm : done == WarmUp + alerts ? all : null)?.SetResult();
        };
        using var host = Host(discord, storage);
        var database = host.Services.GetRequiredService<Database>();
        await Migrator.MigrateAsync(database, TimeProvider.System, cancellationToken);
        await FillAsync(database, WarmUp, channels, WarmUp, cancellationToken);
        await host.StartAsync(cancellationToken);
        await warm.Task.WaitAsync(Limit, TimeProvider.System, cancellationToken);
        await Task.Delay(Rest, TimeProvider.System, cancellationToken);
        await FillAsync(database, alerts, 0, channels, cancellationToken);
        var watch = Stopwatch.StartNew();
        host.Services.GetRequiredService<PassSignals>().Tell.Wake();
        try
        {
            await all.Task.WaitAsync(Limit, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The report says how many are missing.
        }

        var took = watch.Elapsed;
        await host.StopAsync(cancellationToken);
        return took;
    }

    private static IHost Host(LoopbackDiscord discord, StorageOptions storage)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMetrics()
            .AddSingleton(TimeProvider.System)
            .AddStorage(storage)
            .AddSingleton<AlertMetrics>()
            .AddSingleton<OutboxStore>()
            .AddSingleton(new Backoff(Random.Shared))
            .AddSingleton(new NewsOptions())
            .AddPass<Courier, OutboxMessage>(signals => signals.Tell)
            .AddPlatformHttp("discord")
            .AddSingleton(new DiscordOptions { Token = LoopbackDiscord.Token, ApiBaseUrl = discord.ApiBaseUrl })
            .AddSingleton<DiscordGuilds>()
            .AddSingleton(provider => new DiscordRest(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient("discord"), provider.GetRequiredService<DiscordOptions>(), TimeProvider.System, provider.GetRequiredService<ILogger<DiscordRest>>()))
            .AddSingleton<IChatSender, DiscordSender>();
        return builder.Build();
    }

    private static void Write(Report report, LoopbackDiscord discord, int alerts, int channels, TimeSpan took, ServiceDatabase database)
    {
        var buckets = discord.Rest.Buckets;
        var create = buckets.Limits["POST /channels/*/messages"];
        var byChannel = create.Time * (Windows(Windows(alerts, channels), create.Count) - 1);
        var byBot = TimeSpan.FromSeconds(Windows(alerts, buckets.Global) - 1);
        var least = byChannel > byBot ? byChannel : byBot;
        report.Title($"{alerts} alerts for {channels} Discord channels at once");
        report.Figure("time to the last message", $"{took.TotalSeconds:0.00} s");
        report.Figure("the least that the limits allow", $"{least.TotalSeconds:0.00} s", $"{create.Count} messages in {create.Time.TotalSeconds:0} s for each channel, {buckets.Global} requests a second for the bot");
        if (least > TimeSpan.Zero)
        {
            var ratio = took / least;
            report.Figure("ratio", $"{ratio:0.00}", $"at most {MostRatio:0.0}");
            if (ratio > MostRatio)
            {
                report.Break($"the ratio is {ratio:0.00}");
            }
        }

        report.Promise("429s", buckets.Exceeded, 0);
        report.Promise("messages", discord.Rest.Messages.All.Count, WarmUp + alerts, $"with {WarmUp} before the measurement");
        report.Promise("recorded as sent", database.Number("SELECT COUNT(*) FROM message WHERE state = 'sent'"), WarmUp + alerts);
        report.Promise("breaches of Discord's rules", discord.Breaches.Count, 0, discord.Breaches.FirstOrDefault() ?? "");
    }

    private static int Windows(int count, int size) => (count + size - 1) / size;
}
