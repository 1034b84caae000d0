using AlertBot.Chat.Content;
using AlertBot.Stories;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>
/// A card as a Discord embed: above the title the topics, then the linked headline, the summary, the quotes as block
/// quotes, the sources with a time that the client keeps counting.
/// </summary>
internal static class DiscordCard
{
    private const string ParagraphBreak = "\n\n";

    public static DiscordEmbed ToEmbed(Card card)
    {
        var (description, shown) = FormatDescription(card);
        var sources = FormatSources(shown);
        return new DiscordEmbed(
            DisplayText.TruncateEscaped(shown.Headline, DiscordLimits.MaxEmbedTitle, DiscordMarkdown.Escape),
            shown.Link,
            description.Length == 0 ? null : description,
            TopicColor.ForTopic(shown.Topics.Count == 0 ? null : shown.Topics[0]),
            shown.Topics.Count == 0 ? null
                : new DiscordEmbed.EmbedAuthor(BoundedTextBuilder.JoinWithinLimit(shown.Topics, ", ", DiscordLimits.MaxEmbedAuthor)),
            sources.Length == 0 ? null : [new DiscordEmbed.Field(shown.Sources.Count > 1 ? "Sources" : "Source", sources)],
            shown.MatchedTerms.Count == 0 ? null
                : new DiscordEmbed.EmbedFooter(
                    "Matched: " + BoundedTextBuilder.JoinWithinLimit(shown.MatchedTerms, ", ",
                        DiscordLimits.MaxEmbedFooter - "Matched: ".Length)))
        {
            Thumbnail = shown.Image is null ? null : new DiscordEmbed.EmbedThumbnail(shown.Image),
        };
    }

    /// <summary>The same four under every card: a card that is edited moves no button away from under a finger.</summary>
    public static IReadOnlyList<DiscordActionRow> Buttons(StoryId story) => DiscordActionRow.From(ButtonId.ForCard(story));

    private static (string Text, Card Shown) FormatDescription(Card card)
    {
        var text = new BoundedTextBuilder(DiscordLimits.MaxEmbedDescription - 64);
        var separator = "";
        foreach (var sentence in card.Summary.TakeWhile(s => text.TryAppend(separator + DiscordMarkdown.Escape(s))))
        {
            separator = " ";
        }

        if (separator.Length > 0 && card.SummaryNote is { } note)
        {
            text.TryAppend($"\n-# {DiscordMarkdown.Escape(note)}");
        }

        separator = separator.Length == 0 ? "" : ParagraphBreak;
        var quotes = new List<CardQuote>();
        foreach (var quote in card.Quotes.Where(q => text.TryAppend(separator + FormatQuote(q))))
        {
            quotes.Add(quote);
            separator = ParagraphBreak;
        }

        var shown = card.WithQuotes(quotes);
        var more = shown.MoreQuotesText is { } words ? $"{separator}-# {words}" : "";
        return (text + more, shown);
    }

    private static string FormatQuote(CardQuote quote)
    {
        var attribution = FormatAttribution(quote);
        return $"> {DiscordMarkdown.Escape(quote.Words)}" + (attribution.Length > 0 ? $"\n> — {attribution}" : "");
    }

    /// <returns>“**Speaker**, role, venue”; empty where none is known.</returns>
    public static string FormatAttribution(CardQuote quote)
    {
        var who = quote.Speaker is null ? "" : $"**{DiscordMarkdown.Escape(quote.Speaker)}**";
        var rest = string.Join(", ", quote.AttributionDetails.Select(DiscordMarkdown.Escape));
        return who.Length > 0 && rest.Length > 0 ? $"{who}, {rest}" : who + rest;
    }

    private static string FormatSources(Card card)
    {
        var lines = card.Sources.Select(s => DiscordMarkdown.Link(s.Name, s.Link) + FormatTime(s.Published ?? card.Published)).ToList();
        if (lines.Count == 0 && card.Published is not null)
        {
            return "published" + FormatTime(card.Published);
        }

        // Whole lines only: a cut link is no link. One long address gives way to the outlet's name.
        var text = BoundedTextBuilder.JoinWithinLimit(lines, "\n", DiscordLimits.MaxEmbedFieldValue - 16);
        text = text.Length > 0 || lines.Count == 0 ? text
            : BoundedTextBuilder.JoinWithinLimit(card.Sources.Select(s => DiscordMarkdown.Escape(s.Name)), "\n",
                DiscordLimits.MaxEmbedFieldValue - 16);
        return card.MoreSourceCount > 0 ? $"{text}\n+{card.MoreSourceCount} more" : text;
    }

    private static string FormatTime(DateTimeOffset? published) =>
        published is null ? "" : $" · {DiscordMarkdown.RelativeTimestamp(published.Value)}";
}
