using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AlertBot.Articles.Html;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>
/// Removes the elements of a page that are not its article: share bars, captions, newsletter and author boxes, related links, notices.
/// </summary>
internal static partial class BoilerplateElements
{
    /// <summary>An element with a larger share of the running text is the article itself, regardless of its class.</summary>
    private const double MaxRemovableShare = 0.3;

    /// <summary>A page with less running text, in characters, may have its article between line breaks instead of in paragraphs.</summary>
    private const int MinRunningText = 500;

    /// <summary>Noscript elements of a page that are examined.</summary>
    private const int MaxNoscripts = 100;

    /// <summary>A noscript element with more running text, in characters, may have the article.</summary>
    private const int MaxNoscriptText = 200;

    /// <summary>Longer names, in characters, are cut before they are matched.</summary>
    private const int MaxNameLength = 400;

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
        Func<IElement, int> measure = DomTraversal.GetRunningTextLength(body) >= MinRunningText
            ? DomTraversal.GetRunningTextLength
            : DomTraversal.GetUnlinkedTextLength;
        var maxLength = measure(body) * MaxRemovableShare;
        foreach (var element in DomTraversal.GetElements(body).Where(IsAlwaysRemoved)
            .Where(e => e.LocalName is not ("form" or "nav") || measure(e) <= maxLength).ToList())
        {
            element.Remove();
        }

        // Many elements of a page have the same class, so the result for each name is kept.
        var resultsByName = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var element in DomTraversal.GetElements(body).Where(e => IsBoilerplate(e, resultsByName)).ToList())
        {
            if (measure(element) <= maxLength)
            {
                element.Remove();
            }
        }
    }

    private static bool IsAlwaysRemoved(IElement element) => AlwaysRemoved.Contains(element.LocalName)
        || (element.LocalName is "script" && element.GetAttribute("type")?.Contains("ld+json", StringComparison.Ordinal) is not true)
        || element.GetAttribute("role") is "navigation" or "dialog" or "alertdialog" or "contentinfo";

    /// <summary>Some pages have their article in an element for browsers without scripts.</summary>
    private static void UnwrapNoscript(IElement body)
    {
        foreach (var noscript in body.GetElementsByTagName("noscript").Take(MaxNoscripts).ToList())
        {
            if (DomTraversal.GetRunningTextLength(noscript) > MaxNoscriptText)
            {
                noscript.Replace([.. noscript.ChildNodes]);
            }
        }
    }

    private static bool IsBoilerplate(IElement element, Dictionary<string, bool> resultsByName) =>
        element.LocalName is not ("body" or "main" or "article" or "h1")
            && (IsBoilerplateName(element.ClassName, resultsByName)
                || IsBoilerplateName(element.Id, resultsByName)
                || IsBoilerplateName(element.GetAttribute("data-testid"), resultsByName));

    private static bool IsBoilerplateName(string? name, Dictionary<string, bool> resultsByName)
    {
        if (string.IsNullOrEmpty(name))
        {
            return false;
        }

        if (!resultsByName.TryGetValue(name, out var isBoilerplate))
        {
            isBoilerplate = BoilerplateName().IsMatch(name.Length > MaxNameLength ? name[..MaxNameLength] : name);
            resultsByName.Add(name, isBoilerplate);
        }

        return isBoilerplate;
    }

    /// <summary>Whole words of a class name only: "share-bar", not "shareholders".</summary>
    [GeneratedRegex(
        "(?:^|[ _-])(?:"
        // Networks and subscriptions
        + "share|sharing|sharedaddy|addtoany|addthis|social|socials|social-?(?:media|share|links|icons|bar)"
        + "|newsletter|newsletters|subscribe|subscription|signup|sign-up|donate|donation|paywall-?(?:notice|banner)"
        // Other articles
        + "|related|recirc|recommended|recommendations?|read-?more|readmore|also-?read|more-?on|more-?stories"
        + "|most-?(?:read|popular|viewed)|trending|outbrain|taboola|promo|promobox|teaser-?list|jp-relatedposts|yarpp"
        // Pictures
        + "|caption|captions|wp-caption-text|(?:img|image|photo)-?caption|(?:photo|image|img)-?credit|credit|credits|copyright"
        // Author, tags, comments
        + "|author-?(?:box|bio|info|card|profile|description)|about-?author|post-?author|bio"
        + "|tags|tag-?list|tagcloud|post-?tags|keywords|comments?|comment-?(?:list|form|section)|disqus"
        + "|rating|ratings|poll|survey|feedback|correction-?form"
        // Consent and advertisements
        + "|cookies?|cookie-?(?:banner|notice|bar)|consent|gdpr|popup|modal|overlay"
        + "|advert|adverts|advertisement|ad|ads|ad-?(?:slot|unit|container|wrapper|break)|adsbygoogle|sponsored|story-?continues"
        + "|footnotes?-?ad"
        // Frame of the page
        + "|breadcrumbs?|toolbar|pagination|pager|post-?navigation|nav-?links|site-?(?:footer|header)|masthead|print-?(?:only|link)"
        + "|skip-?link|sr-only|screen-reader-text|visually-?hidden|material-icons|material-symbols"
        // Labels above the headline, quotations out of the text
        + "|kicker|eyebrow|overline|dachzeile|spitzmarke|surtitre|antet[ií]tulo|cintillo|pull-?quotes?"
        + ")(?:$|[ _-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BoilerplateName();
}
