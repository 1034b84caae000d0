using AlertBot.Chat.Content;
using AlertBot.Stories;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>
/// Renders a card as Block Kit: header with the headline, topics, link, summary, figures on which outlets differ, one block quote per
/// quote, further sources, buttons. Verbatim text is plain_text or rich_text: docs/decisions/0007-text-from-feeds.md,
/// docs/decisions/0013-slack-cards.md.
/// </summary>
internal static class SlackCardRenderer
{
    private const string UntitledHeadline = "Untitled";

    /// <summary>The minimum room for a link's label, in characters. Below it, the label is shown without the link.</summary>
    private const int MinLabelLength = 40;

    /// <summary>The room that a link must leave in its line for label, outlet, time and mention, for the line to name the outlet.</summary>
    private const int MinRoomForLink = 900;

    /// <summary>Limits the headline in the fallback text, in code points, so that quotes and sources fit as well.</summary>
    private const int MaxFallbackHeadline = 1_500;

    /// <summary>Limits the topics and the outlets in the fallback text, in code points each.</summary>
    private const int MaxFallbackList = 500;

    /// <param name="story">The story of the buttons. Null: no buttons, as for webhooks, which receive no interactions.</param>
    /// <param name="mention">A mention created by <see cref="SlackAlertMessage"/>. Null: nobody is mentioned.</param>
    public static IReadOnlyList<SlackBlock> ToBlocks(Card card, StoryId? story = null, string? mention = null)
    {
        var headline = VisibleHeadline(card.Headline);
        var header = DisplayText.TruncateEscaped(headline, SlackLimits.MaxHeaderText, SlackText.Escape);
        var quotes = card.Quotes
            .Where(q => q.Parts.Any(SlackText.IsVisible) && DisplayText.CountCodePoints(q.Line) <= SlackLimits.MaxQuoteText)
            .ToList();
        var shown = card.WithQuotes(quotes);
        return
        [
            new SlackBlock.Header(SlackTextObject.Plain(header)),
            .. PlainContext(FormatTopics(card)),
            .. LinkSection(card, truncatedHeadline: header == SlackText.Escape(headline) ? null : headline, mention),
            .. PlainSection(FormatSummary(card)),
            .. PlainContext(FormatSummaryNote(card)),
            .. FiguresSection(card),
            .. EarlierContext(card),
            .. StorySections(card),
            .. quotes.Select(ToBlockQuote),
            .. PlainContext(shown.MoreQuotesText ?? ""),
            .. SourcesContext(shown),
            .. story is { } id ? [SlackStoryButtons.Create(id, shown.HasMoreQuotes)] : Array.Empty<SlackBlock>(),
        ];
    }

    /// <summary>
    /// The text for notifications and screen readers, which do not read the blocks. Never empty, without links and formatting.
    /// </summary>
    public static string ToFallback(Card card, string? mention = null)
    {
        var outlets = BoundedTextBuilder.JoinWithinLimit(
            [
                .. card.Sources.Select(s => SlackText.Escape(s.Name)),
                .. card.MoreSourceCount > 0 ? [$"{card.MoreSourceCount} more"] : Array.Empty<string>(),
            ], ", ", MaxFallbackList);
        var ending = (outlets.Length > 0 ? "\nReported by " + outlets : "") + (mention is null ? "" : "\n" + mention);
        var moreQuotesLength = "\n1000 more quotes in the article".Length;
        var topics = BoundedTextBuilder.JoinWithinLimit(card.Topics.Select(SlackText.Escape), ", ", MaxFallbackList);
        var text = new BoundedTextBuilder(SlackLimits.MaxFallbackText - DisplayText.CountCodePoints(ending) - moreQuotesLength);
        text.TryAppend(topics.Length > 0 ? topics + ": " : "");
        text.TryAppend(DisplayText.TruncateEscaped(VisibleHeadline(card.Headline), MaxFallbackHeadline, SlackText.EscapeMrkdwn));
        if (FormatSummary(card) is { Length: > 0 } summary)
        {
            text.TryAppend($"\n{summary}{(FormatSummaryNote(card) is { Length: > 0 } note ? $" ({note})" : "")}");
        }

        foreach (var figure in card.Figures)
        {
            text.TryAppend("\n" + figure.Format(SlackText.Escape, source => SlackText.Escape(source.Name)));
        }

        var listed = card.Stories.TakeWhile(story => text.TryAppend("\n• " + SlackText.Escape(story.Headline))).Count();
        card = card.WithStories(listed);
        text.TryAppend(card.MoreStoriesText is { } moreStories ? "\n" + moreStories : "");
        var shown = card.WithQuotes([.. card.Quotes.Where(q => text.TryAppend("\n" + SlackText.Escape(q.Line)))]);
        return text + (shown.MoreQuotesText is { } moreQuotes ? "\n" + moreQuotes : "") + ending;
    }

