using System.Globalization;

namespace AlertBot.Chat.Slack;

/// <summary>The calls of Slack's Web API that carry alerts.</summary>
internal static class SlackCalls
{
    /// <summary>Messages in one answer; more are advised against: https://docs.slack.dev/reference/methods/conversations.history#arg_limit</summary>
    private const int Page = 200;

    /// <summary>Of what no person waits for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static SlackCall Self { get; } = new("auth.test") { IsRepeatable = true, Patience = Patience };

    /// <summary>Gives an address for one connection of Socket Mode.</summary>
    public static SlackCall OpenConnection { get; } = new("apps.connections.open") { IsOfApp = true, Patience = Patience };

    public static SlackCall Post(SlackMessage message) => new(SlackTiers.Post) { Channel = message.Channel, Json = message.ToJson() };

    public static SlackCall Update(SlackMessage message) => new("chat.update") { Channel = message.Channel, Json = message.ToJson(), IsRepeatable = true };

    public static SlackCall Whisper(SlackMessage message) => new("chat.postEphemeral") { Channel = message.Channel, Json = message.ToJson(), Patience = Patience };

    /// <summary>Joins again what is joined already without harm: https://docs.slack.dev/reference/methods/conversations.join</summary>
    public static SlackCall Join(string channel) => new("conversations.join") { Json = new SlackPlace(channel).ToJson(), IsRepeatable = true, Patience = Patience };

    public static SlackCall Channel(string channel) => new("conversations.info") { Form = [new("channel", channel)], IsRepeatable = true, Patience = Patience };

    /// <param name="thread">The message that the thread hangs on; null: the channel itself.</param>
    /// <param name="cursor">Where the page before ended; null: the first.</param>
    public static SlackCall Messages(string channel, string? thread, DateTimeOffset oldest, string? cursor)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("channel", channel),
            new("include_all_metadata", "true"),
            new("oldest", string.Create(CultureInfo.InvariantCulture, $"{oldest.ToUnixTimeSeconds()}.000000")),
            new("limit", Page.ToString(CultureInfo.InvariantCulture)),
        };
        if (thread is not null)
        {
            form.Add(new("ts", thread));
        }

        if (cursor is not null)
        {
            form.Add(new("cursor", cursor));
        }

        return new SlackCall(thread is null ? "conversations.history" : "conversations.replies") { Form = form, IsRepeatable = true, Patience = Patience };
    }
}
