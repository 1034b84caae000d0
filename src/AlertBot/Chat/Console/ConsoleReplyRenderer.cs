using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using Spectre.Console;
using static AlertBot.Chat.Content.RichText;
using Piece = AlertBot.Chat.Console.ConsoleLine.Piece;

namespace AlertBot.Chat.Console;

/// <summary>The answer to a command as lines of text.</summary>
/// <param name="isTerminal">What can be typed is told by its colour; else it stands in backticks.</param>
internal sealed class ConsoleReplyRenderer(bool isTerminal, DateTimeOffset now)
{
    private const int Indent = 2;

    private static readonly RichText ButtonAlternatives = RichText.Of(
        CommandUsage.ToCode("quotes"), " shows more quotes, ", CommandUsage.ToCode("why"), " and a link why a story was told here.");

    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private static readonly Style Typed = new(Color.Aqua);
    private static readonly Style Quiet = new(Color.Grey);
    private static readonly Style Mistake = new(Color.Red);
    private static readonly Style Words = new(Color.Yellow);

    public IReadOnlyList<ConsoleLine> Lines(Reply reply) =>
    [
        .. reply.Blocks.SelectMany((block, i) => Lines(block, reply.IsMistake ? Mistake : Style.Plain, isFirst: i == 0)),

        // What the buttons of a card do elsewhere.
        .. reply.Blocks.Any(block => block is ReplyBlock.Story) ? [Line(0, ButtonAlternatives, Quiet)] : Array.Empty<ConsoleLine>(),
    ];

    private IEnumerable<ConsoleLine> Lines(ReplyBlock block, Style plain, bool isFirst) => block switch
    {
        ReplyBlock.Heading heading => [new ConsoleLine(0, [new Piece(DisplayText.Clean(heading.Text), Heading)])],
        ReplyBlock.Paragraph paragraph => [Line(0, paragraph.Text, plain)],
        ReplyBlock.Item item => [Line(Indent, item.Text with { Spans = ["- ", .. item.Text.Spans] }, Style.Plain)],
        ReplyBlock.Hint hint => [Line(0, hint.Text, Quiet)],
        ReplyBlock.Quotation quotation => [RenderQuotation(quotation)],
        ReplyBlock.Story story => Story(story, isFirst),
        _ => throw new InvalidOperationException($"{block} is no block of a reply"),
    };

    private static IEnumerable<ConsoleLine> Story(ReplyBlock.Story story, bool isFirst) =>
        isFirst ? ConsoleCardRenderer.Lines(story.Card) : [new ConsoleLine(0, []), .. ConsoleCardRenderer.Lines(story.Card)];

    private static ConsoleLine RenderQuotation(ReplyBlock.Quotation quotation)
    {
        var who = quotation.Quote.Attribution is { } attribution ? " — " + attribution : "";
        var link = quotation.Source.Link;
        return new ConsoleLine(Indent,
            [new Piece(quotation.Quote.Words, Words),
                new Piece($"{who} ({quotation.Source.Name}{(link is null ? "" : " " + link)})", Quiet, link)]);
    }

    private ConsoleLine Line(int indent, RichText text, Style style) =>
        new(indent, [.. text.Spans.Select(span => RenderSpan(span, style))]);

    private Piece RenderSpan(Span span, Style style) => span switch
    {
        Span.Plain plain => new Piece(Clean(plain.Text), style),
        Span.Strong strong => new Piece(Clean(strong.Text), new Style(style.Foreground, decoration: Decoration.Bold)),
        Span.Code code => isTerminal ? new Piece(Clean(code.Text), Typed) : new Piece($"`{Clean(code.Text)}`", Typed),
        Span.Link link when WebLink.Sanitize(link.Url) is { } url =>
            isTerminal ? new Piece(Clean(link.Label), style, url) : new Piece($"{Clean(link.Label)} ({url})", style),
        Span.Link link => new Piece(Clean(link.Label), style),
        Span.RelativeTime ago => new Piece(RelativeTime.Format(ago.At, now), style),
        Span.DestinationLink place =>
            new Piece(place.Destination.Platform == DestinationAddress.Console.Platform ? "this console"
                : Clean(place.Destination.ToString()), style),
        _ => throw new InvalidOperationException($"{span} is no piece of text"),
    };

    /// <summary>Without what a terminal obeys; a space at either end parts it from its neighbours and stays.</summary>
    private static string Clean(string text)
    {
        var clean = DisplayText.Clean(text);
        return clean.Length == 0 ? (text.Any(char.IsWhiteSpace) ? " " : "")
            : (char.IsWhiteSpace(text[0]) ? " " : "") + clean + (char.IsWhiteSpace(text[^1]) ? " " : "");
    }
}
