using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Modals;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>Where a command or interaction comes from, and how to respond to it.</summary>
/// <param name="TeamId">The workspace.</param>
/// <param name="ResponseUrl">A secret: anyone who has it can post in AlertBot's name. Null: the payload contains none.</param>
internal sealed record SlackRequestContext(string TeamId, string ChannelId, string UserId, Uri? ResponseUrl)
{
    /// <summary>Limits the length of an id, in characters; Slack's ids are shorter.</summary>
    private const int MaxIdLength = 40;

    /// <summary>Opens one modal within 3 s; a secret for that time.</summary>
    public string? TriggerId { get; init; }

    /// <summary>The root message of the thread in which a button was pressed. Null: not in a thread.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>
    /// True: a person of another workspace in a shared channel. They see what the channel sees, but are managers only if listed by id.
    /// </summary>
    public bool IsExternalUser { get; init; }

    public SlackModalMetadata ModalMetadata => new(ChannelId, ResponseUrl?.AbsoluteUri);

    /// <summary>https://docs.slack.dev/interactivity/implementing-slash-commands</summary>
    /// <returns>Null: the payload lacks what a response needs.</returns>
    public static SlackRequestContext? FromCommand(JsonElement payload) =>
        Create(payload.Text("team_id"), payload.Text("channel_id"), payload.Text("user_id"), payload.Text("response_url")) is { } context
            ? context with { TriggerId = payload.Text("trigger_id") }
            : null;

    /// <summary>https://docs.slack.dev/reference/interaction-payloads/block_actions-payload</summary>
    /// <returns>Null: the button is not in a message.</returns>
    public static SlackRequestContext? FromBlockAction(JsonElement payload)
    {
        var container = payload.Field("container") ?? default;
        var message = payload.Field("message") ?? default;
        var team = message.Text("team") ?? ReadTeamId(payload);
        var channel = payload.Field("channel")?.Text("id") ?? container.Text("channel_id");
        if (Create(team, channel, ReadUserId(payload), payload.Text("response_url")) is not { } context)
        {
            return null;
        }

        // The root message of a thread is shown in the channel, where a response in the thread would not be seen.
        var thread = container.Text("thread_ts") ?? message.Text("thread_ts");
        var isRootMessage = thread == (container.Text("message_ts") ?? message.Text("ts"));
        return context with
        {
            ThreadTs = isRootMessage ? null : thread,
            IsExternalUser = (payload.Field("user")?.Text("team_id") ?? ReadTeamId(payload)) != context.TeamId,
        };
    }

    /// <summary>Reads the channel of a modal from its metadata, which AlertBot wrote, but which is untrusted when it comes back.</summary>
    /// <returns>Null: the modal's metadata is missing or invalid.</returns>
    public static SlackRequestContext? FromModal(JsonElement payload) =>
        SlackModalMetadata.Read(payload.Field("view")?.Text("private_metadata")) is { } metadata
        && Create(ReadTeamId(payload), metadata.Channel, ReadUserId(payload), metadata.ResponseUrl) is { } context
            ? context with { TriggerId = payload.Text("trigger_id") }
            : null;

    /// <summary>Safe for logs: contains no secret.</summary>
    public override string ToString() => $"a person in {ChannelId}";

    private static SlackRequestContext? Create(string? team, string? channel, string? user, string? responseUrl) =>
        IsId(team) && IsId(channel) && IsId(user) ? new SlackRequestContext(team!, channel!, user!, ParseUrl(responseUrl)) : null;

    private static bool IsId(string? id) => id is { Length: > 1 and <= MaxIdLength } && id.All(char.IsAsciiLetterOrDigit);

    private static string? ReadTeamId(JsonElement payload) => payload.Field("team")?.Text("id") ?? payload.Field("user")?.Text("team_id");

    private static string? ReadUserId(JsonElement payload) => payload.Field("user")?.Text("id");

    private static Uri? ParseUrl(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;
}
