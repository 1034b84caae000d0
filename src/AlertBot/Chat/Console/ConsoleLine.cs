using Spectre.Console;
using Spectre.Console.Rendering;

namespace AlertBot.Chat.Console;

/// <summary>One indented line: styled pieces of text.</summary>
/// <param name="Indent">In columns.</param>
internal sealed record ConsoleLine(int Indent, IReadOnlyList<ConsoleLine.Piece> Pieces)
{
    internal readonly record struct Piece(string Text, Style Style, string? Link = null);

    public string ToPlain() => new string(' ', Indent) + string.Concat(Pieces.Select(piece => piece.Text));

    /// <summary>Uses styled pieces instead of Spectre's markup, so that no text needs escaping.</summary>
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
