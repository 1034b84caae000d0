using System.Text.RegularExpressions;
using AlertBot.Articles.Paywalls;
using AlertBot.Text;

namespace AlertBot.Articles.Cleaning;

/// <summary>What stands before and among the first paragraphs of an article and is none: headline, byline, date, address.</summary>
internal static partial class ArticleHeaderLines
{
    /// <summary>So many may stand before the first paragraph.</summary>
    private const int MaxLeadingLines = 8;

    /// <summary>The standfirst may stand before them, so they are looked for among so many.</summary>
    private const int MaxScannedParagraphs = 5;

    private const int MaxLineLength = 250;

    public static List<string> RemoveFrom(List<string> paragraphs, string? title, string? byline)
    {
        var first = 0;
        while (first < paragraphs.Count && first < MaxLeadingLines && IsHeaderLine(paragraphs[first], title, byline))
        {
            first++;
        }

        // A chronicle has its days for headings.
        var isChronicle = paragraphs.Skip(first + MaxScannedParagraphs).Count(PublicationDateLine.IsMatch) > 1;
        return [.. paragraphs[first..]
            .Where((p, index) =>
                index >= MaxScannedParagraphs || !(IsHeaderLine(p, title, byline) || (PublicationDateLine.IsMatch(p) && !isChronicle))
                    || (isChronicle && PublicationDateLine.IsMatch(p)))];
    }

    private static bool IsHeaderLine(string paragraph, string? title, string? byline) =>
        paragraph.Length < MaxLineLength
            && ((title is not null && NormalizedLineKey.From(paragraph) is { Length: > 0 } loose
                && (loose == NormalizedLineKey.From(title) || NormalizedLineKey.From(title).StartsWith(loose, StringComparison.Ordinal)))
            || (byline is not null && paragraph.Length < byline.Length + 60
                && paragraph.Contains(byline, StringComparison.OrdinalIgnoreCase) && !EndsSentence(paragraph))
            || Boilerplate.IsByline(paragraph) || InterstitialText.IsPaidLabel(paragraph)
            || (Boilerplate.IsDateLine(paragraph) && (paragraph[^1] != '.' || PublicationDateLine.IsMatch(paragraph)))
            || DateParser.IsDayWithoutYear(paragraph) || PageChrome().IsMatch(paragraph));

    private static bool EndsSentence(string paragraph) => paragraph[^1] is '.' or '!' or '?' or '”' or '"' or '。';

    /// <summary>An address alone, a writer's office, the buttons above an article.</summary>
    [GeneratedRegex(@"^(?:https?://\S{4,200}|(?:opinion )?columnist|staff (?:writer|reporter)|(?:our |staff |special "
        + @")?correspondent|(?:web|news) desk|sign in register|from wikipedia, the free encyclopedia)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PageChrome();
}
