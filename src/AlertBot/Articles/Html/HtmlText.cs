using System.Net;
using AlertBot.Articles.Cleaning;
using AlertBot.Articles.Extraction;
using AlertBot.Text;
using AngleSharp.Dom;

namespace AlertBot.Articles.Html;

/// <summary>Converts an HTML fragment, such as the content of a feed entry, to plain text.</summary>
internal static class HtmlText
{
    /// <returns>
    /// Paragraphs separated by an empty line, without scripts, styles, captions and link lists; empty when the markup is too complex.
    /// </returns>
    public static string ToText(string html)
    {
        if (!html.AsSpan().ContainsAny('<', '&'))
        {
            return string.Join("\n\n", Boilerplate.RemoveFrom(SplitParagraphs(html)));
        }

        try
        {
            using var document = BoundedHtmlParser.Parse(html);
            BoilerplateElements.RemoveFrom(document);
            return string.Join("\n\n", Boilerplate.RemoveFrom(ParagraphWriter.Write(document.Body ?? (INode)document)));
        }
        catch (HtmlTooComplexException)
        {
            return "";
        }
    }

    /// <summary>Returns the text as one line: character references decoded, each run of white space replaced by one space.</summary>
    public static string ToLine(string text)
    {
        var decoded = text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;
        var visible = InvisibleCharacters.RemoveFrom(decoded);
        return IsSingleLine(visible) ? visible : string.Join(' ', visible.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsSingleLine(string text) =>
        text.Length == 0
            || (text[0] != ' ' && text[^1] != ' ' && !text.AsSpan().ContainsAny(CharacterClasses.WhitespaceExceptSpace)
                && !text.Contains("  ", StringComparison.Ordinal));

    private static string[] SplitParagraphs(string text) =>
        InvisibleCharacters.RemoveFrom(text).ReplaceLineEndings("\n")
            .Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
