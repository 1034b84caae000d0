using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles;

/// <summary>Who wrote a page's article, as the page says.</summary>
internal static partial class PageByline
{
    private const int Longest = 120;

    public static string? Of(IHtmlDocument document, StructuredData facts)
    {
        var candidates = new[] { facts.Byline, PageHead.Meta(document, "author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author", "cxenseparse:author") }
            .Concat(document.QuerySelectorAll("[itemprop='author'] [itemprop='name'], [itemprop='author'], [rel='author'], [class*='byline' i], [class*='author-name' i], [class='author' i]")
                .Take(10).Select(element => HtmlText.ToLine(element.TextContent)));
        return candidates.Select(Clean).FirstOrDefault(name => name is not null);
    }

    private static string? Clean(string? value)
    {
        if (value is null || value.Length > Longest || value.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        var name = By().Replace(value, "").Trim(' ', ',', '|', '-', '–', '·', ':');
        return name.Any(char.IsLetter) ? name : null;
    }

    [GeneratedRegex(@"^(?:(?:written |posted |reported )?by|von|par|por|autor(?:in)?|author)\b:?\s{0,9}(?=\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex By();
}
