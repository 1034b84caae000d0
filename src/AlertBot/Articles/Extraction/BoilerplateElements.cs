using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AlertBot.Articles.Html;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>
/// The parts of a page that are not its article: share bars, captions, newsletter and author boxes, related links, notices.
/// </summary>
internal static partial class BoilerplateElements
{
    /// <summary>A part that holds more of the page's running text than this is the article itself, whatever its class says.</summary>
    private const double MaxRemovableShare = 0.3;

    /// <summary>A page with less in its paragraphs may hold its article in text between line breaks.</summary>
    private const int MinRunningText = 500;

    private static readonly FrozenSet<string> AlwaysRemoved = FrozenSet.Create(StringComparer.Ordinal,
        "style", "figcaption", "iframe", "form", "button", "noframes", "object", "select", "svg", "template", "dialog", "nav", "video",
        "audio",
        "amp-ad", "amp-embed", "amp-sticky-ad", "amp-auto-ads", "amp-consent", "amp-user-notification", "amp-sidebar", "amp-social-share",
        "amp-iframe", "amp-lightbox");

    public static void RemoveFrom(IHtmlDocument document)
    {
        if (document.Body is not { } body)
        {
            return;
        }

        UnwrapNoscript(body);
        KickerRemover.RemoveFrom(body);
        PromotionalBlockRemover.RemoveFrom(body);
        var measure = GetRunningTextLength(body) >= MinRunningText ? GetRunningTextLength : (Func<IElement, int>)GetUnlinkedTextLength;
        var total = measure(body);
        foreach (var element in DomTraversal.GetElements(body).Where(IsAlwaysRemoved)
            .Where(e => e.LocalName is not ("form" or "nav") || measure(e) <= total * MaxRemovableShare).ToList())
        {
            element.Remove();
        }

        // Many elements of a page share one class.
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var element in DomTraversal.GetElements(body).Where(e => IsBoilerplate(e, known)).ToList())
        {
            if (measure(element) <= total * MaxRemovableShare)
            {
                element.Remove();
            }
        }
    }

    private static bool IsAlwaysRemoved(IElement element) => AlwaysRemoved.Contains(element.LocalName)
        || (element.LocalName is "script" && element.GetAttribute("type")?.Contains("ld+json", StringComparison.Ordinal) is not true)
        || element.GetAttribute("role") is "navigation" or "dialog" or "alertdialog" or "contentinfo";

    /// <summary>Some pages hold their article once more, or wholly, in what browsers without scripts see.</summary>
    private static void UnwrapNoscript(IElement body)
    {
        foreach (var noscript in body.GetElementsByTagName("noscript").Take(100).ToList())
        {
            if (GetRunningTextLength(noscript) > 200)
            {
                noscript.Replace([.. noscript.ChildNodes]);
            }
        }
    }

    private static bool IsBoilerplate(IElement element, Dictionary<string, bool> known) =>
        element.LocalName is not ("body" or "main" or "article" or "h1")
        && (HasBoilerplateName(element.ClassName, known) || HasBoilerplateName(element.Id, known)
            || HasBoilerplateName(element.GetAttribute("data-testid"), known));

    private static bool HasBoilerplateName(string? name, Dictionary<string, bool> known)
    {
        if (string.IsNullOrEmpty(name))
        {
            return false;
        }

        if (!known.TryGetValue(name, out var isMarked))
        {
            known.Add(name, isMarked = BoilerplateClassName().IsMatch(Clip(name)));
        }

        return isMarked;
    }

    private static string Clip(string value) => value.Length > 400 ? value[..400] : value;

    /// <summary>Characters in paragraphs of some length: what an article has and a list of links has not.</summary>
    private static int GetRunningTextLength(IElement element)
    {
        var (running, children) =
            (element.LocalName is "p" ? Math.Max(0, DomTraversal.GetTextLength(element) - 40) : 0, element.ChildNodes);
        for (var i = 0; i < children.Length; i++)
        {
            running += children[i] is IElement child ? GetRunningTextLength(child) : 0;
        }

        return running;
    }

    /// <summary>The same for pages without paragraphs: text of some length that is no link.</summary>
    private static int GetUnlinkedTextLength(IElement element) => element.Descendants<IText>()
        .Where(text => text.ParentElement is not { LocalName: "a" or "script" or "style" or "option" })
        .Sum(text => Math.Max(0, text.Data.Trim().Length - 40));

    // Whole words of a class name only: “share-bar”, not “shareholders”.
    [GeneratedRegex("(?:^|[ _-])(?:share|sharing|sharedaddy|social|socials|social-?(?:media|share|links|icons|bar)|addtoany|addthis"
        + "|newsletter|newsletters|subscribe|subscription|signup|sign-up|related|recirc|recommended|recommendations?|read-?more"
        + "|readmore|also-?read|more-?on|more-?stories|most-?(?:read|popular|viewed)|trending|outbrain|taboola|promo|promobox"
        + "|teaser-?list|caption|captions|wp-caption-text|img-?caption|image-?caption|photo-?caption|imagecaption|photo-?credit"
        + "|image-?credit|img-?credit|imagecredit|credit|credits|copyright|breadcrumbs?|author-?(?:box|bio|info|card|profile"
        + "|description)|about-?author|authorbox|post-?author|bio|tags|tag-?list|tagcloud|post-?tags|keywords|comments?"
        + "|comment-?(?:list|form|section)|disqus|cookies?|cookie-?(?:banner|notice|bar)|consent|gdpr|advert|adverts|advertisement|ad"
        + "|ads|ad-?(?:slot|unit|container|wrapper|break)|adsbygoogle|sponsored|story-?continues|paywall-?(?:notice|banner)|donate"
        + "|donation|toolbar|pagination|pager|skip-?link|sr-only|screen-reader-text|visually-?hidden|print-?(?:only|link)"
        + "|jp-relatedposts|yarpp|post-?navigation|nav-?links|rating|ratings|poll|survey|popup|modal|overlay|pull-?quotes?"
        + "|footnotes?-?ad|site-?(?:footer|header)|masthead|material-icons|material-symbols|kicker|eyebrow|overline|dachzeile"
        + "|spitzmarke|surtitre|antet[ií]tulo|cintillo|correction-?form|feedback)(?:$|[ _-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BoilerplateClassName();
}
