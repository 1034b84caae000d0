using System.Text.RegularExpressions;
using AlertBot.Articles.Phrases;

namespace AlertBot.Articles.Cleaning;

/// <summary>
/// Removes lines below the last paragraph of an article: contributors, editorial notes, dates, and labels of elements that were removed.
/// </summary>
internal static partial class ArticleFooterLines
{
    /// <summary>Lines that are removed at most; more are probably the text of a list.</summary>
    private const int MaxFooterLines = 8;

    /// <summary>Longer lines, in characters, are paragraphs.</summary>
    private const int MaxLineLength = 320;

    // A label is a heading without text below it: the longest one, in characters and words.
    private const int MaxLabelLength = 40;
    private const int MaxLabelWords = 4;

    /// <summary>More labels in a row are a list.</summary>
    private const int MaxLabels = 4;

    /// <summary>Characters of the paragraph above a label. Below a shorter one it may be the next line of a list or a poem.</summary>
    private const int MinParagraphLength = 80;

    /// <summary>A shorter article keeps its labels: there is too little text to judge them by.</summary>
    private const int MinParagraphs = 4;

    /// <summary>An article with a larger share of short lines is a list, a poem or a table.</summary>
    private const double MaxShortLineShare = 0.25;

    public static List<string> RemoveFrom(List<string> paragraphs, string? byline)
    {
        var end = paragraphs.Count;
        while (end > 1 && paragraphs.Count - end < MaxFooterLines && IsFooterLine(paragraphs[end - 1], byline))
        {
            end--;
        }

        if (paragraphs.Count == 1 && paragraphs[0].Length <= MaxLineLength && EditorialNote().IsMatch(paragraphs[0]))
        {
            return [];
        }

        end = SkipTrailingLabels(paragraphs, end);
        return end == paragraphs.Count ? paragraphs : paragraphs[..end];
    }

    private static bool IsFooterLine(string line, string? byline) => line.Length <= MaxLineLength
        && (ContributorNote().IsMatch(line)
            || EditorialNote().IsMatch(line)
            || PublicationDateLine.IsMatch(line)
            || string.Equals(line, byline, StringComparison.OrdinalIgnoreCase));

    /// <returns>The end of the text without the labels before it; the same end when they may be text.</returns>
    private static int SkipTrailingLabels(List<string> paragraphs, int end)
    {
        var last = end;
        while (last > 0 && end - last < MaxFooterLines && IsLabel(paragraphs[last - 1]))
        {
            last--;
        }

        var labels = end - last;
        return labels is > 0 and <= MaxLabels && last >= MinParagraphs && IsRunningText(paragraphs, last) ? last : end;
    }

    private static bool IsRunningText(List<string> paragraphs, int end) =>
        paragraphs[end - 1] is { Length: >= MinParagraphLength } text
            && EndsSentence(text)
            && paragraphs.Take(end).Count(p => p.Length <= MaxLabelLength && !EndsSentence(p)) <= end * MaxShortLineShare;

    /// <summary>Whether a line is a word or two without a sentence end. In scripts without spaces that may be a sentence.</summary>
    private static bool IsLabel(string line) =>
        line.Length <= MaxLabelLength
            && line.Count(c => c == ' ') < MaxLabelWords
            && !line.Contains('\n', StringComparison.Ordinal)
            && char.IsLetter(line[0])
            && (char.IsLetter(line[^1]) || line[^1] is ':' or '⬇' or '↓' or '>' or '»' or '→')
            && !line.Any(IsUnspacedScript);

    private static bool IsUnspacedScript(char c) => c is (>= '\u0e00' and <= '\u0e7f') or (>= '\u2e80' and <= '\ud7ff');

    private static bool EndsSentence(string text) => ".!?…”\"»“)。।’؟".Contains(text[^1]);

    [GeneratedRegex(AllLanguages.ContributorNotes, RegexOptions.CultureInvariant)]
    private static partial Regex ContributorNote();

    [GeneratedRegex("^(?:" + AllLanguages.EditorialNotes + @"|\+\+\+$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EditorialNote();
}
