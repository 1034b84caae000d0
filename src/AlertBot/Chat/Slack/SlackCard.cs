using AlertBot.Stories;

namespace AlertBot.Chat.Slack;

/// <summary>
/// A card as Block Kit: the headline as a header, topics, the link, the summary, a block a quote, sources, buttons. What must be verbatim
/// stands in plain_text: docs/decisions/0007-text-from-feeds.md, docs/decisions/0013-slack-cards.md.
/// </summary>
internal static class SlackCard
{
    private const string Unseen = "Untitled";
    private const int MinLabel = 40;

    /// <param name="story">What the buttons are about. Null: none, as for webhooks, whose presses nobody hears.</param>
    /// <param name="mention">A mention that <see cref="SlackMessages"/> made. Null: nobody is mentioned.</param>
    public static IReadOnlyList<SlackBlock> ToBlocks(Card card, StoryId? story = null, string? mention = null)
    {
        var headline = Visible(card.Headline);
        var header = PlainText.Fit(headline, SlackLimits.HeaderText, SlackText.Escape);
        var quotes = card.Quotes.Where(q => PlainText.Count(Quote(q)) <= SlackLimits.SectionText).ToList();
        var shown = card.WithQuotes(quotes);
        return
        [
            new SlackBlock.Header(SlackTextObject.Plain(header)),
            .. Small(Topics(card)),
            .. Lead(card, header == SlackText.Escape(headline) ? null : headline, mention),
            .. Large(Summary(card)),
            .. Small(Note(card)),
            .. quotes.SelectMany(q => Large(Quote(q))),
            .. Small(shown.MoreQuotesText ?? ""),
            .. Sources(shown),
            .. story is { } id ? [SlackStoryButtons.Of(id)] : Array.Empty<SlackBlock>(),
        ];
    }

    /// <summary>What notifications and screen readers tell, which do not read the blocks: never empty, without links and formatting.</summary>
    public static string ToFallback(Card card, string? mention = null)
    {
        var outlets = BoundedText.Join([.. card.Sources.Select(s => SlackText.Escape(s.Name)), .. card.MoreSources > 0 ? [$"{card.MoreSources} more"] : Array.Empty<string>()], ", ", 500);
        var tail = (outlets.Length > 0 ? "\nReported by " + outlets : "") + (mention is null ? "" : "\n" + mention);
        var more = "\n1000 more quotes in the article".Length;
        var topics = BoundedText.Join(card.Topics.Select(SlackText.Escape), ", ", 500);
        var text = new BoundedText(SlackLimits.FallbackText - PlainText.Count(tail) - more);
        text.TryAppend(topics.Length > 0 ? topics + ": " : "");
        text.TryAppend(PlainText.Fit(Visible(card.Headline), 1_500, SlackText.EscapeMarks));
        text.TryAppend(Summary(card) is { Length: > 0 } summary ? $"\n{summary}{(Note(card) is { Length: > 0 } note ? $" ({note})" : "")}" : "");

        var shown = card.WithQuotes([.. card.Quotes.Where(q => text.TryAppend("\n" + SlackText.Escape(q.Line)))]);
        return text + (shown.MoreQuotesText is { } words ? "\n" + words : "") + tail;
    }

    /// <summary>The link, the first thing to press: to the outlet, or where the header has no room for it the whole headline.</summary>
    private static IEnumerable<SlackBlock> Lead(Card card, string? headline, string? mention)
    {
        var link = card.Link is null ? null : SlackText.Escape(card.Link);
        var room = SlackLimits.SectionText - PlainText.Count(link ?? "") - PlainText.Count(mention ?? "") - "*<|>* · ".Length;

        // An address that leaves no room for a label is none that an outlet gives.
        var label = headline ?? (link is null || room < MinLabel ? null : $"Read at {Outlet(card)}");
        var text = label is null ? ""
            : link is null || room < MinLabel ? PlainText.Fit(label, SlackLimits.SectionText / 2, SlackText.EscapeMarks)
            : $"*<{link}|{PlainText.Fit(label, room, SlackText.EscapeMarks)}>*";
        var lead = string.Join(" · ", new[] { text, mention ?? "" }.Where(t => t.Length > 0));
        return lead.Length == 0 ? [] : [new SlackBlock.Section(SlackTextObject.Marked(lead))];
    }

    private static string Outlet(Card card) =>
        card.Sources.FirstOrDefault(s => s.Link == card.Link) is { } source && SlackText.IsVisible(source.Name) ? source.Name : new Uri(card.Link!).Host;

    /// <summary>Who said it stands on a line of its own: it is found at a glance, and the words stay alone.</summary>
    private static string Quote(CardQuote quote) => SlackText.Escape(quote.Words) + (quote.Attribution is { } who ? "\n— " + SlackText.Escape(who) : "");

    private static string Topics(Card card)
    {
        var topics = BoundedText.Join(card.Topics.Select(SlackText.Escape), ", ", SlackLimits.ContextText / 3);
        var matched = BoundedText.Join(card.Matched.Select(SlackText.Escape), ", ", SlackLimits.ContextText / 3);
        return string.Join(" · ", new[] { topics, matched.Length > 0 ? "matched: " + matched : "" }.Where(t => t.Length > 0));
    }

    private static string Summary(Card card)
    {
        var text = new BoundedText(SlackLimits.SectionText);
        var separator = "";
        foreach (var sentence in card.Summary.Where(SlackText.IsVisible).TakeWhile(s => text.TryAppend(separator + SlackText.Escape(s))))
        {
            separator = " ";
        }

        return text.ToString();
    }

    /// <summary>Whose words the summary is; empty where it is verbatim or none is shown.</summary>
    private static string Note(Card card) => Summary(card).Length > 0 ? SlackText.Escape(card.SummaryNote ?? "") : "";

    private static IEnumerable<SlackBlock> Sources(Card card)
    {
        var lines = card.Sources.Select(s => SlackText.Link(s.Name, s.Link) + ((s.Published ?? card.Published) is { } at ? " · " + SlackRichText.Time(at, card.Now) : "")).ToList();
        if (lines.Count == 0 && card.Published is { } published)
        {
            lines.Add("published " + SlackRichText.Time(published, card.Now));
        }

        if (card.MoreSources > 0)
        {
            lines.Add($"+{card.MoreSources} more");
        }

        // One absurdly long address gives way to the outlet's name.
        var text = BoundedText.Join(lines, "\n", SlackLimits.ContextText);
        text = text.Length > 0 ? text : BoundedText.Join(card.Sources.Select(s => SlackText.EscapeMarks(s.Name)), "\n", SlackLimits.ContextText);
        return text.Length == 0 ? [] : [new SlackBlock.Context([SlackTextObject.Marked(text)])];
    }

    private static string Visible(string headline) => SlackText.IsVisible(headline) ? headline : Unseen;

    private static IEnumerable<SlackBlock> Large(string text) =>
        SlackText.IsVisible(text) ? [new SlackBlock.Section(SlackTextObject.Plain(text))] : [];

    private static IEnumerable<SlackBlock> Small(string text) =>
        SlackText.IsVisible(text) ? [new SlackBlock.Context([SlackTextObject.Plain(text)])] : [];
}
