using System.Text.Json;

namespace AlertBot.Chat.Slack;

/// <summary>Who asked something of the bot, where, and how to answer.</summary>
/// <param name="Team">The workspace.</param>
/// <param name="Channel">Its id.</param>
/// <param name="ResponseUrl">A secret: whoever has it answers in our name. Null where there is none.</param>
internal sealed record SlackAsking(string Team, string Channel, string User, Uri? ResponseUrl)
{
    /// <summary>Longer than any id of Slack's.</summary>
    private const int LongestId = 40;

    /// <summary>Opens one modal within 3 s; a secret for so long.</summary>
    public string? TriggerId { get; init; }

    /// <summary>The message in whose thread was pressed. Null: not in a thread.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>Someone of another team, who is in a channel that both share: sees what the channel sees, and manages nothing unless named.</summary>
    public bool IsStranger { get; init; }

    /// <summary>https://docs.slack.dev/interactivity/implementing-slash-commands</summary>
    /// <returns>Null where it is no command that could be answered.</returns>
    public static SlackAsking? OfCommand(JsonElement payload) =>
        Of(payload.Text("team_id"), payload.Text("channel_id"), payload.Text("user_id"), payload.Text("response_url")) is { } asking
            ? asking with { TriggerId = payload.Text("trigger_id") } : null;

    /// <summary>https://docs.slack.dev/reference/interaction-payloads/block_actions-payload</summary>
    /// <returns>Null where it was not pressed in a message.</returns>
    public static SlackAsking? OfPress(JsonElement payload)
    {
        var container = payload.Field("container") ?? default;
        var message = payload.Field("message") ?? default;
        if (Of(message.Text("team") ?? TeamOf(payload), payload.Field("channel")?.Text("id") ?? container.Text("channel_id"), UserOf(payload), payload.Text("response_url")) is not { } asking)
        {
            return null;
        }

        // The first message of a thread stands in the channel: an answer in the thread would not be seen there.
        var thread = container.Text("thread_ts") ?? message.Text("thread_ts");
        return asking with
        {
            ThreadTs = thread == (container.Text("message_ts") ?? message.Text("ts")) ? null : thread,
            IsStranger = (payload.Field("user")?.Text("team_id") ?? TeamOf(payload)) != asking.Team,
        };
    }

    /// <summary>In a modal the channel is what was written into it when it opened; from outside, so checked as anything else.</summary>
    /// <returns>Null where the modal does not say where it belongs.</returns>
    public static SlackAsking? OfModal(JsonElement payload) =>
        SlackModalPlace.Read(payload.Field("view")?.Text("private_metadata")) is { } place
        && Of(TeamOf(payload), place.Channel, UserOf(payload), place.ResponseUrl) is { } asking
            ? asking with { TriggerId = payload.Text("trigger_id") } : null;

    public SlackModalPlace Place => new(Channel, ResponseUrl?.AbsoluteUri);

    /// <summary>Keeps the secrets out of logs.</summary>
    public override string ToString() => $"a person in {Channel}";

    private static SlackAsking? Of(string? team, string? channel, string? user, string? responseUrl) =>
        IsId(team) && IsId(channel) && IsId(user) ? new SlackAsking(team!, channel!, user!, Address(responseUrl)) : null;

    private static bool IsId(string? id) => id is { Length: > 1 and <= LongestId } && id.All(char.IsAsciiLetterOrDigit);

    private static string? TeamOf(JsonElement payload) => payload.Field("team")?.Text("id") ?? payload.Field("user")?.Text("team_id");

    private static string? UserOf(JsonElement payload) => payload.Field("user")?.Text("id");

    private static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;
}
