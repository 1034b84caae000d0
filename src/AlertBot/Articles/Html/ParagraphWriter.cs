using System.Text;
using AlertBot.Text;
using AngleSharp.Dom;

namespace AlertBot.Articles.Html;

/// <summary>
/// Writes the text of a node as paragraphs: one for each block, with single spaces. A single line break within a block is kept.
/// </summary>
internal sealed class ParagraphWriter
{
    private static readonly HashSet<string> BlockElements = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    };

    private static readonly HashSet<string> IgnoredElements = new(StringComparer.Ordinal)
    {
        "audio", "button", "canvas", "embed", "figcaption", "head", "iframe", "input", "map", "noframes", "noscript", "object", "option",
        "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "video",
    };

    private readonly List<string> _paragraphs = [];
    private readonly StringBuilder _line = new();

    private ParagraphWriter()
    {
    }

    /// <returns>The paragraphs of a node in order; none is empty.</returns>
    /// <remarks>Recursive; <see cref="BoundedHtmlParser"/> bounds the depth.</remarks>
    public static IReadOnlyList<string> Write(INode node)
    {
        var writer = new ParagraphWriter();
        writer.Visit(node);
        writer.EndParagraph();
        return writer._paragraphs;
    }

    private void Visit(INode node)
    {
        if (node is IText text)
        {
            Append(text.Data);
            return;
        }

        var name = (node as IElement)?.LocalName ?? "";
        if (IgnoredElements.Contains(name))
        {
            return;
        }

        if (name == "br")
        {
            EndLine();
            return;
        }

        if (BlockElements.Contains(name))
        {
            EndParagraph();
            VisitChildren(node);
            EndParagraph();
        }
        else
        {
            VisitChildren(node);
        }

        if (name is "td" or "th")
        {
            Append(" ");
        }
    }

    private void VisitChildren(INode node)
    {
        foreach (var child in node.ChildNodes)
        {
            Visit(child);
        }
    }

    private void Append(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !InvisibleCharacters.Contains(c))
            {
                _line.Append(c);
            }
            else if (char.IsWhiteSpace(c) && _line.Length > 0 && _line[^1] is not (' ' or '\n'))
            {
                _line.Append(' ');
            }
        }
    }

    /// <summary>Ends a line; two line breaks in a row end the paragraph.</summary>
    private void EndLine()
    {
        TrimEnd();
        if (_line.Length > 0 && _line[^1] == '\n')
        {
            EndParagraph();
        }
        else if (_line.Length > 0)
        {
            _line.Append('\n');
        }
    }

    private void EndParagraph()
    {
        var paragraph = _line.ToString().Trim();
        if (paragraph.Length > 0)
        {
            _paragraphs.Add(paragraph);
        }

        _line.Clear();
    }

    private void TrimEnd()
    {
        while (_line.Length > 0 && _line[^1] == ' ')
        {
            _line.Length--;
        }
    }
}
