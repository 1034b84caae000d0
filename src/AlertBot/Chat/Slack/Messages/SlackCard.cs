using AlertBot.Chat.Content;
using AlertBot.Stories;

namespace AlertBot.Chat.Slack.Messages;

/// <summary>
/// A card as Block Kit: the headline as a header, topics, the link, the summary, a block a quote, sources, buttons. What must be verbatim
/// stands in plain_text: docs/decisions/0007-text-from-feeds.md, docs/decisions/0013-slack-cards.md.
/// </summary>
internal static class SlackCard
{
    private const string UntitledHeadline = "Untitled";
    private const int MinLabelLength = 40;

    /// <param name="story">What the buttons are about. Null: none, as for webhooks, whose presses nobody hears.</param>
    /// <param name="mention">A mention that <see cref="SlackAlertMessage"/> made. Null: nobody is mentioned.</param>
    public static IReadOnlyList<SlackBlock> ToBlocks(Card card, StoryId? story = null, string? mention = null)
    {
        var headline = VisibleHeadline(card.Headline);
        var header = DisplayText.TruncateEscaped(headline, SlackLimits.MaxHeaderText, SlackText.Escape);
        var quotes = card.Quotes.Where(q => DisplayText.CountCodePoints(FormatQuote(q)) <= SlackLimits.MaxSectionText).ToList();
        var shown = card.WithQuotes(quotes);
        return
        [
            new SlackBlock.Header(SlackTextObject.Plain(header)),
            .. PlainContext(FormatTopics(card)),
            .. LinkSection(card, header == SlackText.Escape(headline) ? null : headline, mention),
            .. PlainSection(FormatSummary(card)),
            .. PlainContext(FormatSummaryNote(card)),
            .. quotes.SelectMany(q => PlainSection(FormatQuote(q))),
            .. PlainContext(shown.MoreQuotesText ?? ""),
            .. SourcesContext(shown),
            .. story is { } id ? [SlackStoryButtons.Create(id)] : Array.Empty<SlackBlock>(),
        ];
    }

    /// <summary>
    /// What notifications and screen readers tell, which do not read the blocks: never empty, without links and formatting.
    /// </summary>
    public static string ToFallback(Card card, string? mention = null)
    {
        var outlets = BoundedTextBuilder.JoinWithinLimit(
            [.. card.Sources.Select(s => SlackText.Escape(s.Name)),
                .. card.MoreSourceCount > 0 ? [$"{card.MoreSourceCount} more"] : Array.Empty<string>()], ", ", 500);
        var tail = (outlets.Length > 0 ? "\nReported by " + outlets : "") + (mention is null ? "" : "\n" + mention);
        var more = "\n1000 more quotes in the article".Length;
        var topics = BoundedTextBuilder.JoinWithinLimit(card.Topics.Select(SlackText.Escape), ", ", 500);
        var text = new BoundedTextBuilder(SlackLimits.MaxFallbackText - DisplayText.CountCodePoints(tail) - more);
        text.TryAppend(topics.Length > 0 ? topics + ": " : "");
        text.TryAppend(DisplayText.TruncateEscaped(VisibleHeadline(card.Headline), 1_500, SlackText.EscapeMrkdwn));
        text.TryAppend(
            FormatSummary(card) is { Length: > 0 } summary
                ? $"\n{summary}{(FormatSummaryNote(card) is { Length: > 0 } note ? $" ({note})" : "")}" : "");

        var shown = card.WithQuotes([.. card.Quotes.Where(q => text.TryAppend("\n" + SlackText.Escape(q.Line)))]);
        return text + (shown.MoreQuotesText is { } words ? "\n" + words : "") + tail;
    }

    /// <summary>The link, the first thing to press: to the outlet, or where the header has no room for it the whole headline.</summary>
    private static IEnumerable<SlackBlock> LinkSection(Card card, string? headline, string? mention)
    {
        var link = card.Link is null ? null : SlackText.Escape(card.Link);
        var room = SlackLimits.MaxSectionText - DisplayText.CountCodePoints(link ?? "") - DisplayText.CountCodePoints(
            mention ?? "") - "*<|>* · ".Length;

        // An address that leaves no room for a label is none that an outlet gives.
        var label = headline ?? (link is null || room < MinLabelLength ? null : $"Read at {Outlet(card)}");
        var text = label is null ? ""
            : link is null || room < MinLabelLength
                ? DisplayText.TruncateEscaped(label, SlackLimits.MaxSectionText / 2, SlackText.EscapeMrkdwn)
            : $"*<{link}|{DisplayText.TruncateEscaped(label, room, SlackText.EscapeMrkdwn)}>*";
        var lead = string.Join(" · ", new[] { text, mention ?? "" }.Where(t => t.Length > 0));
        return lead.Length == 0 ? [] : [new SlackBlock.Section(SlackTextObject.Mrkdwn(lead))];
    }

    private static string Outlet(Card card) =>
        card.Sources.FirstOrDefault(s => s.Link == card.Link) is { } source && SlackText.IsVisible(source.Name) ? source.Name
            : new Uri(card.Link!).Host;

    /// <summary>Who said it stands on a line of its own: it is found at a glance, and the words stay alone.</summary>
    private static string FormatQuote(CardQuote quote) =>
        SlackText.Escape(quote.Words) + (quote.Attribution is { } who ? "\n— " + SlackText.Escape(who) : "");

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
        foreach (var sentence in card.Summary.Where(SlackText.IsVisible).TakeWhile(s => text.TryAppend(separator + SlackText.Escape(s))))
        {
            separator = " ";
        }

        return text.ToString();
    }

    /// <summary>Whose words the summary is; empty where it is verbatim or none is shown.</summary>
    private static string FormatSummaryNote(Card card) => FormatSummary(card).Length > 0 ? SlackText.Escape(card.SummaryNote ?? "") : "";

    private static IEnumerable<SlackBlock> SourcesContext(Card card)
    {
        var lines = card.Sources.Select(
            s => SlackText.Link(s.Name, s.Link)
                + ((s.Published ?? card.Published) is { } at ? " · " + SlackMrkdwn.FormatTime(at, card.Now) : "")).ToList();
        if (lines.Count == 0 && card.Published is { } published)
        {
            lines.Add("published " + SlackMrkdwn.FormatTime(published, card.Now));
        }

        if (card.MoreSourceCount > 0)
        {
            lines.Add($"+{card.MoreSourceCount} more");
        }

        // One absurdly long address gives way to the outlet's name.
        var text = BoundedTextBuilder.JoinWithinLimit(lines, "\n", SlackLimits.MaxContextText);
        text = text.Length > 0 ? text
            : BoundedTextBuilder.JoinWithinLimit(card.Sources.Select(s => SlackText.EscapeMrkdwn(s.Name)), "\n",
                SlackLimits.MaxContextText);
        return text.Length == 0 ? [] : [new SlackBlock.Context([SlackTextObject.Mrkdwn(text)])];
    }

    private static string VisibleHeadline(string headline) => SlackText.IsVisible(headline) ? headline : UntitledHeadline;

    private static IEnumerable<SlackBlock> PlainSection(string text) =>
        SlackText.IsVisible(text) ? [new SlackBlock.Section(SlackTextObject.Plain(text))] : [];

    private static IEnumerable<SlackBlock> PlainContext(string text) =>
        SlackText.IsVisible(text) ? [new SlackBlock.Context([SlackTextObject.Plain(text)])] : [];
}
