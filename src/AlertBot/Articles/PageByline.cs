using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles;

/// <summary>Who wrote a page's article, as the page says.</summary>
internal static partial class PageByline
{
    private const int Longest = 120;

    /// <summary>Characters of a box that names the writer and the day, before the day is taken away.</summary>
    private const int LongestBox = 300;

    private static readonly char[] Around = [' ', ',', '|', '-', '–', '—', '·', '•', ':', '/', '\u00A0'];

    public static string? Of(IHtmlDocument document, StructuredData facts) =>
        Candidates(document, facts).Select(Clean).FirstOrDefault(name => name is not null);

    /// <summary>The page itself is searched only where its head says nothing.</summary>
    private static IEnumerable<string?> Candidates(IHtmlDocument document, StructuredData facts)
    {
        yield return facts.Byline;
        yield return PageHead.Meta(document, "author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author", "cxenseparse:author");
        foreach (var box in document.QuerySelectorAll("[itemprop='author'] [itemprop='name'], [itemprop='author'], [rel='author'], [class*='byline' i], [class*='author-name' i], [class='author' i]").Take(10))
        {
            yield return Line(box);
        }
    }

    /// <summary>The text of a box; a time that is marked as such, or a line break, only parts what stands around it.</summary>
    private static string? Line(IElement box)
    {
        if (box.TextContent is not { Length: <= LongestBox * 2 } whole || box.QuerySelector("time, br") is null)
        {
            return HtmlText.ToLine(box.TextContent);
        }

        var line = new StringBuilder(whole.Length);
        foreach (var node in box.Descendants())
        {
            line.Append(node is IText text && text.ParentElement?.Closest("time") is null ? text.Data : node is IText or IElement { LocalName: "br" } ? " · " : "");
        }

        return HtmlText.ToLine(line.ToString());
    }

    private static string? Clean(string? value)
    {
        if (value is null || value.Length > LongestBox || value.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        var name = By().Replace(WithoutDay(value.Trim(Around)), "").Trim(Around);
        return name.Length <= Longest && name.Any(char.IsLetter) ? name : null;
    }

    /// <summary>Takes away the day that stands before or behind the name, and the words that only lead to a day.</summary>
    private static string WithoutDay(string value)
    {
        foreach (var part in Parting().Matches(value).Cast<Match>())
        {
            if (IsDay(value[(part.Index + part.Length)..]))
            {
                return WithoutDay(value[..part.Index].Trim(Around));
            }
        }

        foreach (var part in Parting().Matches(value).Cast<Match>().Reverse())
        {
            if (IsDay(value[..part.Index]))
            {
                return value[(part.Index + part.Length)..].Trim(Around);
            }
        }

        return IsDay(value) ? "" : value;
    }

    private static bool IsDay(string text) =>
        text.Trim(Around) is { Length: > 0 } line && LeadToDay().Replace(line, "") is var day
        && (day.Length == 0 || Boilerplate.IsDate(day) || Boilerplate.IsTime(day) || DateText.IsDayOfYear(day));

    [GeneratedRegex(@"^(?:(?:written |posted |reported )?by|von|par|por|autor(?:in)?|author)\b:?\s{0,9}(?=\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex By();

    // A dash or a slash parts only where there is room around it: “Ana Lund-Berg” is one name.
    [GeneratedRegex(@"\s?[,|·•]\s?|\s[-–—/]\s", RegexOptions.CultureInvariant)]
    private static partial Regex Parting();

    [GeneratedRegex(@"^(?:(?:first |last |zuletzt )?(?:updated|published|posted|modified|aktualisiert|veröffentlicht|erschienen|publiée?|mise? à jour|actualizado|publicado|aggiornato|pubblicato|atualizado)(?: (?:on|at|am|um|le|à|el|il|em|a las))?|stand|datum|date|fecha)(?:[\s:]{1,3}|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeadToDay();
}
