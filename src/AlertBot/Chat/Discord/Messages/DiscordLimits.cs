namespace AlertBot.Chat.Discord.Messages;

/// <summary>
/// Discord's limits. Lengths are in Unicode code points:
/// https://docs.discord.com/developers/resources/message#embed-object-embed-limits (also RichEmbed in its OpenAPI description)
/// </summary>
internal static class DiscordLimits
{
    public const int MaxEmbedTitle = 256;
    public const int MaxEmbedDescription = 4_096;
    public const int MaxEmbedAuthor = 256;
    public const int MaxEmbedFieldValue = 1_024;

    /// <summary>Discord allows 2,048. With 300, all parts of an embed together stay below <see cref="MaxEmbedTotal"/>.</summary>
    public const int MaxEmbedFooter = 300;

    /// <summary>Title, description, author, fields and footer of all embeds of a message together.</summary>
    public const int MaxEmbedTotal = 6_000;

    /// <summary>https://docs.discord.com/developers/resources/message#create-message</summary>
    public const int MaxContent = 2_000;

    /// <summary>https://docs.discord.com/developers/components/reference#action-row</summary>
    public const int MaxActionRows = 5;

    public const int MaxButtonsPerRow = 5;

    /// <summary>https://docs.discord.com/developers/components/reference#button</summary>
    public const int MaxButtonLabel = 80;

    /// <summary>https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel</summary>
    public const int MaxThreadName = 100;

    /// <summary>https://docs.discord.com/developers/interactions/application-commands#autocomplete</summary>
    public const int MaxAutocompleteChoices = 25;

    /// <summary>The name of a suggestion, and its value.</summary>
    public const int MaxChoiceLength = 100;

    /// <summary>https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal</summary>
    public const int MaxModalTitle = 45;

    public const int MaxModalFields = 5;

    /// <summary>https://docs.discord.com/developers/components/reference#label</summary>
    public const int MaxFieldLabel = 45;

    public const int MaxFieldDescription = 100;

    /// <summary>https://docs.discord.com/developers/components/reference#text-input</summary>
    public const int MaxFieldValue = 4_000;
}
