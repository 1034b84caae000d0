using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Api;

/// <summary>A channel as <c>conversations.info</c> tells it: https://docs.slack.dev/reference/objects/conversation-object</summary>
/// <param name="Name">Null where it has none, as a conversation with one person.</param>
/// <param name="IsMember">The bot is in it.</param>
internal sealed record SlackChannel(string? Name, bool IsMember, bool IsArchived, bool IsPrivate)
{
    /// <returns>Null where the answer holds no channel.</returns>
    public static SlackChannel? Read(JsonElement body) => body.Field("channel") is { ValueKind: JsonValueKind.Object } channel
        ? new SlackChannel(
            channel.Text("name"),
            channel.Flag("is_member") || channel.Flag("is_im"),
            channel.Flag("is_archived"),
            channel.Flag("is_private"))
        : null;
}
