using System.Text;
using AlertBot.Text;

namespace AlertBot.Topics.Matching;

/// <summary>Finds web addresses, mail addresses and @handles, each of which is one word.</summary>
internal static class WebAddressScanner
{
    /// <summary>Characters before the @ of a mail address (RFC 5321, section 4.5.3.1.1); bounds the look-ahead at each word.</summary>
    private const int MaxLocalPartLength = 64;

    private static readonly string[] Prefixes = ["http://", "https://", "www."];

    /// <returns>
    /// The end of the web address, mail address or @handle at <paramref name="start"/>; <paramref name="start"/> when there is none.
    /// </returns>
    public static int FindEnd(string text, int start)
    {
        if (start > 0 && char.IsLetterOrDigit(text[start - 1]))
        {
            return start;
        }

        if (text[start] == '@')
        {
            return FindHandleEnd(text, start);
        }

        var rest = text.AsSpan(start);
        foreach (var prefix in Prefixes)
        {
            if (rest.Length > prefix.Length && rest.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return TrimEnd(text, start, FindUrlEnd(text, start));
            }
        }

        return char.IsAsciiLetterOrDigit(text[start]) ? FindEmailEnd(text, start) : start;
    }

    /// <summary>Appends the path after a host name without a scheme, such as <c>example.org/path</c>.</summary>
    /// <returns>The end of the path; <paramref name="end"/> when there is none.</returns>
    public static int FindPathEnd(string text, int end, StringBuilder form)
    {
        if (end + 1 >= text.Length || text[end] != '/' || !char.IsLetterOrDigit(text[end + 1]))
        {
            return end;
        }

        var pathEnd = TrimEnd(text, end, FindUrlEnd(text, end));
        form.Append(text[end..pathEnd].ToLowerInvariant());
        return pathEnd;
    }

    private static int FindHandleEnd(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length
            && (char.IsLetterOrDigit(text[end]) || text[end] == '_'
                || (text[end] == '.' && end + 1 < text.Length && char.IsLower(text[end + 1]))))
        {
            end++;
        }

        return end - start > 1 ? end : start;
    }

    private static int FindEmailEnd(string text, int start)
    {
        var at = start;
        while (at < text.Length && at - start <= MaxLocalPartLength && IsEmailCharacter(text[at]))
        {
            at++;
        }

        if (at + 1 >= text.Length || text[at] != '@' || !char.IsAsciiLetterOrDigit(text[at + 1]))
        {
            return start;
        }

        var end = at + 1;
        while (end < text.Length && IsEmailCharacter(text[end]))
        {
            end++;
        }

        return TrimEnd(text, start, end);
    }

    private static bool IsEmailCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' or '+';

    private static int FindUrlEnd(string text, int end)
    {
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !CharacterClasses.IsDoubleQuote(text[end])
            && text[end] is not ('<' or '>' or '(' or ')' or '[' or ']' or '|' or '*'))
        {
            end++;
        }

        return end;
    }

    private static int TrimEnd(string text, int start, int end)
    {
        while (end > start && !char.IsLetterOrDigit(text[end - 1]) && text[end - 1] != '/' && !char.IsSurrogate(text[end - 1]))
        {
            end--;
        }

        return end;
    }
}
