namespace AlertBot.Chat.Discord.Messages;

/// <summary>One embed of a message; nulls are left out: https://docs.discord.com/developers/resources/message#embed-object</summary>
internal sealed record DiscordEmbed(
    string Title,
    string? Url,
    string? Description,
    int Color,
    DiscordEmbed.EmbedAuthor? Author,
    IReadOnlyList<DiscordEmbed.Field>? Fields,
    DiscordEmbed.EmbedFooter? Footer)
{
    public EmbedThumbnail? Thumbnail { get; init; }

    internal sealed record EmbedAuthor(string Name);

    internal sealed record Field(string Name, string Value);

    internal sealed record EmbedFooter(string Text);

    internal sealed record EmbedThumbnail(string Url);
}
