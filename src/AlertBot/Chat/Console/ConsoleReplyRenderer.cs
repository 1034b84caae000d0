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
        var attribution = " — " + quotation.Quote.Attribution;
        var link = quotation.Source.Link;
        var source = link is null ? quotation.Source.Name : $"{quotation.Source.Name} {link}";
        return new ConsoleLine(
            Indent, [new Piece(quotation.Quote.Words, Words), new Piece($"{attribution} ({source})", Dim, link)]);
    }

    private ConsoleLine Line(int indent, RichText text, Style style) =>
        new(indent, [.. text.Spans.Select(span => RenderSpan(span, style))]);

    private Piece RenderSpan(Span span, Style style) => span switch
    {
        Span.Plain plain => ToPiece(plain.Text, style),
        Span.Strong strong => ToPiece(strong.Text, new Style(style.Foreground, decoration: Decoration.Bold)),
        Span.Code code => isTerminal ? ToPiece(code.Text, Command) : ToPiece($"`{DisplayText.CleanSpan(code.Text)}`", Command),
        Span.Link link => RenderLink(link, style),
        Span.RelativeTime time => new Piece(Humanize.Age(time.At, now), style),
        Span.DestinationLink link when link.Destination == DestinationAddress.Console => new Piece("the console", style),
        Span.DestinationLink link => ToPiece(link.Destination.ToString(), style),
        _ => throw new InvalidOperationException($"Unknown span: {span}"),
    };

    private Piece RenderLink(Span.Link link, Style style) => WebLink.Sanitize(link.Url) switch
    {
        null => ToPiece(link.Label, style),
        var url when isTerminal => ToPiece(link.Label, style) with { Link = url },
        var url => ToPiece($"{DisplayText.CleanSpan(link.Label)} ({url})", style),
    };

    private static Piece ToPiece(string text, Style style) => new(DisplayText.CleanSpan(text), style);
}
