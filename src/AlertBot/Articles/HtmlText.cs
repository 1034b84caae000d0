using System.Buffers;
using System.Net;
using AngleSharp.Dom;

namespace AlertBot.Articles;

/// <summary>Plain text of an HTML fragment, such as a feed's content.</summary>
internal static class HtmlText
{
    private static readonly SearchValues<char> OtherSpace = SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(c => c != ' ' && char.IsWhiteSpace(c))]);

    /// <returns>Paragraphs separated by an empty line; scripts, styles, captions and link lists left out.</returns>
    public static string ToText(string html)
    {
        if (!html.AsSpan().ContainsAny('<', '&'))
        {
            return string.Join("\n\n", Boilerplate.Without(Lines(html)));
        }

        try
        {
            using var document = PageMarkup.Parse(html);
            PageFurniture.RemoveFrom(document);
            return string.Join("\n\n", Boilerplate.Without(ParagraphWriter.Of(document.Body ?? (INode)document)));
        }
        catch (TooMuchMarkupException)
        {
            return "";
        }
    }

    /// <summary>One line of plain text: mark-up entities resolved, white space folded.</summary>
    public static string ToLine(string text)
    {
        var decoded = text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;
        var visible = Invisible.Without(decoded);
        return IsLine(visible) ? visible : string.Join(' ', visible.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsLine(string text) =>
        text.Length == 0 || (text[0] != ' ' && text[^1] != ' ' && !text.AsSpan().ContainsAny(OtherSpace) && !text.Contains("  ", StringComparison.Ordinal));

    private static string[] Lines(string text) =>
        Invisible.Without(text).ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
