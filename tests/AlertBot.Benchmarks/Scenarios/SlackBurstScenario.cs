using System.Globalization;
using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Benchmarks.Harness;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Testing.Slack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlertBot.Benchmarks.Scenarios;

/// <summary>Many alerts for one Slack channel, then for many. Slack allows one message a second for each channel.</summary>
internal static class SlackBurstScenario
{
    /// <summary>Limit of the measured time, relative to the minimum by the rate limits.</summary>
    private const double MaxRatio = 1.1;

    public static async Task RunAsync(ScenarioOptions options, Report report, CancellationToken cancellationToken)
    {
        await RunAsync(report, options.Number("alone", 60), 1, cancellationToken);
        await RunAsync(report, options.Number("alerts", 200), options.Number("channels", 40), cancellationToken);
    }

    private static async Task RunAsync(Report report, int alerts, int channels, CancellationToken cancellationToken)
    {
        await using var slack = await LoopbackSlack.StartAsync();

        // The strictest limit, without any burst.
        slack.WebApi.RateLimits.ChannelBurst = 1;
        slack.Channels.Clear();
        slack.Channels.AddRange(
            Enumerable.Range(0, channels + AlertBurst.WarmUpAlerts).Select(n => new LoopbackSlackChannel(Channel(n), $"desk-{n}")));
        using var burst = new AlertBurst("slack", Channel, services => AddSender(services, slack.ApiBaseUrl));
        slack.WebApi.Messages.Posted += burst.OnPosted;
        var took = await burst.RunAsync(alerts, channels, cancellationToken);

        var minimum = TimeSpan.FromSeconds(((alerts + channels - 1) / channels) - 1);
        var ratio = took / minimum;
        report.Title($"{alerts} alerts for {channels} Slack {(channels == 1 ? "channel" : "channels")} at once");
        report.Figure("time to the last message", $"{took.TotalSeconds:0.00} s");
        report.Figure("minimum by the rate limits", $"{minimum.TotalSeconds:0.00} s", "a message a second for each channel");
        report.Figure("ratio", $"{ratio:0.00}", $"at most {MaxRatio:0.0}");
        if (ratio > MaxRatio)
        {
            report.AddFailure($"the ratio is {ratio:0.00}");
        }

        report.Expect("429s", slack.WebApi.RateLimitedCount, 0, "so no call during Retry-After");
        report.Expect("messages", slack.WebApi.Messages.All.Count, AlertBurst.WarmUpAlerts + alerts,
            $"including {AlertBurst.WarmUpAlerts} sent before the measurement");
        report.Expect("recorded as sent", burst.SentCount, AlertBurst.WarmUpAlerts + alerts);
        report.Expect("violations of Slack's rules", slack.Violations.Count, 0, slack.Violations.FirstOrDefault() ?? "");
    }

    private static string Channel(int n) => string.Create(CultureInfo.InvariantCulture, $"C0DESK{n:0000}");

    private static void AddSender(IServiceCollection services, Uri apiBaseUrl) => services
        .AddPlatformHttp("slack")
        .AddSingleton<ISlackApi>(provider => new SlackApi(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient("slack"),
            new SlackOptions { BotToken = LoopbackSlack.BotToken, ApiBaseUrl = apiBaseUrl },
            TimeProvider.System,
            provider.GetRequiredService<ILogger<SlackApi>>()))
        .AddSingleton<SlackBotIdentity>()
        .AddSingleton<DestinationStore>()
        .AddSingleton<IChatSender, SlackSender>();
}
