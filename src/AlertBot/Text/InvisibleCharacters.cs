using System.Buffers;

namespace AlertBot.Text;

/// <summary>Characters that readers do not see: control characters, layout marks and marks that override the text direction.</summary>
internal static class InvisibleCharacters
{
    private static readonly SearchValues<char> All =
        SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(Contains)]);

    /// <remarks>The joiners U+200C and U+200D are not among them: Persian words and emoji are spelled with them.</remarks>
    public static bool Contains(char c) =>
        (char.IsControl(c) && !char.IsWhiteSpace(c))
        || c is '\u00AD' or '\u061C' or '\u180E' or '\u200B' or '\u200E' or '\u200F' or '\uFEFF'
        || c is (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or (>= '\uFFF9' and <= '\uFFFB')
            or (>= '\uFDD0' and <= '\uFDEF') or '\uFFFE' or '\uFFFF';

    public static string RemoveFrom(string text) => text.AsSpan().ContainsAny(All) ? string.Concat(text.Where(c => !Contains(c))) : text;
}
