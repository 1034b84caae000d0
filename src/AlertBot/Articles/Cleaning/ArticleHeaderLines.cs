using System.Text.RegularExpressions;
using AlertBot.Articles.Paywalls;
using AlertBot.Articles.Phrases;
using AlertBot.Text;

namespace AlertBot.Articles.Cleaning;

/// <summary>Removes lines before and between the first paragraphs of an article: headline, byline, date, address.</summary>
internal static partial class ArticleHeaderLines
{
    /// <summary>Lines before the first paragraph that are removed at most.</summary>
    private const int MaxLeadingLines = 8;

    /// <summary>Paragraphs that are checked after the leading lines: the standfirst may precede byline and date.</summary>
    private const int MaxScannedParagraphs = 5;

    /// <summary>Longer lines, in characters, are paragraphs.</summary>
    private const int MaxLineLength = 250;

    /// <summary>Other characters that a line with the byline may have.</summary>
    private const int MaxTextAroundByline = 60;

    public static List<string> RemoveFrom(List<string> paragraphs, string? title, string? byline)
    {
        var first = 0;
        while (first < paragraphs.Count && first < MaxLeadingLines && IsHeaderLine(paragraphs[first], title, byline))
        {
            first++;
        }

        // The headings of a timeline are dates.
        var isTimeline = paragraphs.Skip(first + MaxScannedParagraphs).Count(PublicationDateLine.IsMatch) > 1;
        return [.. paragraphs[first..].Where((p, index) => index >= MaxScannedParagraphs || IsText(p))];

        bool IsText(string paragraph) => PublicationDateLine.IsMatch(paragraph) ? isTimeline : !IsHeaderLine(paragraph, title, byline);
    }

    private static bool IsHeaderLine(string line, string? title, string? byline) => line.Length < MaxLineLength
        && (IsBeginningOfTitle(line, title)
            || ContainsByline(line, byline)
            || Boilerplate.IsByline(line)
            || InterstitialText.IsPaidLabel(line)
            || (Boilerplate.IsDateLine(line) && (line[^1] != '.' || PublicationDateLine.IsMatch(line)))
            || DateParser.IsDayWithoutYear(line)
            || HeaderLabel().IsMatch(line));

    private static bool IsBeginningOfTitle(string line, string? title) => title is not null
        && NormalizedLineKey.From(line) is { Length: > 0 } key
        && NormalizedLineKey.From(title).StartsWith(key, StringComparison.Ordinal);

    private static bool ContainsByline(string line, string? byline) => byline is not null
        && line.Length < byline.Length + MaxTextAroundByline
        && line.Contains(byline, StringComparison.OrdinalIgnoreCase)
        && line[^1] is not ('.' or '!' or '?' or '”' or '"' or '。');

    [GeneratedRegex(
        @"^(?:https?://\S{4,200}|" + AllLanguages.HeaderLabels + ")$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HeaderLabel();
}
