using AlertBot.Topics;

namespace AlertBot.Chat.Content;

/// <summary>Cuts the part of a text around the words that a topic matched, and marks those words.</summary>
internal static class Excerpt
{
    /// <summary>UTF-16 code units shown before the first matched word: enough for the start of its clause.</summary>
    private const int LeadingCharacters = 70;

    /// <summary>UTF-16 code units shown after the first matched word.</summary>
    private const int TrailingCharacters = 110;

    /// <summary>UTF-16 code units by which a cut may move to fall between two words.</summary>
    private const int WordBoundaryTolerance = 30;

    /// <param name="evidence">Pieces of this text.</param>
    /// <returns>The excerpt in quotation marks; empty when no piece of evidence fits the text.</returns>
    public static IEnumerable<RichText.Span> Of(string text, IReadOnlyList<Evidence> evidence)
    {
        // The text may have changed since the topic matched it.
        var pieces = evidence.Where(piece => piece.Start >= 0 && piece.Start < piece.End && piece.End <= text.Length)
            .OrderBy(piece => piece.Start).ToList();
        return pieces.Count == 0 ? [] : Mark(text, FindStart(text, pieces[0].Start), FindEnd(text, pieces[0].End), pieces);
    }

    private static IEnumerable<RichText.Span> Mark(string text, int start, int end, List<Evidence> pieces)
    {
        yield return start > 0 ? "“…" : "“";
        var at = start;
        foreach (var piece in pieces.Where(piece => piece.End <= end))
        {
            if (piece.Start < at)
            {
                continue;
            }

            if (DisplayText.CleanSpan(text[at..piece.Start]) is { Length: > 0 } between)
            {
                yield return between;
            }

            yield return new RichText.Span.Strong(DisplayText.Clean(text[piece.Start..piece.End]));
            at = piece.End;
        }

        yield return DisplayText.CleanSpan(text[at..end]) + (end < text.Length ? "…”" : "”");
    }

    private static int FindStart(string text, int word)
    {
        var start = Math.Max(0, word - LeadingCharacters);
        if (start == 0)
        {
            return 0;
        }

        for (var at = start; at < Math.Min(word, start + WordBoundaryTolerance); at++)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                return at + 1;
            }
        }

        return char.IsLowSurrogate(text[start]) ? start + 1 : start;
    }

    private static int FindEnd(string text, int word)
    {
        var end = Math.Min(text.Length, word + TrailingCharacters);
        if (end == text.Length)
        {
            return end;
        }

        for (var at = end; at > Math.Max(word, end - WordBoundaryTolerance); at--)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                return at;
            }
        }

        return char.IsLowSurrogate(text[end]) ? end - 1 : end;
    }
}
