using System.Text;
using System.Text.RegularExpressions;
using AlertBot.Articles.Cleaning;
using AlertBot.Articles.Html;
using AlertBot.Articles.Phrases;
using AlertBot.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Metadata;

/// <summary>Extracts the name of the author of an article from the metadata of the page or from its byline.</summary>
internal static partial class BylineExtractor
{
    /// <summary>A longer byline, in characters, is not a name.</summary>
    private const int MaxLength = 120;

    /// <summary>Characters of an element with the name and the date, before the date is removed.</summary>
    private const int MaxElementLength = 300;

    /// <summary>Elements of the page that are examined.</summary>
    private const int MaxElements = 10;

    private const string DateVerbs = "(?:first |last |zuletzt )?(?:" + AllLanguages.PublishedWords + "|" + AllLanguages.UpdatedWords + ")";

    private static readonly char[] TrimCharacters = [' ', ',', '|', '-', '–', '—', '·', '•', ':', '/', '\u00A0'];

    public static string? Extract(IHtmlDocument document, StructuredData data) =>
        FindCandidates(document, data).Select(Clean).FirstOrDefault(name => name is not null);

    /// <summary>Returns the metadata first; the body is searched only when there is none.</summary>
    private static IEnumerable<string?> FindCandidates(IHtmlDocument document, StructuredData data)
    {
        yield return data.Byline;
        yield return PageMetadata.GetMeta(document, "author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author",
            "cxenseparse:author");
        var elements = document.QuerySelectorAll(
            "[itemprop='author'] [itemprop='name'], [itemprop='author'], [rel='author'], [class*='byline' i], "
                + "[class*='author-name' i], [class='author' i]");
        foreach (var element in elements.Take(MaxElements))
        {
            yield return GetLine(element);
        }
    }

    /// <summary>Returns the text of an element, with a separator in place of each <c>time</c> element and line break.</summary>
    private static string? GetLine(IElement element)
    {
        if (element.TextContent is not { Length: <= MaxElementLength * 2 } content || element.QuerySelector("time, br") is null)
        {
            return HtmlText.ToLine(element.TextContent);
        }

        var line = new StringBuilder(content.Length);
        foreach (var node in element.Descendants())
        {
            line.Append(node switch
            {
                IText text when text.ParentElement?.Closest("time") is null => text.Data,
                IText or IElement { LocalName: "br" } => " · ",
                _ => "",
            });
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

    /// <summary>Removes a date before or after the name, with the words that introduce it.</summary>
    private static string RemoveDate(string value)
    {
        var separators = Separator().Matches(value);
        foreach (var separator in separators.AsEnumerable())
        {
            if (IsDate(value[(separator.Index + separator.Length)..]))
            {
                return RemoveDate(value[..separator.Index].Trim(TrimCharacters));
            }
        }

        foreach (var separator in separators.Reverse())
        {
            if (IsDate(value[..separator.Index]))
            {
                return value[(separator.Index + separator.Length)..].Trim(TrimCharacters);
            }
        }

        return IsDate(value) ? "" : value;
    }

    private static bool IsDate(string text) =>
        text.Trim(TrimCharacters) is { Length: > 0 } line
            && DatePrefix().Replace(line, "") is var date
            && (date.Length == 0 || Boilerplate.IsDateLine(date) || Boilerplate.IsTimeLine(date) || DateParser.IsDayWithoutYear(date));

    [GeneratedRegex("^(?:" + AllLanguages.BylinePrefixes + @")\b:?\s{0,9}(?=\S)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BylinePrefix();

    /// <summary>A dash or slash needs spaces around it: "Ana Lund-Berg" is one name.</summary>
    [GeneratedRegex(@"\s?[,|·•]\s?|\s[-–—/]\s", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex(
        "^(?:" + DateVerbs + "(?: (?:" + AllLanguages.DatePrepositions + "))?|" + AllLanguages.DateLabels + @")(?:[\s:]{1,3}|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DatePrefix();
}
