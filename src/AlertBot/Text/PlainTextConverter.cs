using System.Buffers;
using System.Net;
using System.Text;

namespace AlertBot.Text;

/// <summary>Short text as a person reads it: no mark-up, no entities, white space folded. Linear in its input.</summary>
internal static class PlainTextConverter
{
    private const int MaxTagLength = 1_000;

    private static readonly SearchValues<char> WhitespaceExceptSpace =
        SearchValues.Create([.. Enumerable.Range(0, char.MaxValue).Select(c => (char)c).Where(c => c != ' ' && char.IsWhiteSpace(c))]);

    /// <summary>From HTML.</summary>
    public static string FromHtml(string html) =>
        CollapseWhitespace(DecodeEntities(html.Contains('<', StringComparison.Ordinal) ? RemoveTags(html) : html));

    /// <summary>From text that is no mark-up, but may have been escaped once too often.</summary>
    public static string FromEscapedText(string text) => CollapseWhitespace(DecodeEntities(text));

    /// <summary>Character references become characters; those of the range 128–159 mean Windows-1252, as everywhere on the web.</summary>
    public static string DecodeEntities(string text) =>
        text.Contains('&', StringComparison.Ordinal) ? MapC1ToWindows1252(WebUtility.HtmlDecode(text)) : text;

    /// <summary>White space, however much, becomes one space; none stands at the ends.</summary>
    public static string CollapseWhitespace(string text)
    {
        var well = ToWellFormed(text).Trim();
        if (IsCollapsed(well))
        {
            return well;
        }

        var folded = ArrayPool<char>.Shared.Rent(well.Length);
        var length = 0;
        foreach (var c in well)
        {
            if (!char.IsWhiteSpace(c))
            {
                folded[length++] = c;
            }
            else if (folded[length - 1] != ' ')
            {
                folded[length++] = ' ';
            }
        }

        var result = new string(folded, 0, length);
        ArrayPool<char>.Shared.Return(folded);
        return result;
    }

    private static bool IsCollapsed(string trimmed) =>
        !trimmed.AsSpan().ContainsAny(WhitespaceExceptSpace) && !trimmed.Contains("  ", StringComparison.Ordinal);

    /// <summary>
    /// Without halves of surrogate pairs and what is no character, which a reference may stand for, nor byte order marks within: later
    /// steps would stumble over them.
    /// </summary>
    public static string ToWellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.AsSpan().ContainsAny('\uFEFF', '\uFFFE', '\uFFFF'))
        {
            return text;
        }

        var well = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is not (0xFEFF or 0xFFFE or 0xFFFF))
            {
                well.Append(rune.ToString());
            }
        }

        return well.ToString();
    }

    private static string RemoveTags(string html)
    {
        var text = new StringBuilder(html.Length);
        var (at, commentsEnd) = (0, true);
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            text.Append(html, at, (open < 0 ? html.Length : open) - at);
            if (open < 0)
            {
                break;
            }

            var after = SkipTag(html, open, ref commentsEnd, out var separates);
            if (after == open)
            {
                text.Append('<');
                at = open + 1;
                continue;
            }

            if (after < 0)
            {
                // No ">" follows any more, so nothing after this is a tag.
                text.Append(html, open, html.Length - open);
                break;
            }

            text.Append(separates ? " " : "");
            at = after;
        }

        return text.ToString();
    }

    /// <returns>Where the text goes on; <paramref name="open"/> itself where no tag stands there; -1 where it does not end.</returns>
    private static int SkipTag(string html, int open, ref bool commentsEnd, out bool separates)
    {
        separates = false;
        var rest = html.AsSpan(open + 1);
        if (rest.StartsWith("!--"))
        {
            var end = commentsEnd ? rest.IndexOf("-->") : -1;
            commentsEnd = end >= 0;

            // One that does not end is taken for a tag: what follows it would be lost, or come out as mark-up.
            return commentsEnd ? open + 1 + end + 3 : rest.IndexOf('>') is >= 0 and var first ? open + 1 + first + 1 : -1;
        }

        var start = rest.StartsWith("/") ? 1 : 0;
        if (rest.Length <= start || !(char.IsAsciiLetter(rest[start]) || (start == 0 && rest[0] is '!' or '?')))
        {
            return open;
        }

        var close = FindTagEnd(rest);
        if (close < 0)
        {
            return -1;
        }

        var name = ReadTagName(rest[start..close]);
        separates = IsBlock(name);
        if (start == 0
            && (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase)))
        {
            var end = rest[close..].IndexOf($"</{name}", StringComparison.OrdinalIgnoreCase);
            return end < 0 ? html.Length : open + 1 + close + end;
        }

        return open + 1 + close + 1;
    }

    /// <summary>
    /// The ">" at the end of a tag: one in a quoted value is none, unless the quotation is so long that its end was forgotten.
    /// </summary>
    private static int FindTagEnd(ReadOnlySpan<char> tag)
    {
        var (quote, isValue) = ('\0', false);
        for (var i = 0; i < Math.Min(tag.Length, MaxTagLength); i++)
        {
            var c = tag[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c == '>')
            {
                return i;
            }
            else
            {
                quote = isValue && (c is '"' or '\'') ? c : '\0';
                isValue = c == '=' || (isValue && char.IsWhiteSpace(c));
            }
        }

        return tag.IndexOf('>');
    }

    private static ReadOnlySpan<char> ReadTagName(ReadOnlySpan<char> tag)
    {
        var end = 0;
        while (end < tag.Length && char.IsAsciiLetterOrDigit(tag[end]))
        {
            end++;
        }

        return tag[..end];
    }

    private static bool IsBlock(ReadOnlySpan<char> name)
    {
        Span<char> lower = stackalloc char[12];
        return name.Length <= 12 && name.ToLowerInvariant(lower) > 0
            && lower[..name.Length] is "p" or "br" or "div" or "li" or "ul" or "ol" or "td" or "th" or "tr" or "table" or "hr" or "img"
                or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "blockquote" or "pre" or "figure" or "figcaption" or "section"
                or "article";
    }

    private static string MapC1ToWindows1252(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0080', '\u009F'))
        {
            return text;
        }

        const string C1 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
        return string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = source[i] is >= '\u0080' and <= '\u009F' ? C1[source[i] - 0x80] : source[i];
            }
        });
    }
}
