using System.Text;
using System.Text.Json.Nodes;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Testing.Slack;
using AlertBot.Tests.Chat.Slack.Loopback;

namespace AlertBot.Tests.Chat.Slack.Messages;

/// <summary>Helpers to inspect and post messages in tests.</summary>
internal static class SlackTexts
{
    public const string Channel = "C0NEWS0001";

    public static IEnumerable<SlackTextObject> Of(IReadOnlyList<SlackBlock> blocks) => blocks.SelectMany(block => block switch
    {
        SlackBlock.Header header => [header.Text],
        SlackBlock.Section section => [section.Text],
        SlackBlock.Context context => context.Elements,
        _ => Array.Empty<SlackTextObject>(),
    });

    /// <summary>The texts of the block quotes, which Slack shows as they are.</summary>
    public static IEnumerable<string> QuotesOf(IReadOnlyList<SlackBlock> blocks) => blocks.OfType<SlackBlock.RichText>()
        .SelectMany(block => block.Elements).Select(quote => string.Concat(quote.Elements.Select(span => span.Text)));

    public static JsonObject Json(SlackMessage message) => JsonNode.Parse(message.ToJson())!.AsObject();

    /// <summary>Starts a strict Slack without rate limits.</summary>
    public static async Task<LoopbackSlack> StartUnlimitedSlackAsync()
    {
        var slack = await LoopbackSlack.StartAsync();
        slack.WebApi.RateLimits.IsEnforced = false;
        return slack;
    }

    /// <summary>Posts a message, or updates it if it has an id. Fails if Slack rejects it or records a violation.</summary>
    /// <returns>The id of the message.</returns>
    public static async Task<string> PostAsync(this LoopbackSlack slack, SlackMessage message)
    {
        using var client = new LoopbackSlackClient(slack);

        var response =
            await client.PostAsync(message.Ts is null ? "chat.postMessage" : "chat.update", Encoding.UTF8.GetString(message.ToJson()));

        Assert.True((bool)response.Json["ok"]!, $"{response.Json}\n{message.Text}");
        Assert.Empty(slack.Violations);
        return (string)response.Json["ts"]!;
    }
}
