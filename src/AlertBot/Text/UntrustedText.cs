using System.Globalization;
using System.Text;

namespace AlertBot.Text;

/// <summary>Makes text from a remote server safe for a log line: one line, without control characters, at most 200 characters.</summary>
internal static class UntrustedText
{
    private const int MaxLength = 200;

    public static string Sanitize(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, MaxLength + 1));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= MaxLength)
            {
                return clean.Append('…').ToString();
            }

            // Format characters can reverse the text direction of the rest of the line.
            clean.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? " " : rune.ToString());
        }

        return clean.ToString();
    }
}
