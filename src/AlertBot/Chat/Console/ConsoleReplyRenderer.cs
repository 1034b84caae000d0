using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Content;
using AlertBot.Text;
using Spectre.Console;
using static AlertBot.Chat.Content.RichText;
using Piece = AlertBot.Chat.Console.ConsoleLine.Piece;

namespace AlertBot.Chat.Console;

/// <summary>Renders the reply to a command as lines of text.</summary>
/// <param name="isTerminal">
/// True: commands are coloured and links are clickable. False: commands are in backticks and links are written out.
/// </param>
internal sealed class ConsoleReplyRenderer(bool isTerminal, DateTimeOffset now)
{
    /// <summary>Columns that an item of a list is indented.</summary>
    private const int Indent = 2;

    private static readonly RichText ButtonAlternatives = RichText.Of(
        "For more quotes: ", CommandUsage.ToCode("quotes"), ". To see why a story was posted: ", CommandUsage.ToCode("why LINK"));

    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private static readonly Style Command = new(Color.Aqua);
    private static readonly Style Dim = new(Color.Grey);
    private static readonly Style Mistake = new(Color.Red);
    private static readonly Style Words = new(Color.Yellow);

    public IReadOnlyList<ConsoleLine> Render(Reply reply) =>
    [
        .. reply.Blocks.SelectMany((block, i) => Render(block, reply.IsMistake ? Mistake : Style.Plain, isFirst: i == 0)),

        // The console has no buttons.
        .. reply.Blocks.Any(block => block is ReplyBlock.Story) ? [Line(0, ButtonAlternatives, Dim)] : Array.Empty<ConsoleLine>(),
    ];

    private IEnumerable<ConsoleLine> Render(ReplyBlock block, Style plain, bool isFirst) => block switch
    {
        ReplyBlock.Heading heading => [new ConsoleLine(0, [new Piece(DisplayText.Clean(heading.Text), Heading)])],
        ReplyBlock.Paragraph paragraph => [Line(0, paragraph.Text, plain)],
        ReplyBlock.Item item => [Line(Indent, item.Text with { Spans = ["- ", .. item.Text.Spans] }, Style.Plain)],
        ReplyBlock.Hint hint => [Line(0, hint.Text, Dim)],
        ReplyBlock.Quotation quotation => [RenderQuotation(quotation)],
        ReplyBlock.Story story => RenderStory(story, isFirst),
        _ => throw new InvalidOperationException($"Unknown block: {block}"),
    };

    private static IEnumerable<ConsoleLine> RenderStory(ReplyBlock.Story story, bool isFirst) =>
        isFirst ? ConsoleCardRenderer.Render(story.Card) : [new ConsoleLine(0, []), .. ConsoleCardRenderer.Render(story.Card)];

    private static ConsoleLine RenderQuotation(ReplyBlock.Quotation quotation)
    {
        var attribution = quotation.Quote.Attribution is { } known ? " — " + known : "";
        var link = quotation.Source.Link;
        var source = link is null ? quotation.Source.Name : $"{quotation.Source.Name} {link}";
        return new ConsoleLine(
            Indent, [new Piece(quotation.Quote.Words, Words), new Piece($"{attribution} ({source})", Dim, link)]);
    }

    private ConsoleLine Line(int indent, RichText text, Style style) =>
        new(indent, [.. text.Spans.Select(span => RenderSpan(span, style))]);

    private Piece RenderSpan(Span span, Style style) => span switch
    {
        Span.Plain plain => new Piece(Clean(plain.Text), style),
        Span.Strong strong => new Piece(Clean(strong.Text), new Style(style.Foreground, decoration: Decoration.Bold)),
        Span.Code code => isTerminal ? new Piece(Clean(code.Text), Command) : new Piece($"`{Clean(code.Text)}`", Command),
        Span.Link link when WebLink.Sanitize(link.Url) is { } url =>
            isTerminal ? new Piece(Clean(link.Label), style, url) : new Piece($"{Clean(link.Label)} ({url})", style),
        Span.Link link => new Piece(Clean(link.Label), style),
        Span.RelativeTime ago => new Piece(Humanize.Age(ago.At, now), style),
        Span.DestinationLink { Destination: var destination } => new Piece(
            destination.Platform == DestinationAddress.Console.Platform ? "the console" : Clean(destination.ToString()), style),
        _ => throw new InvalidOperationException($"Unknown span: {span}"),
    };

    /// <summary>Removes control characters. A space at either end separates the span from the next one and stays.</summary>
    private static string Clean(string text)
    {
        var clean = DisplayText.Clean(text);
        return clean.Length == 0 ? (text.Any(char.IsWhiteSpace) ? " " : "")
            : (char.IsWhiteSpace(text[0]) ? " " : "") + clean + (char.IsWhiteSpace(text[^1]) ? " " : "");
    }
}
