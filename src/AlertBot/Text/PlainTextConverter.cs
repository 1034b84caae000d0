using System.Buffers;
using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace AlertBot.Text;

/// <summary>Converts HTML and escaped text to one line of plain text: no tags, no entities, single spaces. Takes linear time.</summary>
internal static class PlainTextConverter
{
    /// <summary>
    /// Characters of a tag within which quoted attribute values are respected. In a longer tag a quotation mark is probably unbalanced, so
    /// the tag ends at its first ">".
    /// </summary>
    private const int MaxTagLength = 1_000;

    /// <summary>Elements that separate words: a tag of one becomes a space.</summary>
    private static readonly FrozenSet<string> BlockElements = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "p", "br", "div", "li", "ul", "ol", "td", "th", "tr", "table", "hr", "img", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
        "figure", "figcaption", "section", "article");

    public static string FromHtml(string html) =>
        CollapseWhitespace(DecodeEntities(html.Contains('<', StringComparison.Ordinal) ? RemoveTags(html) : html));

    /// <summary>Converts plain text that may have been escaped twice.</summary>
    public static string FromEscapedText(string text) => CollapseWhitespace(DecodeEntities(text));

    /// <summary>Decodes character references; those to 128–159 mean Windows-1252, as in the HTML standard.</summary>
    public static string DecodeEntities(string text) =>
        text.Contains('&', StringComparison.Ordinal) ? MapC1ToWindows1252(WebUtility.HtmlDecode(text)) : text;

    /// <summary>Replaces each run of white space by one space and trims both ends.</summary>
    public static string CollapseWhitespace(string text)
    {
        var trimmed = ToWellFormed(text).Trim();
        if (IsCollapsed(trimmed))
        {
            return trimmed;
        }

        var buffer = ArrayPool<char>.Shared.Rent(trimmed.Length);
        var length = 0;
        foreach (var c in trimmed)
        {
            if (!char.IsWhiteSpace(c))
            {
                buffer[length++] = c;
            }
            else if (buffer[length - 1] != ' ')
            {
                buffer[length++] = ' ';
            }
        }

        var result = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return result;
    }

    private static bool IsCollapsed(string trimmed) =>
        !trimmed.AsSpan().ContainsAny(CharacterClasses.WhitespaceExceptSpace) && !trimmed.Contains("  ", StringComparison.Ordinal);

    /// <summary>
    /// Replaces lone surrogates by U+FFFD and removes byte order marks and noncharacters (U+FFFE, U+FFFF), which XML and JSON writers
    /// refuse. Character references can produce all of them.
    /// </summary>
    public static string ToWellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.AsSpan().ContainsAny('\uFEFF', '\uFFFE', '\uFFFF'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is not (0xFEFF or 0xFFFE or 0xFFFF))
            {
                result.Append(rune.ToString());
            }
        }

        return result.ToString();
    }

    private static string RemoveTags(string html)
    {
        var text = new StringBuilder(html.Length);
        var at = 0;
        var mayCommentEnd = true;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            text.Append(html, at, (open < 0 ? html.Length : open) - at);
            if (open < 0)
            {
                break;
            }

            var after = SkipTag(html, open, ref mayCommentEnd, out var separatesWords);
            if (after == open)
            {
                text.Append('<');
                at = open + 1;
                continue;
            }

            if (after < 0)
            {
                // No ">" follows, so the rest has no tag.
                text.Append(html, open, html.Length - open);
                break;
            }

            text.Append(separatesWords ? " " : "");
            at = after;
        }

        return text.ToString();
    }

    /// <param name="html">The fragment.</param>
    /// <param name="open">The index of a "&lt;".</param>
    /// <param name="mayCommentEnd">False once a comment without an end was seen: later comments are not searched for one.</param>
    /// <param name="separatesWords">Whether the tag is one of a block element.</param>
    /// <returns>The index after the tag; <paramref name="open"/> when there is no tag; -1 when the tag has no end.</returns>
    private static int SkipTag(string html, int open, ref bool mayCommentEnd, out bool separatesWords)
    {
        separatesWords = false;
        var rest = html.AsSpan(open + 1);
        if (rest.StartsWith("!--"))
        {
            var end = mayCommentEnd ? rest.IndexOf("-->") : -1;
            mayCommentEnd = end >= 0;

            // A comment without an end is read as a tag, so that the text after it is kept.
            return mayCommentEnd ? open + 1 + end + 3 : rest.IndexOf('>') is >= 0 and var first ? open + 1 + first + 1 : -1;
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
        separatesWords = BlockElements.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
        if (start == 0
            && (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase)))
        {
            var end = rest[close..].IndexOf($"</{name}", StringComparison.OrdinalIgnoreCase);
            return end < 0 ? html.Length : open + 1 + close + end;
        }

        return open + 1 + close + 1;
    }

    /// <summary>
    /// Finds the ">" that ends a tag, skipping quoted attribute values; see <see cref="MaxTagLength"/>.
    /// </summary>
    private static int FindTagEnd(ReadOnlySpan<char> tag)
    {
        var quote = '\0';
        var isValue = false;
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
