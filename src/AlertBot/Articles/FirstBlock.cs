using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles;

/// <summary>Of a page with several articles one below the other keeps the first; the updates of one story stay together, the newest first as they stand.</summary>
internal static class FirstBlock
{
    /// <summary>Characters in paragraphs that make an article of its own.</summary>
    private const int ArticleLength = 400;

    private const int MostArticles = 500;

    /// <param name="document">Loses the other articles.</param>
    /// <param name="isLive">The page says that it is a series of updates.</param>
    public static void Keep(IHtmlDocument document, bool isLive)
    {
        var articles = document.Descendants<IElement>().Where(IsArticle).Take(MostArticles).ToList();
        if (articles.Count < 2)
        {
            return;
        }

        var outer = articles.Where(a => a.ParentElement?.Closest("article, [itemtype$='NewsArticle' i]") is null).ToList();
        if (outer.Count > 1 && !isLive && document.QuerySelector("[itemtype$='LiveBlogPosting' i]") is null)
        {
            KeepArticle(document, outer);
        }
    }

    private static bool IsArticle(IElement element) =>
        element.LocalName is "article" || element.GetAttribute("itemtype")?.EndsWith("NewsArticle", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Where the page's one heading stands in the first article, the next with a heading of its own is what readers come to by scrolling on.</summary>
    private static void KeepArticle(IHtmlDocument document, List<IElement> articles)
    {
        var heading = document.QuerySelector("h1");
        var first = articles.FirstOrDefault(a => heading is null ? HasHeading(a) && Running(a) >= ArticleLength : a.Contains(heading));
        if (first is null || Running(first) < ArticleLength)
        {
            return;
        }

        foreach (var article in articles.SkipWhile(a => a != first).Skip(1).Where(HasHeading))
        {
            article.Remove();
        }
    }

    private static bool HasHeading(IElement article) => article.QuerySelector("h1, h2, h3, [itemprop='headline']") is not null;

    private static int Running(IElement element) => element.GetElementsByTagName("p").Sum(p => Math.Max(0, PageWalk.Length(p) - 40));
}
