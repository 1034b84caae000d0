using System.Text;
using System.Text.RegularExpressions;
using AlertBot.Articles.Cleaning;
using AlertBot.Articles.Html;
using AlertBot.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Metadata;

/// <summary>Who wrote a page's article, as the page says.</summary>
internal static partial class BylineExtractor
{
    private const int MaxLength = 120;

    /// <summary>Characters of a box that names the writer and the day, before the day is taken away.</summary>
    private const int MaxElementLength = 300;

    private static readonly char[] TrimCharacters = [' ', ',', '|', '-', '–', '—', '·', '•', ':', '/', '\u00A0'];

    public static string? Extract(IHtmlDocument document, StructuredData facts) =>
        Candidates(document, facts).Select(Clean).FirstOrDefault(name => name is not null);

    /// <summary>The page itself is searched only where its head says nothing.</summary>
    private static IEnumerable<string?> Candidates(IHtmlDocument document, StructuredData facts)
    {
        yield return facts.Byline;
        yield return PageMetadata.GetMeta(document, "author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author",
            "cxenseparse:author");
        foreach (var box in document.QuerySelectorAll(
            "[itemprop='author'] [itemprop='name'], [itemprop='author'], [rel='author'], [class*='byline' i], [class*='author-name' "
                + "i], [class='author' i]").Take(10))
        {
            yield return GetLine(box);
        }
    }

    /// <summary>The text of a box; a time that is marked as such, or a line break, only parts what stands around it.</summary>
    private static string? GetLine(IElement box)
    {
        if (box.TextContent is not { Length: <= MaxElementLength * 2 } whole || box.QuerySelector("time, br") is null)
        {
            return HtmlText.ToLine(box.TextContent);
        }

        var line = new StringBuilder(whole.Length);
        foreach (var node in box.Descendants())
        {
            line.Append(
                node is IText text && text.ParentElement?.Closest("time") is null ? text.Data
                    : node is IText or IElement { LocalName: "br" } ? " · " : "");
        }

        return HtmlText.ToLine(line.ToString());
    }

    private static string? Clean(string? value)
    {
        if (value is null || value.Length > MaxElementLength || value.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        var name = BylinePrefix().Replace(RemoveDate(value.Trim(TrimCharacters)), "").Trim(TrimCharacters);
        return name.Length <= MaxLength && name.Any(char.IsLetter) ? name : null;
    }

    /// <summary>Takes away the day that stands before or behind the name, and the words that only lead to a day.</summary>
    private static string RemoveDate(string value)
    {
        foreach (var part in Separator().Matches(value).Cast<Match>())
        {
            if (IsDate(value[(part.Index + part.Length)..]))
            {
                return RemoveDate(value[..part.Index].Trim(TrimCharacters));
            }
        }

        foreach (var part in Separator().Matches(value).Cast<Match>().Reverse())
        {
            if (IsDate(value[..part.Index]))
            {
                return value[(part.Index + part.Length)..].Trim(TrimCharacters);
            }
        }

        return IsDate(value) ? "" : value;
    }

    private static bool IsDate(string text) =>
        text.Trim(TrimCharacters) is { Length: > 0 } line && DatePrefix().Replace(line, "") is var day
        && (day.Length == 0 || Boilerplate.IsDateLine(day) || Boilerplate.IsTimeLine(day) || DateParser.IsDayWithoutYear(day));

    [GeneratedRegex(@"^(?:(?:written |posted |reported )?by|von|par|por|autor(?:in)?|author)\b:?\s{0,9}(?=\S)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BylinePrefix();

    // A dash or a slash parts only where there is room around it: “Ana Lund-Berg” is one name.
    [GeneratedRegex(@"\s?[,|·•]\s?|\s[-–—/]\s", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^(?:(?:first |last |zuletzt "
        + @")?(?:updated|published|posted|modified|aktualisiert|veröffentlicht|erschienen|publiée?|mise? à "
        + @"jour|actualizado|publicado|aggiornato|pubblicato|atualizado)(?: (?:on|at|am|um|le|à|el|il|em|a "
        + @"las))?|stand|datum|date|fecha)(?:[\s:]{1,3}|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DatePrefix();
}