    /// <summary>
    /// A bold link to the article, and when it was published. The label names the outlet, or is the whole headline where the header
    /// truncates it.
    /// </summary>
    private static IEnumerable<SlackBlock> LinkSection(Card card, string? truncatedHeadline, string? mention)
    {
        var link = card.Link is null ? null : SlackText.Escape(card.Link);
        var outlet = truncatedHeadline is not null && NamedSource(card) is { } source ? SlackText.EscapeMrkdwn(source.Name) : "";
        var time = NamedSource(card) is { } named && (named.Published ?? card.Published) is { } published
            ? SlackMarkup.FormatTime(published, card.Now)
            : "";
        var room = SlackLimits.MaxSectionText
            - DisplayText.CountCodePoints(link ?? "")
            - DisplayText.CountCodePoints(outlet)
            - DisplayText.CountCodePoints(time)
            - DisplayText.CountCodePoints(mention ?? "")
            - "*<|>* ·  ·  · ".Length;

        // An address that leaves no room for a label is absurdly long, so it is dropped.
        var hasLink = link is not null && room >= MinLabelLength;
        var label = truncatedHeadline ?? (hasLink ? $"Read at {GetOutlet(card)}" : null);
        var text = label is null ? ""
            : hasLink ? $"*<{link}|{DisplayText.TruncateEscaped(label, room, SlackText.EscapeMrkdwn)}>*"
            : DisplayText.TruncateEscaped(label, SlackLimits.MaxSectionText / 2, SlackText.EscapeMrkdwn);
        string[] parts = [text, hasLink ? outlet : "", hasLink ? time : "", mention ?? ""];
        var line = string.Join(" · ", parts.Where(part => part.Length > 0));
        return line.Length == 0 ? [] : [new SlackBlock.Section(SlackTextObject.Mrkdwn(line))];
    }

    /// <summary>The source that the line with the link names; null where that names a host, or has no link.</summary>
    private static CardSource? NamedSource(Card card) =>
        card.LinkedSource is { } source && SlackText.IsVisible(source.Name)
            && SlackLimits.MaxSectionText - DisplayText.CountCodePoints(SlackText.Escape(source.Link!)) >= MinRoomForLink
            ? source
            : null;

    /// <summary>The name of the outlet that the link belongs to, else the link's host.</summary>
    private static string GetOutlet(Card card) => NamedSource(card)?.Name ?? new Uri(card.Link!).Host;

    /// <summary>The attribution has a line of its own, so that it is easy to find and the quote contains nothing else.</summary>
    private static SlackBlock.RichText ToBlockQuote(CardQuote quote) => new(
    [
        new SlackRichTextQuote(
        [
            new SlackRichTextSpan(quote.Words + "\n— "),
            new SlackRichTextSpan(quote.SpeakerOrUnknown)
            {
                Style = quote.Speaker is null ? null : new SlackRichTextStyle(Bold: true),
            },
            .. quote.AttributionDetails.Count == 0
                ? Array.Empty<SlackRichTextSpan>()
                : [new SlackRichTextSpan(", " + string.Join(", ", quote.AttributionDetails))],
        ]),
    ]);

    /// <summary>Figures on which outlets differ, each with links to the articles; without links where they do not fit.</summary>
    private static IEnumerable<SlackBlock> FiguresSection(Card card)
    {
        var text = new[]
        {
            FormatFigures(card, source => SlackText.Link(source.Name, source.Link)),
            FormatFigures(card, source => SlackText.EscapeMrkdwn(source.Name)),
        }.FirstOrDefault(text => DisplayText.CountCodePoints(text) <= SlackLimits.MaxSectionText) ?? "";
        return text.Length == 0 ? [] : [new SlackBlock.Section(SlackTextObject.Mrkdwn(text))];
    }

    private static string FormatFigures(Card card, Func<CardSource, string> formatSource) =>
        string.Join('\n', card.Figures.Select(figure => figure.Format(SlackText.EscapeMrkdwn, formatSource)));

    private static string FormatTopics(Card card)
    {
        var topics = BoundedTextBuilder.JoinWithinLimit(card.Topics.Select(SlackText.Escape), ", ", SlackLimits.MaxContextText / 3);
        var matched = BoundedTextBuilder.JoinWithinLimit(card.MatchedTerms.Select(SlackText.Escape), ", ", SlackLimits.MaxContextText / 3);
        return string.Join(" · ", new[] { topics, matched.Length > 0 ? "matched: " + matched : "" }.Where(t => t.Length > 0));
    }

    private static string FormatSummary(Card card)
    {
        var text = new BoundedTextBuilder(SlackLimits.MaxSectionText);
        var separator = "";
        foreach (var sentence in card.Summary.Where(s => SlackText.IsVisible(s.Text)))
        {
            if (!text.TryAppend((separator.Length == 0 ? "" : sentence.Separator) + SlackText.Escape(sentence.NamedText)))
            {
                break;
            }

            separator = " ";
        }

        return text.ToString();
    }

