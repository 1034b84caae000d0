using System.Text;
using System.Text.Json.Nodes;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Testing.Slack;
using AlertBot.Tests.Chat.Slack.Loopback;

namespace AlertBot.Tests.Chat.Slack.Messages;

/// <summary>Messages and blocks as tests look at them.</summary>
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

    public static JsonObject Json(SlackMessage message) => JsonNode.Parse(message.ToJson())!.AsObject();

    /// <summary>A strict Slack that takes any number of messages at once.</summary>
    public static async Task<LoopbackSlack> StartUnlimitedSlackAsync()
    {
        var slack = await LoopbackSlack.StartAsync();
        slack.WebApi.RateLimits.IsEnforced = false;
        return slack;
    }

    /// <summary>Posts it, or edits where it has an id; fails where Slack refuses it or finds a breach.</summary>
    /// <returns>The id.</returns>
    public static async Task<string> PostAsync(this LoopbackSlack slack, SlackMessage message)
    {
        using var client = new LoopbackSlackClient(slack);

        var answer =
            await client.PostAsync(message.Ts is null ? "chat.postMessage" : "chat.update", Encoding.UTF8.GetString(message.ToJson()));

        Assert.True((bool)answer.Json["ok"]!, $"{answer.Json}\n{message.Text}");
        Assert.Empty(slack.Violations);
        return (string)answer.Json["ts"]!;
    }
}
