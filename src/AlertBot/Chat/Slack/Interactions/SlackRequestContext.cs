using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Modals;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>Who asked something of the bot, where, and how to answer.</summary>
/// <param name="TeamId">The workspace.</param>
/// <param name="ChannelId">Its id.</param>
/// <param name="ResponseUrl">A secret: whoever has it answers in our name. Null where there is none.</param>
internal sealed record SlackRequestContext(string TeamId, string ChannelId, string UserId, Uri? ResponseUrl)
{
    /// <summary>Longer than any id of Slack's.</summary>
    private const int MaxIdLength = 40;

    /// <summary>Opens one modal within 3 s; a secret for so long.</summary>
    public string? TriggerId { get; init; }

    /// <summary>The message in whose thread was pressed. Null: not in a thread.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>
    /// Someone of another team, who is in a channel that both share: sees what the channel sees, and manages nothing unless named.
    /// </summary>
    public bool IsExternalUser { get; init; }

    /// <summary>https://docs.slack.dev/interactivity/implementing-slash-commands</summary>
    /// <returns>Null where it is no command that could be answered.</returns>
    public static SlackRequestContext? FromCommand(JsonElement payload) =>
        Create(payload.Text("team_id"), payload.Text("channel_id"), payload.Text("user_id"), payload.Text("response_url")) is { } asking
            ? asking with { TriggerId = payload.Text("trigger_id") } : null;

    /// <summary>https://docs.slack.dev/reference/interaction-payloads/block_actions-payload</summary>
    /// <returns>Null where it was not pressed in a message.</returns>
    public static SlackRequestContext? FromBlockAction(JsonElement payload)
    {
        var container = payload.Field("container") ?? default;
        var message = payload.Field("message") ?? default;
        if (Create(message.Text("team") ?? ReadTeamId(payload), payload.Field("channel")?.Text("id") ?? container.Text("channel_id"),
            ReadUserId(payload), payload.Text("response_url")) is not { } asking)
        {
            return null;
        }

        // The first message of a thread stands in the channel: an answer in the thread would not be seen there.
        var thread = container.Text("thread_ts") ?? message.Text("thread_ts");
        return asking with
        {
            ThreadTs = thread == (container.Text("message_ts") ?? message.Text("ts")) ? null : thread,
            IsExternalUser = (payload.Field("user")?.Text("team_id") ?? ReadTeamId(payload)) != asking.TeamId,
        };
    }

    /// <summary>In a modal the channel is what was written into it when it opened; from outside, so checked as anything else.</summary>
    /// <returns>Null where the modal does not say where it belongs.</returns>
    public static SlackRequestContext? FromModal(JsonElement payload) =>
        SlackModalMetadata.Read(payload.Field("view")?.Text("private_metadata")) is { } place
        && Create(ReadTeamId(payload), place.Channel, ReadUserId(payload), place.ResponseUrl) is { } asking
            ? asking with { TriggerId = payload.Text("trigger_id") } : null;

    public SlackModalMetadata ModalMetadata => new(ChannelId, ResponseUrl?.AbsoluteUri);

    /// <summary>Keeps the secrets out of logs.</summary>
    public override string ToString() => $"a person in {ChannelId}";

    private static SlackRequestContext? Create(string? team, string? channel, string? user, string? responseUrl) =>
        IsId(team) && IsId(channel) && IsId(user) ? new SlackRequestContext(team!, channel!, user!, ParseUrl(responseUrl)) : null;

    private static bool IsId(string? id) => id is { Length: > 1 and <= MaxIdLength } && id.All(char.IsAsciiLetterOrDigit);

    private static string? ReadTeamId(JsonElement payload) => payload.Field("team")?.Text("id") ?? payload.Field("user")?.Text("team_id");

    private static string? ReadUserId(JsonElement payload) => payload.Field("user")?.Text("id");

    private static Uri? ParseUrl(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;
}
