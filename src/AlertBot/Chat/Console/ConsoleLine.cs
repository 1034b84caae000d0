using Spectre.Console;
using Spectre.Console.Rendering;

namespace AlertBot.Chat.Console;

/// <summary>One line of an alert: pieces of text, each with its look, behind an indent.</summary>
internal sealed record ConsoleLine(int Indent, IReadOnlyList<ConsoleLine.Piece> Pieces)
{
    internal readonly record struct Piece(string Text, Style Style, string? Link = null);

    public string ToPlain() => new string(' ', Indent) + string.Concat(Pieces.Select(p => p.Text));

    /// <summary>A paragraph of styled pieces, not markup: nothing in the text is read as a command, so nothing needs escaping.</summary>
    public IRenderable ToTerminal()
    {
        var paragraph = new Paragraph();
        foreach (var piece in Pieces)
        {
            paragraph.Append(piece.Text, piece.Style, piece.Link is null ? null : new Link(piece.Link));
        }

        return Indent == 0 ? paragraph : new Padder(paragraph, new Padding(Indent, 0, 0, 0));
    }
}
