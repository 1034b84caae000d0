using System.Buffers;
using System.Text.Json;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Guilds;

/// <summary>The first message in a guild that invited the bot: how to start.</summary>
/// <param name="send"><see cref="DiscordRestClient.SendAsync"/>.</param>
internal sealed partial class DiscordGreeting(Func<DiscordRequest, CancellationToken, Task<PlatformResult>> send, GuildCache guilds,
    ILogger<DiscordGreeting> logger)
{
    private const string Text =
        """
        **AlertBot is here.** It tells a channel when a story it follows has news, and shows who said what, word for word.
        To start, type `/news subscribe` in the channel that the alerts shall come to, and choose a topic (needs Manage Server).
        `/news latest` shows what there is already, `/news help` everything else. For a topic of your own: `/news topic add`.
        """;

    /// <summary>Once; a guild with no channel to say it in gets none.</summary>
    public async Task PostAsync(string guild, CancellationToken cancellationToken)
    {
        if (guilds.FindGreetingChannel(guild) is not { } channel)
        {
            LogNoChannel(guild);
            return;
        }

        var call = new DiscordRequest(HttpMethod.Post, $"POST channels/{channel.Id}/messages", $"channels/{channel.Id}/messages",
            BuildBody(guild)) { IsIdempotent = true, MaxWait = TimeSpan.FromSeconds(10) };
        if (await send(call, cancellationToken) is not PlatformResult.Succeeded)
        {
            LogNotSent(guild, channel.Name);
        }
    }

    // With its nonce, a message that is sent again is the same message.
    private static ReadOnlyMemory<byte> BuildBody(string guild)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("content", Text);
            writer.WriteString("nonce", $"hi{guild}");
            writer.WriteBoolean("enforce_nonce", true);
            writer.WriteStartObject("allowed_mentions");
            writer.WriteStartArray("parse");
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Discord server {Guild} has no channel that AlertBot may say hello in")]
    private partial void LogNoChannel(string guild);

    [LoggerMessage(Level = LogLevel.Information, Message = "AlertBot could not say hello in #{Channel} of Discord server {Guild}")]
    private partial void LogNotSent(string guild, string channel);
}
