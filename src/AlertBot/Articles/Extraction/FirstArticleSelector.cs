using AlertBot.Articles.Html;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>
/// Keeps the first article of a page that has several below each other. The updates of a live blog stay together, in the order of the page.
/// </summary>
internal static class FirstArticleSelector
{
    /// <summary>The first article has at least this much running text, in characters; otherwise all stay.</summary>
    private const int MinArticleLength = 400;

    /// <summary>Articles of a page that are examined.</summary>
    private const int MaxArticles = 500;

    /// <param name="document">The page; loses the other articles.</param>
    /// <param name="isLive">Whether the page is a live blog.</param>
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
    /// Removes the articles with a heading of their own after the one with the first-level heading: readers reach them by scrolling on.
    /// </summary>
    private static void RemoveFollowing(IHtmlDocument document, List<IElement> articles)
    {
        var heading = document.QuerySelector("h1");
        var first = articles.Find(a => heading is null ? HasHeading(a) && IsLongEnough(a) : a.Contains(heading));
        if (first is null || !IsLongEnough(first))
        {
            return;
        }

        foreach (var article in articles.SkipWhile(a => a != first).Skip(1).Where(HasHeading))
        {
            article.Remove();
        }
    }

    private static bool HasHeading(IElement article) => article.QuerySelector("h1, h2, h3, [itemprop='headline']") is not null;

    private static bool IsLongEnough(IElement article) => DomTraversal.GetRunningTextLength(article) >= MinArticleLength;
}
