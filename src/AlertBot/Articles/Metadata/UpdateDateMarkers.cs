using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace AlertBot.Articles.Metadata;

/// <summary>Words in front of a date that tell when the page was changed last, not when it came out.</summary>
internal static partial class UpdateDateMarkers
{
    /// <summary>Farther away the words belong to something else.</summary>
    private const int MaxDistance = 40;

    /// <summary>What a line tells of the publication; null where it tells of an update only.</summary>
    public static string? ExtractPublicationPart(string? line)
    {
        if (line is null || !UpdateAtStart().IsMatch(line))
        {
            return line;
        }

        return PublishedPart().Match(line) is { Success: true } published ? published.Groups[1].Value : null;
    }

    /// <summary>Whether the words right in front of an element say so.</summary>
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

    [GeneratedRegex(@"^\W*(?:last\s+|zuletzt\s+)?(?:updated|modified|edited|aktualisiert|geändert|mis\s+à\s+jour|modifié|actualizad[oa]"
        + @"|atualizado|aggiornato|bijgewerkt)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UpdateAtStart();

    [GeneratedRegex(@"\b(?:published|posted|veröffentlicht|publié|publiée|publicad[oa]|pubblicato|gepubliceerd|erstellt)\b\W*(.{6,})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PublishedPart();

    [GeneratedRegex(@"(?:updated|modified|edited|aktualisiert|geändert|mis\s+à\s+jour|modifié|actualizad[oa]|atualizado|aggiornato"
        + @"|bijgewerkt)\s*(?:on|at|am|le|el|il|op)?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UpdateAtEnd();
}
