using System.Text.Json;

namespace AlertBot.Chat.Discord.Api;

/// <summary>The requests that posting takes, each with the route that its limit is counted by.</summary>
internal static class DiscordEndpoints
{
    /// <summary>The limit of all requests together is worth a moment's wait; a channel's own is the courier's to wait for.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A day, one of the times that Discord knows: after so many minutes without a message a thread leaves the list, and a message brings
    /// it back.
    /// </summary>
    private const int AutoArchiveMinutes = 1_440;

    /// <summary>
    /// https://docs.discord.com/developers/resources/message#create-message; its nonce makes it repeatable for some minutes.
    /// </summary>
    public static DiscordRequest CreateMessage(string channel, ReadOnlyMemory<byte> json) =>
        ForChannel(HttpMethod.Post, channel, "messages", "messages", json, isRepeatable: true);

    /// <summary>https://docs.discord.com/developers/resources/message#edit-message</summary>
    public static DiscordRequest EditMessage(string channel, string message, ReadOnlyMemory<byte> json) =>
        ForChannel(HttpMethod.Patch, channel, "messages/{message}", $"messages/{message}", json, isRepeatable: true);

    /// <summary>The newest 50 messages: https://docs.discord.com/developers/resources/message#get-channel-messages</summary>
    public static DiscordRequest GetChannelMessages(string channel) =>
        ForChannel(HttpMethod.Get, channel, "messages", "messages?limit=50", null, isRepeatable: true);

    /// <summary>Twice it says that there is one: https://docs.discord.com/developers/resources/channel#start-thread-from-message</summary>
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
            isRepeatable: true);
    }

    /// <summary>https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel</summary>
    public static DiscordRequest StartThreadInForum(string forum, ReadOnlyMemory<byte> json) =>
        ForChannel(HttpMethod.Post, forum, "threads", "threads", json, isRepeatable: false);

    /// <summary>https://docs.discord.com/developers/resources/guild#list-active-guild-threads</summary>
    public static DiscordRequest ListActiveGuildThreads(string guild) =>
        new(HttpMethod.Get, $"GET guilds/{guild}/threads/active", $"guilds/{guild}/threads/active") { IsIdempotent = true,
            MaxWait = MaxWait };

    /// <summary>https://docs.discord.com/developers/resources/user#get-current-user</summary>
    public static DiscordRequest GetCurrentUser { get; } =
        new(HttpMethod.Get, "GET users/@me", "users/@me") { IsIdempotent = true, MaxWait = MaxWait };

    private static DiscordRequest ForChannel(HttpMethod method, string channel, string route, string path, ReadOnlyMemory<byte>? json,
        bool isRepeatable) =>
        new(method, $"{method} channels/{channel}/{route}", $"channels/{channel}/{path}", json) { IsIdempotent = isRepeatable,
            MaxWait = MaxWait };
}
