using AlertBot.Chat.Content;
using Spectre.Console;
using Piece = AlertBot.Chat.Console.ConsoleLine.Piece;

namespace AlertBot.Chat.Console;

/// <summary>A card as lines of text.</summary>
internal static class ConsoleCardRenderer
{
    private const int QuoteIndent = 2;

    private static readonly Style Headline = new(decoration: Decoration.Bold);
    private static readonly Style Topic = new(Color.Aqua);
    private static readonly Style Quiet = new(Color.Grey);
    private static readonly Style Words = new(Color.Yellow);
    private static readonly Style Plain = Style.Plain;

    public static IReadOnlyList<ConsoleLine> Lines(Card card)
    {
        List<ConsoleLine> lines = [RenderHeadline(card)];
        if (card.Link is { } link)
        {
            lines.Add(Line(0, new Piece(link, Quiet, link)));
        }

        if (card.Summary.Count > 0)
        {
            lines.Add(Line(0, new Piece(string.Join(' ', card.Summary), Plain)));
        }

        if (card.SummaryNote is { } note)
        {
            lines.Add(Line(0, new Piece(note, Quiet)));
        }

        lines.AddRange(card.Quotes.Select(RenderQuote));
        if (card.MoreQuotesText is { } more)
        {
            lines.Add(Line(QuoteIndent, new Piece(more, Quiet)));
        }

        lines.AddRange(Footer(card));
        return lines;
    }

    private static ConsoleLine RenderHeadline(Card card)
    {
        var topics = card.Topics.Count == 0 ? [] : new[] { new Piece($"[{string.Join(", ", card.Topics)}]", Topic), new Piece(" ", Plain) };
        return Line(0, [.. topics, new Piece(card.Headline, Headline, card.Link)]);
    }

    private static ConsoleLine RenderQuote(CardQuote quote)
    {
        var words = new Piece(quote.Words, Words);
        return quote.Attribution is { } who ? Line(QuoteIndent, words, new Piece(" — " + who, Plain)) : Line(QuoteIndent, words);
    }

    /// <summary>“BBC World, 5 min ago · Reuters, 3 min ago · matched: truce”.</summary>
    private static IEnumerable<ConsoleLine> Footer(Card card)
    {
        var pieces = card.Sources.Select(s => new Piece(s.Name + Age(card, s.Published ?? card.Published, ", "), Quiet, s.Link)).ToList();
        if (pieces.Count == 0 && card.Published is not null)
        {
            pieces.Add(new Piece(Age(card, card.Published, "published "), Quiet));
        }

        if (card.MoreSourceCount > 0)
        {
            pieces.Add(new Piece($"+{card.MoreSourceCount} more", Quiet));
        }

        if (card.MatchedTerms.Count > 0)
        {
            pieces.Add(new Piece("matched: " + string.Join(", ", card.MatchedTerms), Quiet));
        }

        return pieces.Count == 0 ? [] : [Line(0, [.. pieces.SelectMany((p, i) => i == 0 ? new[] { p } : [new Piece(" · ", Quiet), p])])];
    }

    private static string Age(Card card, DateTimeOffset? published, string before) =>
        published is null ? "" : before + RelativeTime.Format(published.Value, card.Now);

    private static ConsoleLine Line(int indent, params IReadOnlyList<Piece> pieces) => new(indent, pieces);
}
