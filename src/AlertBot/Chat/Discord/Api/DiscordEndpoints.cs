using System.Text.Json;

namespace AlertBot.Chat.Discord.Api;

/// <summary>The requests of posting and of looking up what was posted.</summary>
internal static class DiscordEndpoints
{
    /// <summary>
    /// The longest wait for a rate limit: enough to wait out the bot's global limit. A channel's own limit is left to the outbox, which
    /// delivers to other channels meanwhile.
    /// </summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A day, one of the values that Discord allows. After that time without a message the thread leaves the channel list; a new message
    /// brings it back.
    /// </summary>
    private const int AutoArchiveMinutes = 1_440;

    /// <summary>
    /// https://docs.discord.com/developers/resources/message#create-message. Its nonce makes it idempotent for a few minutes.
    /// </summary>
    public static DiscordRequest CreateMessage(string channel, ReadOnlyMemory<byte> json) =>
        ForChannel(HttpMethod.Post, channel, "messages", "messages", json, isIdempotent: true);

    /// <summary>https://docs.discord.com/developers/resources/message#edit-message</summary>
    public static DiscordRequest EditMessage(string channel, string message, ReadOnlyMemory<byte> json) =>
        ForChannel(HttpMethod.Patch, channel, "messages/{message}", $"messages/{message}", json, isIdempotent: true);

    /// <summary>The newest 50 messages: https://docs.discord.com/developers/resources/message#get-channel-messages</summary>
    public static DiscordRequest GetChannelMessages(string channel) =>
        ForChannel(HttpMethod.Get, channel, "messages", "messages?limit=50", null, isIdempotent: true);

    /// <summary>
    /// https://docs.discord.com/developers/resources/channel#start-thread-from-message. A second request is refused:
    /// <see cref="DiscordErrorCodes.ThreadExists"/>.
    /// </summary>
    public static DiscordRequest StartThreadFromMessage(string channel, string message, string name)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteNumber("auto_archive_duration", AutoArchiveMinutes);
            writer.WriteEndObject();
        }

        return ForChannel(HttpMethod.Post, channel, "messages/{message}/threads", $"messages/{message}/threads", json.ToArray(),
            isIdempotent: true);
    }

    /// <summary>
    /// https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel. The request has no nonce,
    /// so it must not be repeated after an unclear result.
    /// </summary>
    public static DiscordRequest StartThreadInForum(string forum, ReadOnlyMemory<byte> json) =>
        ForChannel(HttpMethod.Post, forum, "threads", "threads", json, isIdempotent: false);

    /// <summary>https://docs.discord.com/developers/resources/guild#list-active-guild-threads</summary>
    public static DiscordRequest ListActiveGuildThreads(string guild) =>
        new(HttpMethod.Get, $"GET guilds/{guild}/threads/active", $"guilds/{guild}/threads/active")
        {
            IsIdempotent = true,
            MaxWait = MaxWait,
        };

    /// <summary>https://docs.discord.com/developers/resources/user#get-current-user</summary>
    public static DiscordRequest GetCurrentUser { get; } =
        new(HttpMethod.Get, "GET users/@me", "users/@me") { IsIdempotent = true, MaxWait = MaxWait };

    private static DiscordRequest ForChannel(HttpMethod method, string channel, string route, string path, ReadOnlyMemory<byte>? json,
        bool isIdempotent) =>
        new(method, $"{method} channels/{channel}/{route}", $"channels/{channel}/{path}", json)
        {
            IsIdempotent = isIdempotent,
            MaxWait = MaxWait,
        };
}
