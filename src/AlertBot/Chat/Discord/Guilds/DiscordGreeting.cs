using System.Buffers;
using System.Text.Json;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Guilds;

/// <summary>Posts the first message in a guild that invited the bot: how to start.</summary>
/// <param name="send"><see cref="DiscordRestClient.SendAsync"/>.</param>
internal sealed partial class DiscordGreeting(Func<DiscordRequest, CancellationToken, Task<PlatformResult>> send, GuildCache guilds,
    ILogger<DiscordGreeting> logger)
{
    /// <summary>Limits the wait for the rate limit.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    private const string Text =
        """
        **AlertBot is here.** It posts an alert when there is news on a topic, and shows who said what, word for word.
        To start, type `/news subscribe` in the channel that should get the alerts, and choose a topic (needs Manage Server).
        `/news latest` shows recent stories, `/news help` all commands. To create your own topic: `/news topic add`.
        """;

    /// <summary>Posts once. A guild without a channel that the bot may post in gets no greeting.</summary>
    public async Task PostAsync(string guild, CancellationToken cancellationToken)
    {
        if (guilds.FindGreetingChannel(guild) is not { } channel)
        {
            LogNoChannel(guild);
            return;
        }

        var request = DiscordEndpoints.CreateMessage(channel.Id, BuildBody(guild)) with { MaxWait = MaxWait };
        if (await send(request, cancellationToken) is not PlatformResult.Succeeded)
        {
            LogNotSent(guild, channel.Name);
        }
    }

    // The nonce makes the request idempotent.
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Discord server {Guild} has no channel that AlertBot may post a greeting in")]
    private partial void LogNoChannel(string guild);

    [LoggerMessage(Level = LogLevel.Information, Message = "Posting a greeting in #{Channel} of Discord server {Guild} failed")]
    private partial void LogNotSent(string guild, string channel);
}
