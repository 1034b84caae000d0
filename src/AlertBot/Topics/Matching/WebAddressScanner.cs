using System.Text;
using AlertBot.Text;

namespace AlertBot.Topics.Matching;

/// <summary>Web addresses, mail addresses and @names: one word each.</summary>
internal static class WebAddressScanner
{
    private static readonly string[] Prefixes = ["http://", "https://", "www."];

    /// <returns>Where the web address, mail address or @name that begins here ends; <paramref name="start"/> where none does.</returns>
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
        foreach (var beginning in Prefixes)
        {
            if (rest.Length > beginning.Length && rest.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return TrimEnd(text, start, FindUrlEnd(text, start));
            }
        }

        return char.IsAsciiLetterOrDigit(text[start]) ? FindEmailEnd(text, start) : start;
    }

    /// <summary>The path behind a bare host name such as <c>example.org/path</c>.</summary>
    public static int FindPathEnd(string text, int end, StringBuilder form)
    {
        if (end + 1 >= text.Length || text[end] != '/' || !char.IsLetterOrDigit(text[end + 1]))
        {
            return end;
        }

        var tail = TrimEnd(text, end, FindUrlEnd(text, end));
        form.Append(text[end..tail].ToLowerInvariant());
        return tail;
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

    // No mail address has a longer name, and the look ahead from each word stays short.
    private static int FindEmailEnd(string text, int start)
    {
        var at = start;
        while (at < text.Length && at - start <= 64 && IsEmailCharacter(text[at]))
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
