using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Api;

/// <summary>A channel from <c>conversations.info</c>: https://docs.slack.dev/reference/objects/conversation-object</summary>
/// <param name="Name">Null for a direct conversation, which has no name.</param>
/// <param name="IsMember">True: the bot is a member.</param>
internal sealed record SlackChannelInfo(string? Name, bool IsMember, bool IsArchived, bool IsPrivate)
{
    /// <returns>Null: the response does not contain a channel.</returns>
    public static SlackChannelInfo? Read(JsonElement body) => body.Field("channel") is { ValueKind: JsonValueKind.Object } channel
        ? new SlackChannelInfo(
            channel.Text("name"),
            channel.Flag("is_member") || channel.Flag("is_im"),
            channel.Flag("is_archived"),
            channel.Flag("is_private"))
        : null;
}
