using System.Text.RegularExpressions;
using AlertBot.Articles.Phrases;

namespace AlertBot.Articles.Paywalls;

/// <summary>Recognizes an imprint: the lines that name publisher, editors and address. A page with nothing else has no article.</summary>
internal static partial class PublisherNotice
{
    /// <summary>Lines of an imprint that a page must have.</summary>
    private const int MinLines = 3;

    /// <summary>At least one paragraph in this many is such a line.</summary>
    private const int ParagraphsPerLine = 3;

    public static bool IsMatch(string[] paragraphs)
    {
        var lines = paragraphs.Count(ImprintLine().IsMatch);
        return lines >= MinLines && lines * ParagraphsPerLine >= paragraphs.Length;
    }

    [GeneratedRegex(
        "^(?:" + AllLanguages.ImprintLabels + @"|fax\s?[.:]|\S{2,40}@\S{3,40}$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ImprintLine();
}
