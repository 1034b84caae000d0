using AlertBot.Chat.Content;
using AlertBot.Text;
using Spectre.Console;
using Piece = AlertBot.Chat.Console.ConsoleLine.Piece;

namespace AlertBot.Chat.Console;

/// <summary>Renders a card as lines of text.</summary>
internal static class ConsoleCardRenderer
{
    /// <summary>Columns that a quote is indented.</summary>
    private const int QuoteIndent = 2;

    private static readonly Style Headline = new(decoration: Decoration.Bold);
    private static readonly Style Topic = new(Color.Aqua);
    private static readonly Style Dim = new(Color.Grey);
    private static readonly Style Words = new(Color.Yellow);
    private static readonly Style Plain = Style.Plain;

    public static IReadOnlyList<ConsoleLine> Render(Card card)
    {
        List<ConsoleLine> lines = [RenderHeadline(card)];
        if (card.Link is { } link)
        {
            lines.Add(Line(0, new Piece(link, Dim, link)));
        }

        lines.AddRange(RenderSummary(card));

        if (card.SummaryNote is { } note)
        {
            lines.Add(Line(0, new Piece(note, Dim)));
        }

        lines.AddRange(card.Figures.Select(figure =>
            Line(0, new Piece(figure.Format(text => text, source => source.Name), Plain))));
        if (card.Earlier is { } earlier)
        {
            lines.Add(Line(0, new Piece($"Earlier: {earlier.Headline}", Dim, earlier.Link)));
        }

        lines.AddRange(card.Stories.Select(story => RenderStory(story, card)));
        if (card.MoreStoriesText is { } moreStories)
        {
            lines.Add(Line(QuoteIndent, new Piece(moreStories, Dim)));
        }

        lines.AddRange(card.Quotes.Select(RenderQuote));
        if (card.MoreQuotesText is { } more)
        {
            lines.Add(Line(QuoteIndent, new Piece(more, Dim)));
        }

        lines.AddRange(Footer(card));
        return lines;
    }

    private static ConsoleLine RenderHeadline(Card card)
    {
        var headline = new Piece(card.Headline, Headline, card.Link);
        return card.Topics.Count == 0
            ? Line(0, headline)
            : Line(0, new Piece($"[{string.Join(", ", card.Topics)}]", Topic), new Piece(" ", Plain), headline);
    }

    private static ConsoleLine RenderStory(CardStory story, Card card) => Line(
        QuoteIndent,
        new Piece("- ", Plain),
        new Piece(story.Headline, Plain, story.Link),
        new Piece($" ({story.Sources}{FormatAge(card, story.Published, ", ")})", Dim));

    /// <summary>One line, and one for each further outlet.</summary>
    private static IEnumerable<ConsoleLine> RenderSummary(Card card)
    {
        var text = string.Concat(card.Summary.Select((sentence, i) => (i == 0 ? "" : sentence.Separator) + sentence.NamedText));
        return text.Length == 0 ? [] : text.Split('\n').Select(line => Line(0, new Piece(line, Plain)));
    }

    private static ConsoleLine RenderQuote(CardQuote quote) =>
        Line(QuoteIndent, new Piece(quote.Words, Words), new Piece(" — " + quote.Attribution, Plain));

    /// <summary>“BBC World, 5 min ago · Reuters, 3 min ago · updated 2 min ago · 2 publishers (1 independent) · matched: truce”.</summary>
    private static IEnumerable<ConsoleLine> Footer(Card card)
    {
        var pieces = card.Sources.Select(
            source => new Piece(source.Name + FormatAge(card, source.Published ?? card.Published, ", "), Dim, source.Link)).ToList();
        if (pieces.Count == 0 && card.Published is not null)
        {
            pieces.Add(new Piece(FormatAge(card, card.Published, "published "), Dim));
        }

        if (card.MoreSourceCount > 0)
        {
            pieces.Add(new Piece($"+{card.MoreSourceCount} more", Dim));
        }

        if (card.Updated is { } updated)
        {
            pieces.Add(new Piece("updated " + Humanize.Age(updated, card.Now), Dim));
        }

        if (card.PublishersText is { } publishers)
        {
            pieces.Add(new Piece(publishers, Dim));
        }

        if (card.MatchedTerms.Count > 0)
        {
            pieces.Add(new Piece("matched: " + string.Join(", ", card.MatchedTerms), Dim));
        }

        return pieces.Count == 0
            ? []
            : [Line(0, [.. pieces.SelectMany((piece, i) => i == 0 ? new[] { piece } : [new Piece(" · ", Dim), piece])])];
    }

    private static string FormatAge(Card card, DateTimeOffset? published, string before) =>
        published is null ? "" : before + Humanize.Age(published.Value, card.Now);

    private static ConsoleLine Line(int indent, params IReadOnlyList<Piece> pieces) => new(indent, pieces);
}
