using AlertBot.Chat.Content;
using AlertBot.Stories;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>
/// Renders a card as a Discord embed: the topics above the title, the linked headline, the summary, figures on which outlets differ, the
/// quotes as block quotes, the sources with times that the client keeps up to date, and the matched words.
/// </summary>
internal static class DiscordCard
{
    /// <summary>Code points that are left for “-# and 12 more quotes” below the description.</summary>
    private const int MoreQuotesReserve = 64;

    /// <summary>Code points that are left for “+12 more” below the sources.</summary>
    private const int MoreSourcesReserve = 16;

    /// <summary>Code points that are left for “updated … · 50 publishers (50 independent)” below the sources.</summary>
    private const int CoverageReserve = 80;

    /// <summary>Code points of one figure with its links. Above, it is shown without them.</summary>
    private const int MaxFigureLength = 700;

    private const string FooterPrefix = "Matched: ";
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
            FormatTopics(shown),
            sources.Length == 0 ? null : [new DiscordEmbed.Field(shown.Sources.Count > 1 ? "Sources" : "Source", sources)],
            FormatMatchedTerms(shown))
        {
            Thumbnail = shown.Image is null ? null : new DiscordEmbed.EmbedThumbnail(shown.Image),
        };
    }

    public static IReadOnlyList<DiscordActionRow> Buttons(Card card, StoryId story) =>
        DiscordActionRow.From(ButtonId.ForCard(story, hasMoreQuotes: FormatDescription(card).Shown.MoreQuotesText is not null));

    private static DiscordEmbed.EmbedAuthor? FormatTopics(Card card) => card.Topics.Count == 0
        ? null
        : new DiscordEmbed.EmbedAuthor(BoundedTextBuilder.JoinWithinLimit(card.Topics, ", ", DiscordLimits.MaxEmbedAuthor));

    private static DiscordEmbed.EmbedFooter? FormatMatchedTerms(Card card) => card.MatchedTerms.Count == 0
        ? null
        : new DiscordEmbed.EmbedFooter(FooterPrefix
            + BoundedTextBuilder.JoinWithinLimit(card.MatchedTerms, ", ", DiscordLimits.MaxEmbedFooter - FooterPrefix.Length));

    /// <returns>The description, and the card with the quotes that fit into it.</returns>
    private static (string Text, Card Shown) FormatDescription(Card card)
    {
        var text = new BoundedTextBuilder(DiscordLimits.MaxEmbedDescription - MoreQuotesReserve);
        var separator = "";
        foreach (var sentence in card.Summary)
        {
            if (!text.TryAppend((separator.Length == 0 ? "" : sentence.Separator) + FormatSentence(sentence)))
            {
                break;
            }

            separator = " ";
        }

        if (separator.Length > 0 && card.SummaryNote is { } note)
        {
            text.TryAppend($"\n-# {DiscordMarkdown.Escape(note)}");
        }

        separator = separator.Length == 0 ? "" : ParagraphBreak;
        foreach (var figure in card.Figures)
        {
            if (text.TryAppend(separator + FormatFigure(figure)))
            {
                separator = "\n";
            }
        }

        separator = separator.Length == 0 ? "" : ParagraphBreak;
        var quotes = new List<CardQuote>();
        foreach (var quote in card.Quotes.Where(next => text.TryAppend(separator + FormatQuote(next))))
        {
            quotes.Add(quote);
            separator = ParagraphBreak;
        }

        var shown = card.WithQuotes(quotes);
        var more = shown.MoreQuotesText is { } moreQuotes ? $"{separator}-# {moreQuotes}" : "";
        return (text + more, shown);
    }

    private static string FormatSentence(CardSentence sentence) =>
        sentence.Outlet is { } outlet
            ? $"{DiscordMarkdown.Escape(outlet)}: {DiscordMarkdown.Escape(sentence.Text)}"
            : DiscordMarkdown.Escape(sentence.Text);

    /// <summary>“dead: 32 ([…](…)), 41 ([…](…))”; without links where they would fill the description.</summary>
    private static string FormatFigure(CardFigure figure)
    {
        var linked = figure.Format(DiscordMarkdown.Escape, source => DiscordMarkdown.Link(source.Name, source.Link));
        return DisplayText.CountCodePoints(linked) <= MaxFigureLength
            ? linked
            : figure.Format(DiscordMarkdown.Escape, source => DiscordMarkdown.Escape(source.Name));
    }

    private static string FormatQuote(CardQuote quote) => $"> {DiscordMarkdown.Escape(quote.Words)}\n> — {FormatAttribution(quote)}";

    /// <returns>“**Speaker**, role, venue”, as far as they are known.</returns>
    public static string FormatAttribution(CardQuote quote) => string.Join(", ",
    [
        quote.Speaker is null ? CardQuote.UnknownSpeaker : $"**{DiscordMarkdown.Escape(quote.Speaker)}**",
        .. quote.AttributionDetails.Select(DiscordMarkdown.Escape),
    ]);

    /// <summary>The outlets with their links, except for the link of the title, and how many publishers there are.</summary>
    private static string FormatSources(Card card)
    {
        var lines = card.Sources
            .Select(source => DiscordMarkdown.Link(source.Name, source.Link == card.Link ? null : source.Link)
                + FormatTime(source.Published ?? card.Published))
            .ToList();
        if (lines.Count == 0 && card.Published is not null)
        {
            return "published" + FormatTime(card.Published);
        }

        // Whole lines only: a cut link does not work. If not even the first fits, the names are shown without links.
        const int MaxLength = DiscordLimits.MaxEmbedFieldValue - MoreSourcesReserve - CoverageReserve;
        var text = BoundedTextBuilder.JoinWithinLimit(lines, "\n", MaxLength);
        if (text.Length == 0 && lines.Count > 0)
        {
            text = BoundedTextBuilder.JoinWithinLimit(card.Sources.Select(source => DiscordMarkdown.Escape(source.Name)), "\n", MaxLength);
        }

        text = card.MoreSourceCount > 0 ? $"{text}\n+{card.MoreSourceCount} more" : text;
        return card is { Coverage: { } coverage, CoverageText: { } publishers }
            ? $"{text}\nupdated {DiscordMarkdown.ShortTime(coverage.Updated)} · {publishers}".TrimStart()
            : text;
    }

    private static string FormatTime(DateTimeOffset? published) =>
        published is null ? "" : $" · {DiscordMarkdown.RelativeTimestamp(published.Value)}";
}
