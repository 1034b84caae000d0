using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
using AlertBot.Stories;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>The body of a message: a new or edited one, a forum post or a response. Nulls are left out of the JSON.</summary>
internal sealed record DiscordMessage
{
    /// <summary>
    /// Only the user who ran the command sees the message:
    /// https://docs.discord.com/developers/resources/message#message-object-message-flags
    /// </summary>
    public const int EphemeralFlag = 64;

    public string? Content { get; init; }

    public IReadOnlyList<DiscordEmbed>? Embeds { get; init; }

    public IReadOnlyList<DiscordActionRow>? Components { get; init; }

    public int? Flags { get; init; }

    /// <summary>Set on every message: without it, every mention in the content pings.</summary>
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

    /// <summary>The new embed and buttons of a posted alert. Its content, the ping, stays unchanged.</summary>
    public static DiscordMessage ForEdit(OutgoingMessage message, DateTimeOffset now) => RenderCard(message, now);

    /// <param name="story">The story of the buttons; null: no buttons.</param>
    public static DiscordMessage From(Card card, StoryId? story) => new()
    {
        Embeds = [DiscordCard.ToEmbed(card)],
        Components = story is { } id ? DiscordCard.Buttons(card, id) : null,
    };

    /// <param name="isPublic">False: only the user who ran the command sees the message.</param>
    public DiscordMessage WithVisibility(bool isPublic) => this with { Flags = isPublic ? null : EphemeralFlag };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, DiscordJson.Default.DiscordMessage);

    /// <summary>The body of a forum post: a thread with this as its first message.</summary>
    public byte[] ToForumPost(string headline)
    {
        // A forum post has no nonce.
        var message = this with { Nonce = null, EnforceNonce = null };
        return JsonSerializer.SerializeToUtf8Bytes(new ForumPost(ThreadName(headline), message), DiscordJson.Default.ForumPost);
    }

    /// <summary>The name of a thread about the story.</summary>
    public static string ThreadName(string headline) =>
        DisplayText.Truncate(DisplayText.Clean(headline), DiscordLimits.MaxThreadName) is { Length: > 0 } name ? name : "Untitled";

    private static DiscordMessage RenderCard(OutgoingMessage message, DateTimeOffset now) =>
        From(Card.FromBrief(message.Brief, now), message.Story);

    /// <returns>Null for anything but an id: it would appear in the message as text.</returns>
    private static string? RoleIdOrNull(string? ping) => ping is not null && DiscordTraits.IsSnowflake(ping) ? ping : null;

    /// <summary>Whom the message may ping: https://docs.discord.com/developers/resources/message#allowed-mentions-object</summary>
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