    /// <summary>The origin of the summary, e.g. a language model; empty where it is verbatim or not shown.</summary>
    private static string FormatSummaryNote(Card card) => FormatSummary(card).Length > 0 ? SlackText.Escape(card.SummaryNote ?? "") : "";

    /// <summary>Slack gives no address of a message without another request, so the link leads to the article.</summary>
    private static IEnumerable<SlackBlock> EarlierContext(Card card)
    {
        if (card.Earlier is not { } earlier)
        {
            return [];
        }

        var text = "Earlier: " + SlackText.Link(earlier.Headline, earlier.Link);
        return
        [
            new SlackBlock.Context([SlackTextObject.Mrkdwn(DisplayText.CountCodePoints(text) <= SlackLimits.MaxContextText
                ? text
                : "Earlier: " + SlackText.EscapeMrkdwn(earlier.Headline))]),
        ];
    }

    /// <summary>The stories of a digest, as many in one section as fit.</summary>
    private static IEnumerable<SlackBlock> StorySections(Card card)
    {
        var text = new BoundedTextBuilder(SlackLimits.MaxSectionText);
        foreach (var line in card.Stories.Select(story => FormatStory(story, card.Now)))
        {
            if (text.TryAppend(text.ToString().Length == 0 ? line : "\n" + line))
            {
                continue;
            }

            if (text.ToString() is { Length: > 0 } full)
            {
                yield return new SlackBlock.Section(SlackTextObject.Mrkdwn(full));
            }

            text = new BoundedTextBuilder(SlackLimits.MaxSectionText);
            text.TryAppend(line);
        }

        if (text.ToString() is { Length: > 0 } rest)
        {
            yield return new SlackBlock.Section(SlackTextObject.Mrkdwn(rest));
        }

        foreach (var block in PlainContext(card.MoreStoriesText ?? ""))
        {
            yield return block;
        }
    }

    /// <summary>An address that is too long for a section is left out.</summary>
    private static string FormatStory(CardStory story, DateTimeOffset now)
    {
        var details = $" · {SlackText.EscapeMrkdwn(story.Sources)}"
            + (story.Published is { } published ? " · " + SlackMarkup.FormatTime(published, now) : "");
        var line = $"• {SlackText.Link(story.Headline, story.Link)}{details}";
        return DisplayText.CountCodePoints(line) <= SlackLimits.MaxSectionText
            ? line
            : $"• {SlackText.EscapeMrkdwn(story.Headline)}{details}";
    }

    /// <summary>The outlets that the line with the link does not name, and how many publishers there are.</summary>
    private static IEnumerable<SlackBlock> SourcesContext(Card card)
    {
        var others = card.Sources.Where(source => source != NamedSource(card)).ToList();
        var lines = others.Select(source => FormatSource(source, card)).ToList();
        if (card.Sources.Count == 0 && card.Published is { } published)
        {
            lines.Add("published " + SlackMarkup.FormatTime(published, card.Now));
        }

        if (card.MoreSourceCount > 0)
        {
            lines.Add($"+{card.MoreSourceCount} more");
        }

        var coverage = card.PublishersText is not { } publishers ? ""
            : card.Updated is { } updated ? $"updated {SlackMarkup.FormatTimeOfDay(updated)} · {publishers}"
            : publishers;
        var max = SlackLimits.MaxContextText - DisplayText.CountCodePoints(coverage) - 1;
        var text = BoundedTextBuilder.JoinWithinLimit(lines, "\n", max);
        if (text.Length == 0)
        {
            // The first address alone exceeds the limit: show the names without links.
            text = BoundedTextBuilder.JoinWithinLimit(others.Select(s => SlackText.EscapeMrkdwn(s.Name)), "\n", max);
        }

        text = string.Join('\n', new[] { text, coverage }.Where(part => part.Length > 0));
        return text.Length == 0 ? [] : [new SlackBlock.Context([SlackTextObject.Mrkdwn(text)])];
    }

    private static string FormatSource(CardSource source, Card card) =>
        SlackText.Link(source.Name, source.Link)
        + ((source.Published ?? card.Published) is { } published ? " · " + SlackMarkup.FormatTime(published, card.Now) : "");

    private static string VisibleHeadline(string headline) => SlackText.IsVisible(headline) ? headline : UntitledHeadline;

    private static IEnumerable<SlackBlock> PlainSection(string text) =>
        SlackText.IsVisible(text) ? [new SlackBlock.Section(SlackTextObject.Plain(text))] : [];

    private static IEnumerable<SlackBlock> PlainContext(string text) =>
        SlackText.IsVisible(text) ? [new SlackBlock.Context([SlackTextObject.Plain(text)])] : [];
}
