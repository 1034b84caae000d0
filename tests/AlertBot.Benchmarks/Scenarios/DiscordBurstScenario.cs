using System.Globalization;
using AlertBot.Alerts.Delivery;
using AlertBot.Benchmarks.Harness;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Discord.Messages;
using AlertBot.Chat.Platforms;
using AlertBot.Testing.Discord;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>Many alerts for many Discord channels at once, under Discord's usual rate limits.</summary>
internal static class DiscordBurstScenario
{
    private const string Guild = "1402000000000001001";
    /// <summary>Limit of the measured time, relative to the minimum by the rate limits.</summary>
    private const double MaxRatio = 1.1;

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        var (alerts, channels) = (options.Number("alerts", 200), options.Number("channels", 40));
        await using var discord = await LoopbackDiscord.StartAsync();
        discord.Guilds.Add(new LoopbackGuild { Id = Guild, Name = "Newsroom" });
        discord.Guilds[0].Channels.AddRange(
            Enumerable.Range(0, channels + AlertBurst.WarmUpAlerts).Select(n => new LoopbackGuildChannel(Channel(n), $"desk-{n}")));
        using var burst = new AlertBurst("discord", Channel, services => AddSender(services, discord.ApiBaseUrl));
        discord.Rest.Messages.Posted += burst.OnPosted;
        var took = await burst.RunAsync(alerts, channels, cancellationToken);
        Write(report, discord, alerts, channels, took, burst.SentCount);
    }

    private static string Channel(int n) => (1_402_000_000_000_002_000 + n).ToString(CultureInfo.InvariantCulture);

    private static void AddSender(IServiceCollection services, Uri apiBaseUrl) => services
        .AddPlatformHttp("discord")
        .AddSingleton(new DiscordOptions { Token = LoopbackDiscord.Token, ApiBaseUrl = apiBaseUrl })
        .AddSingleton<GuildCache>()
        .AddSingleton(provider => new DiscordRestClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient("discord"), provider.GetRequiredService<DiscordOptions>(),
            TimeProvider.System, provider.GetRequiredService<ILogger<DiscordRestClient>>()))
        .AddSingleton<IChatSender, DiscordSender>();

    private static void Write(Report report, LoopbackDiscord discord, int alerts, int channels, TimeSpan took, long sent)
    {
        var buckets = discord.Rest.RateLimits;
        var create = buckets.Limits["POST /channels/*/messages"];
        var byChannel = create.Period * (Windows(Windows(alerts, channels), create.Count) - 1);
        var byBot = TimeSpan.FromSeconds(Windows(alerts, buckets.GlobalPerSecond) - 1);
        var minimum = byChannel > byBot ? byChannel : byBot;
        report.Title($"{alerts} alerts for {channels} Discord channels at once");
        report.Figure("time to the last message", $"{took.TotalSeconds:0.00} s");
        report.Figure("minimum by the rate limits", $"{minimum.TotalSeconds:0.00} s",
            $"{create.Count} messages in {create.Period.TotalSeconds:0} s for each channel, {buckets.GlobalPerSecond} requests a second "
                + "for the bot");
        if (minimum > TimeSpan.Zero)
        {
            var ratio = took / minimum;
            report.Figure("ratio", $"{ratio:0.00}", $"at most {MaxRatio:0.0}");
            if (ratio > MaxRatio)
            {
                report.AddFailure($"the ratio is {ratio:0.00}");
            }
        }

        report.Expect("429s", buckets.ExceededCount, 0);
        report.Expect("messages", discord.Rest.Messages.All.Count, AlertBurst.WarmUpAlerts + alerts,
            $"including {AlertBurst.WarmUpAlerts} sent before the measurement");
        report.Expect("recorded as sent", sent, AlertBurst.WarmUpAlerts + alerts);
        report.Expect("violations of Discord's rules", discord.Violations.Count, 0, discord.Violations.FirstOrDefault() ?? "");
    }

    private static int Windows(int count, int size) => (count + size - 1) / size;
}
