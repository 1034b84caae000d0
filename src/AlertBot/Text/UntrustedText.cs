using System.Globalization;
using System.Text;

namespace AlertBot.Text;

/// <summary>Makes text that a stranger's server chose fit for a log line: one line, no control characters, short.</summary>
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

            // Format characters can turn the reading direction of what follows them.
            clean.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? " " : rune.ToString());
        }

        return clean.ToString();
    }
}
