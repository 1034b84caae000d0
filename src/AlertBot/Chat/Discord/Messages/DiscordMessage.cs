using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;
using AlertBot.Stories;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>A message as Discord takes it, new, edited, in a forum or as an answer; nulls are left out.</summary>
internal sealed record DiscordMessage
{
    /// <summary>Only the asker sees it: https://docs.discord.com/developers/resources/message#message-object-message-flags</summary>
    public const int EphemeralFlag = 64;

    public string? Content { get; init; }

    public IReadOnlyList<DiscordEmbed>? Embeds { get; init; }

    public IReadOnlyList<DiscordActionRow>? Components { get; init; }

    public int? Flags { get; init; }

    /// <summary>On every message, for without it all mentions in the content ping.</summary>
    public Mentions AllowedMentions { get; init; } = Mentions.Nobody;

    public string? Nonce { get; init; }

    public bool? EnforceNonce { get; init; }

    /// <summary>The new message of an alert.</summary>
    public static DiscordMessage From(OutgoingMessage message, DateTimeOffset now)
    {
        var role = RoleIdOrNull(message.Ping);
        return RenderCard(message, now) with
        {
            Content = role is null ? null : $"<@&{role}>",
            AllowedMentions = role is null ? Mentions.Nobody : new Mentions([], [role]),
            Nonce = message.Nonce,
            EnforceNonce = true,
        };
    }

    /// <summary>What an alert's message is to say from now on; its content, the ping, stays as it was.</summary>
    public static DiscordMessage ForEdit(OutgoingMessage message, DateTimeOffset now) => RenderCard(message, now);

    /// <summary>A story with its buttons.</summary>
    public static DiscordMessage From(Card card, StoryId? story) => new()
    {
        Embeds = [DiscordCard.ToEmbed(card)],
        Components = story is { } id ? DiscordCard.Buttons(id) : null,
    };

    /// <summary>For everyone or, ephemeral, for the asker.</summary>
    public DiscordMessage WithVisibility(bool everyone) => this with { Flags = everyone ? null : EphemeralFlag };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, DiscordJson.Default.DiscordMessage);

    /// <summary>The body of a post in a forum, which is a thread whose first message this is.</summary>
    public byte[] ToForumPost(string headline)
    {
        // The nonce is of a thread's message no more: a forum post takes none.
        var message = this with { Nonce = null, EnforceNonce = null };
        return JsonSerializer.SerializeToUtf8Bytes(new ForumPost(ThreadName(headline), message), DiscordJson.Default.ForumPost);
    }

    /// <summary>What a thread about the story is called.</summary>
    public static string ThreadName(string headline) =>
        DisplayText.Truncate(DisplayText.Clean(headline), DiscordLimits.MaxThreadName) is { Length: > 0 } name ? name : "Untitled";

    private static DiscordMessage RenderCard(OutgoingMessage message, DateTimeOffset now) =>
        From(Card.FromBrief(message.Brief, now), message.Story);

    /// <returns>Null for what is no id: it would stand in the message as text.</returns>
    private static string? RoleIdOrNull(string? ping) => ping is { Length: > 0 and <= 20 } && ping.All(char.IsAsciiDigit) ? ping : null;

    /// <summary>Who may be pinged: https://docs.discord.com/developers/resources/message#allowed-mentions-object</summary>
    internal sealed record Mentions(IReadOnlyList<string> Parse, IReadOnlyList<string>? Roles = null)
    {
        public static Mentions Nobody { get; } = new([]);
    }

    /// <summary>https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel</summary>
    internal sealed record ForumPost(string Name, DiscordMessage Message);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DiscordMessage))]
[JsonSerializable(typeof(DiscordMessage.ForumPost))]
internal sealed partial class DiscordJson : JsonSerializerContext;
