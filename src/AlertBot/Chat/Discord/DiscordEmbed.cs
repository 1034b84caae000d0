namespace AlertBot.Chat.Discord;

/// <summary>One embed as Discord takes it; nulls are left out.</summary>
internal sealed record DiscordEmbed(
    string Title,
    string? Url,
    string? Description,
    int Color,
    DiscordEmbed.Named? Author,
    IReadOnlyList<DiscordEmbed.Field>? Fields,
    DiscordEmbed.Lettered? Footer)
{
    public Picture? Thumbnail { get; init; }

    internal sealed record Named(string Name);

    internal sealed record Field(string Name, string Value);

    internal sealed record Lettered(string Text);

    internal sealed record Picture(string Url);
}
