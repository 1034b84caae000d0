using AlertBot.Quotes;
using AlertBot.Text;

namespace AlertBot.Briefs;

/// <summary>Finds the cue between the parts of a quotation that it splits: “We will sign,” <c>he said,</c> “but not today.”</summary>
internal static class TextBetweenQuotes
{
    /// <summary>Characters of a cue; a longer text is not shown.</summary>
    private const int MaxLength = 60;

    private const string Marks = "\"'“”„‟‘’‚‛«»‹›「」『』＂";
    private const string SentenceEnds = ".!?…。！？";

    /// <returns>
    /// Verbatim, without quotation marks and space at the ends; empty where it is longer than a cue, ends a sentence, or contains more
    /// quotation marks.
    /// </returns>
    public static string Find(string text, Quote first, Quote second)
    {
        if (first.End < 0 || second.Start > text.Length || second.Start <= first.End || second.Start - first.End > 2 * MaxLength)
        {
            return "";
        }

        var between = TrimMarks(text[first.End..second.Start]);
        return between.Length is > 0 and <= MaxLength && !EndsSentence(between)
            && !between.Any(c => Marks.Contains(c) && c is not ('\'' or '’'))
            ? between
            : "";
    }

    /// <summary>Removes the closing mark before the text and the opening mark after it; not an apostrophe within it.</summary>
    private static string TrimMarks(string text)
    {
        var trimmed = text.Trim();
        trimmed = trimmed.Length > 0 && Marks.Contains(trimmed[0]) ? trimmed[1..] : trimmed;
        trimmed = trimmed.Length > 0 && Marks.Contains(trimmed[^1]) ? trimmed[..^1] : trimmed;
        return trimmed.Trim();
    }

    /// <summary>The full stop of an abbreviation (“Mr. Varga said,”) does not end a sentence.</summary>
    private static bool EndsSentence(string text) =>
        text.Contains('\n', StringComparison.Ordinal) || SentenceEnds.Contains(text[^1]) || SentenceSplitter.Split(text).Count > 1;
}
