using System.Net;
using AngleSharp.Dom;

namespace AlertBot.Articles;

/// <summary>Plain text of an HTML fragment, such as a feed's content.</summary>
internal static class HtmlText
{
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
        return string.Join(' ', Invisible.Without(decoded).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string[] Lines(string text) =>
        Invisible.Without(text).ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
