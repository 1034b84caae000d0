namespace AlertBot.Chat.Slack;

/// <summary>
/// A card as Block Kit: the linked headline, topics, summary, a block a quote, sources. What must be verbatim stands in
/// plain_text, see docs/decisions/0007-text-from-feeds.md.
/// </summary>
internal static class SlackCard
{
    public static IReadOnlyList<SlackBlock> ToBlocks(Card card)
    {
        var blocks = new List<SlackBlock> { Headline(card) };
        blocks.AddRange(Small(Topics(card)));
        if (Summary(card) is { Length: > 0 } summary)
        {
            blocks.Add(new SlackBlock.Section(SlackTextObject.Plain(summary)));
        }

        var quotes = card.Quotes.Where(q => PlainText.Count(SlackText.Escape(q.Line)) <= SlackLimits.SectionText).ToList();
        blocks.AddRange(quotes.Select(q => new SlackBlock.Section(SlackTextObject.Plain(SlackText.Escape(q.Line)))));

        var shown = card.WithQuotes(quotes);
        blocks.AddRange(Small(shown.MoreQuotesText ?? ""));
        blocks.AddRange(Sources(shown));
        return blocks;
    }

    /// <summary>What notifications and screen readers tell: never empty.</summary>
    public static string ToFallback(Card card)
    {
        var text = new BoundedText(SlackLimits.FallbackText);
        text.TryAppend(PlainText.Fit(card.Headline, SlackLimits.FallbackText / 2, SlackText.EscapeMarks));
        foreach (var line in new[] { Topics(card), Summary(card) }.Concat(card.Quotes.Select(q => SlackText.Escape(q.Line))).Where(l => l.Length > 0))
        {
            text.TryAppend("\n" + line);
        }

        return text.ToString();
    }

    private static SlackBlock Headline(Card card)
    {
        var link = card.Link is null || PlainText.Count(SlackText.Escape(card.Link)) > SlackLimits.SectionText / 2 ? null : card.Link;
        var label = PlainText.Fit(card.Headline, SlackLimits.SectionText / 3, SlackText.EscapeMarks);
        return new SlackBlock.Section(SlackTextObject.Marked(link is null ? $"*{label}*" : $"*<{SlackText.Escape(link)}|{label}>*"));
    }

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
        foreach (var sentence in card.Summary.TakeWhile(s => text.TryAppend(separator + SlackText.Escape(s))))
        {
            separator = " ";
        }

        return text.ToString();
    }

    private static IEnumerable<SlackBlock> Sources(Card card)
    {
        var lines = card.Sources.Select(s => SlackText.Link(s.Name, s.Link) + Time(s.Published ?? card.Published, card.Now, " · ")).ToList();
        if (lines.Count == 0 && card.Published is not null)
        {
            lines.Add("published " + Time(card.Published, card.Now, ""));
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

    /// <summary>Counted by the client: https://docs.slack.dev/messaging/formatting-message-text#date-formatting</summary>
    private static string Time(DateTimeOffset? published, DateTimeOffset now, string before) =>
        published is null ? "" : $"{before}<!date^{published.Value.ToUnixTimeSeconds()}^{{ago}}|{Ago.Of(published.Value, now)}>";

    private static IEnumerable<SlackBlock> Small(string text) =>
        text.Length == 0 ? [] : [new SlackBlock.Context([SlackTextObject.Plain(text)])];
}
