namespace AlertBot.Chat.Discord;

/// <summary>
/// A card as a Discord embed: above the title the topics, then the linked headline, the summary, the quotes as block
/// quotes, the sources with a time that the client keeps counting.
/// </summary>
internal static class DiscordCard
{
    private const int Colour = 0x2F6FB0;
    private const string NewParagraph = "\n\n";

    public static DiscordEmbed ToEmbed(Card card)
    {
        var (description, shown) = Describe(card);
        var sources = Sources(shown);
        return new DiscordEmbed(
            PlainText.Fit(shown.Headline, DiscordLimits.EmbedTitle, DiscordMarkdown.Escape),
            shown.Link,
            description.Length == 0 ? null : description,
            Colour,
            shown.Topics.Count == 0 ? null : new DiscordEmbed.Named(BoundedText.Join(shown.Topics, ", ", DiscordLimits.EmbedAuthor)),
            sources.Length == 0 ? null : [new DiscordEmbed.Field(shown.Sources.Count > 1 ? "Sources" : "Source", sources)],
            shown.Matched.Count == 0 ? null : new DiscordEmbed.Lettered("Matched: " + BoundedText.Join(shown.Matched, ", ", DiscordLimits.EmbedFooter - "Matched: ".Length)));
    }

    private static (string Text, Card Shown) Describe(Card card)
    {
        var text = new BoundedText(DiscordLimits.EmbedDescription - 64);
        var separator = "";
        foreach (var sentence in card.Summary.TakeWhile(s => text.TryAppend(separator + DiscordMarkdown.Escape(s))))
        {
            separator = " ";
        }

        separator = separator.Length == 0 ? "" : NewParagraph;
        var quotes = new List<CardQuote>();
        foreach (var quote in card.Quotes.Where(q => text.TryAppend(separator + Quote(q))))
        {
            quotes.Add(quote);
            separator = NewParagraph;
        }

        var shown = card.WithQuotes(quotes);
        var more = shown.MoreQuotesText is { } words ? $"{separator}-# {words}" : "";
        return (text + more, shown);
    }

    private static string Quote(CardQuote quote)
    {
        var who = quote.Speaker is null ? "" : $"**{DiscordMarkdown.Escape(quote.Speaker)}**";
        var rest = string.Join(", ", quote.Details.Select(DiscordMarkdown.Escape));
        var attribution = who.Length > 0 && rest.Length > 0 ? $"{who}, {rest}" : who + rest;
        return $"> {DiscordMarkdown.Escape(quote.Words)}" + (attribution.Length > 0 ? $"\n> — {attribution}" : "");
    }

    private static string Sources(Card card)
    {
        var lines = card.Sources.Select(s => DiscordMarkdown.Link(s.Name, s.Link) + Time(s.Published ?? card.Published)).ToList();
        if (lines.Count == 0 && card.Published is not null)
        {
            return "published" + Time(card.Published);
        }

        // Whole lines only: a cut link is no link. One long address gives way to the outlet's name.
        var text = BoundedText.Join(lines, "\n", DiscordLimits.EmbedFieldValue - 16);
        text = text.Length > 0 || lines.Count == 0 ? text : BoundedText.Join(card.Sources.Select(s => DiscordMarkdown.Escape(s.Name)), "\n", DiscordLimits.EmbedFieldValue - 16);
        return card.MoreSources > 0 ? $"{text}\n+{card.MoreSources} more" : text;
    }

    /// <summary>https://docs.discord.com/developers/reference#message-formatting-timestamp-styles</summary>
    private static string Time(DateTimeOffset? published) => published is null ? "" : $" · <t:{published.Value.ToUnixTimeSeconds()}:R>";
}

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
    internal sealed record Named(string Name);

    internal sealed record Field(string Name, string Value);

    internal sealed record Lettered(string Text);
}
