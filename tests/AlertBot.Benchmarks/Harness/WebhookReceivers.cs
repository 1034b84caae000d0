using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AlertBot.Testing.Webhooks;

namespace AlertBot.Benchmarks.Harness;

/// <summary>A loopback Discord webhook and a loopback Slack webhook, with the article link of each of their messages.</summary>
internal sealed partial class WebhookReceivers : IAsyncDisposable
{
    public LoopbackDiscordWebhook Discord { get; } = new();

    public LoopbackSlackWebhook Slack { get; init; } = new();

    public IReadOnlyList<(string Name, LoopbackWebhook Webhook)> Both => [("newsroom", Discord), ("policy", Slack)];

    public async Task StartAsync()
    {
        await Discord.StartAsync();
        await Slack.StartAsync();
    }

    /// <summary>The webhooks section of the settings: Discord's is called newsroom, Slack's policy.</summary>
    public string Settings() => $$"""
        webhooks:
          newsroom: { discord: "{{Discord.Url}}" }
          policy: { slack: "{{Slack.Url}}" }
        """;

    /// <summary>The headline link of each accepted message, in the order of arrival.</summary>
    public static IReadOnlyList<string> Links(LoopbackWebhook webhook) =>
        [.. webhook.Accepted.Select(
            message => webhook is LoopbackDiscordWebhook ? LinkOfEmbed(message) : LinkOfBlocks(message.GetProperty("blocks")))];

    public async ValueTask DisposeAsync()
    {
        await Discord.DisposeAsync();
        await Slack.DisposeAsync();
    }

    private static string LinkOfEmbed(JsonElement message) =>
        message.GetProperty("embeds")[0].TryGetProperty("url", out var url) ? url.GetString()! : "";

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };

    /// <summary>The first link of a message, which leads to the article.</summary>
    public static string LinkOfBlocks(JsonElement blocks) =>
        HeadlineLink().Match(string.Join(' ', Texts(blocks))) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value)
            : "";

    [GeneratedRegex(@"<(https?://[^|>]+)\|")]
    private static partial Regex HeadlineLink();
}
