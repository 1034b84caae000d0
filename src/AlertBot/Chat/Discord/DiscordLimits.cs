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

    public const int Content = 2_000;

    /// <summary>https://docs.discord.com/developers/components/reference#action-row</summary>
    public const int Rows = 5;

    public const int ButtonsOfRow = 5;

    public const int ButtonLabel = 80;

    /// <summary>https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel</summary>
    public const int ThreadName = 100;

    /// <summary>https://docs.discord.com/developers/interactions/application-commands#autocomplete</summary>
    public const int Suggestions = 25;

    /// <summary>Name and value of a suggestion.</summary>
    public const int Suggestion = 100;

    /// <summary>https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal</summary>
    public const int ModalTitle = 45;

    public const int ModalFields = 5;

    /// <summary>https://docs.discord.com/developers/components/reference#label</summary>
    public const int FieldLabel = 45;

    public const int FieldDescription = 100;

    public const int FieldValue = 4_000;
}
