using AlertBot.Chat.Content;
using AlertBot.Chat.Platforms;
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

    /// <summary>Code points that are left for “updated … · 50 publishers (40 independent)” below the sources.</summary>
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

    /// <summary>The button for more quotes is the last one, so that an edit that adds it moves no other button.</summary>
    public static IReadOnlyList<DiscordActionRow> Buttons(Card card, StoryId story) =>
        DiscordActionRow.From(ButtonId.ForCard(story, FormatDescription(card).Shown.HasMoreQuotes));

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

        if (card.Earlier is { } earlier)
        {
            text.TryAppend((separator.Length == 0 ? "" : "\n") + FormatEarlier(earlier));
            separator = "\n";
        }

        separator = separator.Length == 0 ? "" : ParagraphBreak;
        var stories = 0;
        foreach (var _ in card.Stories.TakeWhile(next => text.TryAppend(separator + FormatStory(next))))
        {
            stories++;
            separator = "\n";
        }

        separator = separator.Length == 0 ? "" : ParagraphBreak;
        card = card.WithStories(stories);
        var quotes = new List<CardQuote>();
        foreach (var quote in card.Quotes.Where(next => text.TryAppend(separator + FormatQuote(next))))
        {
            quotes.Add(quote);
            separator = ParagraphBreak;
        }

        var shown = card.WithQuotes(quotes);
        var more = (shown.MoreQuotesText ?? shown.MoreStoriesText) is { } moreItems ? $"{separator}-# {moreItems}" : "";
        return (text + more, shown);
    }

    /// <summary>Links to the message in Discord; to the article where the message is not known.</summary>
    private static string FormatEarlier(CardEarlier earlier)
    {
        var message = earlier.MessageId is { } id ? PlatformTraits.Discord.FormatMessageLink(earlier.Workspace, id) : null;
        return $"-# Earlier: {DiscordMarkdown.Link(earlier.Headline, message ?? earlier.Link)}";
    }

    private static string FormatStory(CardStory story) =>
        $"- {DiscordMarkdown.Link(story.Headline, story.Link)} · {DiscordMarkdown.Escape(story.Sources)}{FormatTime(story.Published)}";

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

    /// <returns>“**Speaker**, role, venue”, the details as far as they are known.</returns>
    public static string FormatAttribution(CardQuote quote)
    {
        var speaker = quote.Speaker is null ? quote.SpeakerOrUnknown : $"**{DiscordMarkdown.Escape(quote.Speaker)}**";
        var details = string.Join(", ", quote.AttributionDetails.Select(DiscordMarkdown.Escape));
        return details.Length > 0 ? $"{speaker}, {details}" : speaker;
    }

    private static string FormatSources(Card card)
    {
        // The title already links to the article.
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
        if (card.PublishersText is not { } publishers)
        {
            return text;
        }

        var updated = card.Updated is { } at ? $"updated {DiscordMarkdown.ShortTime(at)} · " : "";
        return $"{text}\n{updated}{publishers}".TrimStart();
    }

    private static string FormatTime(DateTimeOffset? published) =>
        published is null ? "" : $" · {DiscordMarkdown.RelativeTimestamp(published.Value)}";
}
