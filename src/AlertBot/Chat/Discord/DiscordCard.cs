using AlertBot.Chat.Commands;
using AlertBot.Stories;

namespace AlertBot.Chat.Discord;

/// <summary>
/// A card as a Discord embed: above the title the topics, then the linked headline, the summary, the quotes as block
/// quotes, the sources with a time that the client keeps counting.
/// </summary>
internal static class DiscordCard
{
    private const string NewParagraph = "\n\n";

    public static DiscordEmbed ToEmbed(Card card)
    {
        var (description, shown) = Describe(card);
        var sources = Sources(shown);
        return new DiscordEmbed(
            PlainText.Fit(shown.Headline, DiscordLimits.EmbedTitle, DiscordMarkdown.Escape),
            shown.Link,
            description.Length == 0 ? null : description,
            DiscordColour.Of(shown.Topics.Count == 0 ? null : shown.Topics[0]),
            shown.Topics.Count == 0 ? null : new DiscordEmbed.Named(BoundedText.Join(shown.Topics, ", ", DiscordLimits.EmbedAuthor)),
            sources.Length == 0 ? null : [new DiscordEmbed.Field(shown.Sources.Count > 1 ? "Sources" : "Source", sources)],
            shown.Matched.Count == 0 ? null : new DiscordEmbed.Lettered("Matched: " + BoundedText.Join(shown.Matched, ", ", DiscordLimits.EmbedFooter - "Matched: ".Length)))
        {
            Thumbnail = shown.Image is null ? null : new DiscordEmbed.Picture(shown.Image),
        };
    }

    /// <summary>The same four under every card: a card that is edited moves no button away from under a finger.</summary>
    public static IReadOnlyList<DiscordRow> Buttons(StoryId story) => DiscordRow.Of(ButtonId.OfCard(story));

    private static (string Text, Card Shown) Describe(Card card)
    {
        var text = new BoundedText(DiscordLimits.EmbedDescription - 64);
        var separator = "";
        foreach (var sentence in card.Summary.TakeWhile(s => text.TryAppend(separator + DiscordMarkdown.Escape(s))))
        {
            separator = " ";
        }

        if (separator.Length > 0 && card.SummaryNote is { } note)
        {
            text.TryAppend($"\n-# {DiscordMarkdown.Escape(note)}");
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
        var attribution = Attribution(quote);
        return $"> {DiscordMarkdown.Escape(quote.Words)}" + (attribution.Length > 0 ? $"\n> — {attribution}" : "");
    }

    /// <returns>“**Speaker**, role, venue”; empty where none is known.</returns>
    public static string Attribution(CardQuote quote)
    {
        var who = quote.Speaker is null ? "" : $"**{DiscordMarkdown.Escape(quote.Speaker)}**";
        var rest = string.Join(", ", quote.Details.Select(DiscordMarkdown.Escape));
        return who.Length > 0 && rest.Length > 0 ? $"{who}, {rest}" : who + rest;
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

    private static string Time(DateTimeOffset? published) => published is null ? "" : $" · {DiscordMarkdown.Ago(published.Value)}";
}
