using System.Globalization;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Chat.Slack.Api;

/// <summary>Creates the calls of Slack's Web API that AlertBot uses outside modals.</summary>
internal static class SlackMethods
{
    /// <summary>
    /// The number of messages in one page, Slack's recommended maximum:
    /// https://docs.slack.dev/reference/methods/conversations.history#arg_limit
    /// </summary>
    private const int PageSize = 200;

    /// <summary>Limits the wait for rate limits of a call for which no person is waiting.</summary>
    private static readonly TimeSpan BackgroundMaxWait = TimeSpan.FromSeconds(10);

    public static SlackCall AuthTest { get; } = new("auth.test") { IsIdempotent = true, MaxWait = BackgroundMaxWait };

    /// <summary>Requests the address for one Socket Mode connection.</summary>
    public static SlackCall OpenConnection { get; } = new("apps.connections.open") { UsesAppToken = true, MaxWait = BackgroundMaxWait };

    public static SlackCall PostMessage(SlackMessage message) =>
        new(SlackRateLimitTiers.PostMessage) { Channel = message.Channel, Json = message.ToJson() };

    public static SlackCall UpdateMessage(SlackMessage message) =>
        new("chat.update") { Channel = message.Channel, Json = message.ToJson(), IsIdempotent = true };

    public static SlackCall PostEphemeral(SlackMessage message) =>
        new("chat.postEphemeral") { Channel = message.Channel, Json = message.ToJson(), MaxWait = BackgroundMaxWait };

    /// <summary>Succeeds also where the bot is already a member: https://docs.slack.dev/reference/methods/conversations.join</summary>
    public static SlackCall JoinChannel(string channel) =>
        new("conversations.join") { Json = new SlackChannelRequest(channel).ToJson(), IsIdempotent = true, MaxWait = BackgroundMaxWait };

    public static SlackCall ChannelInfo(string channel) =>
        new("conversations.info") { Form = [new("channel", channel)], IsIdempotent = true, MaxWait = BackgroundMaxWait };

    /// <param name="thread">The root message of the thread; null: the channel itself.</param>
    /// <param name="cursor">The cursor of the previous page; null: the first page.</param>
    public static SlackCall MessageHistory(string channel, string? thread, DateTimeOffset oldest, string? cursor)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("channel", channel),
            new("include_all_metadata", "true"),
            new("oldest", string.Create(CultureInfo.InvariantCulture, $"{oldest.ToUnixTimeSeconds()}.000000")),
            new("limit", PageSize.ToString(CultureInfo.InvariantCulture)),
        };
        if (thread is not null)
        {
            form.Add(new("ts", thread));
        }

        if (cursor is not null)
        {
            form.Add(new("cursor", cursor));
        }

        return new SlackCall(thread is null ? "conversations.history" : "conversations.replies")
        {
            Form = form,
            IsIdempotent = true,
            MaxWait = BackgroundMaxWait,
        };
    }
}
