using AlertBot.Topics;

namespace AlertBot.Chat.Content;

/// <summary>A piece of a text around the words that a topic found, these marked.</summary>
internal static class Excerpt
{
    private const int LeadingCharacters = 70;
    private const int TrailingCharacters = 110;

    /// <summary>How far a cut may move to fall between two words.</summary>
    private const int WordBoundaryTolerance = 30;

    /// <param name="evidence">Of this text, in order; at least one.</param>
    public static IEnumerable<RichText.Span> Of(string text, IReadOnlyList<Evidence> evidence)
    {
        // The text may have been read anew since the topic was found in it.
        var found = evidence.Where(piece => piece.Start >= 0 && piece.Start < piece.End && piece.End <= text.Length)
            .OrderBy(piece => piece.Start).ToList();
        if (found.Count == 0)
        {
            return [];
        }

        var start = FindStart(text, found[0].Start);
        var end = FindEnd(text, found[0].End);
        return Spans(text, start, end, found);
    }

    private static IEnumerable<RichText.Span> Spans(string text, int start, int end, List<Evidence> found)
    {
        yield return start > 0 ? "“…" : "“";
        var at = start;
        foreach (var piece in found.Where(piece => piece.End <= end))
        {
            if (piece.Start < at)
            {
                continue;
            }

            if (CleanKeepingEdgeSpace(text[at..piece.Start]) is { Length: > 0 } between)
            {
                yield return between;
            }

            yield return new RichText.Span.Strong(DisplayText.Clean(text[piece.Start..piece.End]));
            at = piece.End;
        }

        yield return CleanKeepingEdgeSpace(text[at..end]) + (end < text.Length ? "…”" : "”");
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

    // The pieces of a line are cleaned one by one: the space beside a marked word must stay.
    private static string CleanKeepingEdgeSpace(string piece)
    {
        var clean = DisplayText.Clean(piece);
        return clean.Length == 0 ? (piece.Length > 0 && piece.All(char.IsWhiteSpace) ? " " : "")
            : (char.IsWhiteSpace(piece[0]) ? " " : "") + clean + (char.IsWhiteSpace(piece[^1]) ? " " : "");
    }
}
