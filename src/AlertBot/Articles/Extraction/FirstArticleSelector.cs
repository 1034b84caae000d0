using AlertBot.Articles.Html;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>
/// Of a page with several articles one below the other keeps the first; the updates of one story stay together, the newest first as they
/// stand.
/// </summary>
internal static class FirstArticleSelector
{
    /// <summary>Characters in paragraphs that make an article of its own.</summary>
    private const int MinArticleLength = 400;

    private const int MaxArticles = 500;

    /// <param name="document">Loses the other articles.</param>
    /// <param name="isLive">The page says that it is a series of updates.</param>
    public static void KeepFirst(IHtmlDocument document, bool isLive)
    {
        var articles = document.Descendants<IElement>().Where(IsArticle).Take(MaxArticles).ToList();
        if (articles.Count < 2)
        {
            return;
        }

        var outer = articles.Where(a => a.ParentElement?.Closest("article, [itemtype$='NewsArticle' i]") is null).ToList();
        if (outer.Count > 1 && !isLive && document.QuerySelector("[itemtype$='LiveBlogPosting' i]") is null)
        {
            RemoveFollowing(document, outer);
        }
    }

    private static bool IsArticle(IElement element) =>
        element.LocalName is "article"
            || element.GetAttribute("itemtype")?.EndsWith("NewsArticle", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>
    /// Where the page's one heading stands in the first article, the next with a heading of its own is what readers come to by scrolling
    /// on.
    /// </summary>
    private static void RemoveFollowing(IHtmlDocument document, List<IElement> articles)
    {
        var heading = document.QuerySelector("h1");
        var first = articles.FirstOrDefault(
            a => heading is null ? HasHeading(a) && GetRunningTextLength(a) >= MinArticleLength : a.Contains(heading));
        if (first is null || GetRunningTextLength(first) < MinArticleLength)
        {
            return;
        }

        foreach (var article in articles.SkipWhile(a => a != first).Skip(1).Where(HasHeading))
        {
            article.Remove();
        }
    }

    private static bool HasHeading(IElement article) => article.QuerySelector("h1, h2, h3, [itemprop='headline']") is not null;

    private static int GetRunningTextLength(IElement element) =>
        element.GetElementsByTagName("p").Sum(p => Math.Max(0, DomTraversal.GetTextLength(p) - 40));
}
