using System.Text.RegularExpressions;
using AlertBot.Articles.Phrases;
using AngleSharp.Dom;

namespace AlertBot.Articles.Metadata;

/// <summary>Distinguishes the date of the last change of a page from its date of publication, by the words before the date.</summary>
internal static partial class UpdateDateMarkers
{
    /// <summary>Characters before a date in which such words refer to it.</summary>
    private const int MaxDistance = 40;

    /// <returns>The part of a line about the publication; null when the line is about a change only.</returns>
    public static string? ExtractPublicationPart(string? line)
    {
        if (line is null || !UpdateAtStart().IsMatch(line))
        {
            return line;
        }

        return PublishedPart().Match(line) is { Success: true } published ? published.Groups[1].Value : null;
    }

    /// <summary>Whether the words directly before an element mark it as the date of a change.</summary>
    public static bool IsUpdateTime(IElement time)
    {
        INode? node = time;
        while (node is not null && node.PreviousSibling is null
            && node.ParentElement is { LocalName: "span" or "b" or "strong" or "em" or "div" })
        {
            node = node.ParentElement;
        }

        var sibling = node?.PreviousSibling;
        sibling = sibling is IText gap && string.IsNullOrWhiteSpace(gap.Data) ? sibling.PreviousSibling : sibling;
        var before = sibling switch
        {
            IText text => text.Data,
            IElement { ChildElementCount: 0 } element => element.TextContent,
            _ => null,
        };
        return before is not null && UpdateAtEnd().IsMatch(before.Length > MaxDistance ? before[^MaxDistance..] : before);
    }

    [GeneratedRegex(@"^\W*(?:last\s+|zuletzt\s+)?(?:" + AllLanguages.UpdatedWords + @")\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UpdateAtStart();

    [GeneratedRegex(@"\b(?:" + AllLanguages.PublishedWords + "|" + AllLanguages.CreatedWords + @")\b\W*(.{6,})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PublishedPart();

    [GeneratedRegex("(?:" + AllLanguages.UpdatedWords + @")\s*(?:" + AllLanguages.DatePrepositions + @")?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UpdateAtEnd();
}
