using System.Text.RegularExpressions;

namespace AlertBot.Articles;

/// <summary>What stands before and among the first paragraphs of an article and is none: headline, byline, date, address.</summary>
internal static partial class HeadLines
{
    /// <summary>So many may stand before the first paragraph.</summary>
    private const int MostBefore = 8;

    /// <summary>The standfirst may stand before them, so they are looked for among so many.</summary>
    private const int MostAmong = 5;

    private const int LongestLine = 250;

    public static List<string> Without(List<string> paragraphs, string? title, string? byline)
    {
        var first = 0;
        while (first < paragraphs.Count && first < MostBefore && Is(paragraphs[first], title, byline))
        {
            first++;
        }

        // A chronicle has its days for headings.
        var isChronicle = paragraphs.Skip(first + MostAmong).Count(DayLine.Is) > 1;
        return [.. paragraphs[first..].Where((p, index) => index >= MostAmong || !(Is(p, title, byline) || (DayLine.Is(p) && !isChronicle)) || (isChronicle && DayLine.Is(p)))];
    }

    private static bool Is(string paragraph, string? title, string? byline) =>
        paragraph.Length < LongestLine && ((title is not null && Loose.Of(paragraph) is { Length: > 0 } loose && (loose == Loose.Of(title) || Loose.Of(title).StartsWith(loose, StringComparison.Ordinal)))
            || (byline is not null && paragraph.Length < byline.Length + 60 && paragraph.Contains(byline, StringComparison.OrdinalIgnoreCase) && !EndsSentence(paragraph))
            || Boilerplate.IsByline(paragraph) || WallText.IsLabel(paragraph) || (Boilerplate.IsDate(paragraph) && (paragraph[^1] != '.' || DayLine.Is(paragraph))) || DateText.IsDayOfYear(paragraph) || OfPage().IsMatch(paragraph));

    private static bool EndsSentence(string paragraph) => paragraph[^1] is '.' or '!' or '?' or '”' or '"' or '。';

    /// <summary>An address alone, a writer's office, the buttons above an article.</summary>
    [GeneratedRegex(@"^(?:https?://\S{4,200}|(?:opinion )?columnist|staff (?:writer|reporter)|(?:our |staff |special )?correspondent|(?:web|news) desk|sign in register|from wikipedia, the free encyclopedia)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfPage();
}
