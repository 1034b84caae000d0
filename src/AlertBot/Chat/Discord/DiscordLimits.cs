namespace AlertBot.Chat.Discord;

/// <summary>
/// What Discord takes, in Unicode code points:
/// https://docs.discord.com/developers/resources/message#embed-object-embed-limits (also its OpenAPI description, RichEmbed).
/// </summary>
internal static class DiscordLimits
{
    public const int EmbedTitle = 256;
    public const int EmbedDescription = 4_096;
    public const int EmbedAuthor = 256;
    public const int EmbedFieldValue = 1_024;

    /// <summary>Discord takes 2,048; with this all parts of an embed stay below <see cref="EmbedTotal"/> together.</summary>
    public const int EmbedFooter = 300;

    /// <summary>Title, description, author, fields and footer of all embeds of a message.</summary>
    public const int EmbedTotal = 6_000;
}
