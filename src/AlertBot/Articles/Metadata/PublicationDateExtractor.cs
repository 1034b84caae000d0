using System.Globalization;
using System.Text.RegularExpressions;
using AlertBot.Articles.Cleaning;
using AlertBot.Articles.Html;
using AlertBot.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Metadata;

/// <summary>
/// Extracts the date of publication of an article: from JSON-LD, meta elements, itemprop, time elements, the address of the page, and last
/// from a date in its text.
/// </summary>
internal static partial class PublicationDateExtractor
{
    private static readonly string[] MetaNames =
    [
        "article:published_time", "og:article:published_time", "og:published_time", "datePublished", "publication_date", "publish-date",
        "publish_date", "pubdate", "pub_date", "publishdate", "published_date", "article:published",
        "article_date_original", "article.published", "parsely-pub-date", "sailthru.date",
        "cxenseparse:recs:publishtime", "cXenseParse:publishtime", "dcterms.created", "dc.date.issued", "dcterms.issued",
        "dcterms.date", "dc.date", "dc.date.created", "citation_publication_date", "citation_date", "date.created",
        "originalpublicationdate", "rnews:datePublished", "ptime", "displaydate", "creation_date", "release_date",
        "vr:published_time", "bt:pubdate", "last-published", "date", "timestamp", "dateCreated", "article:created",
    ];

    /// <summary>Text nodes after the heading that are searched for a line with a date; later ones belong to other articles.</summary>
    private const int MaxVisibleTextNodes = 400;

    /// <summary>Dates that are compared to find the time of the day.</summary>
    private const int MaxComparedDates = 6;

    /// <summary>
    /// A link with a time and more text than this, in characters, is the teaser of another article; one with less links to the page itself.
    /// </summary>
    private const int TeaserLength = 25;

    /// <summary>An <c>article</c> element with less text, in characters, and without the heading of the page is a teaser.</summary>
    private const int MinArticleLength = 600;

    // Elements of each kind that are examined.
    private const int MaxMarkedElements = 5;
    private const int MaxTimeElements = 200;
    private const int MaxRankedTimes = 5;
    private const int MaxElementsByClass = 60;
    private const int MaxVisibleDates = 3;

    // The shortest and the longest line with a date, in characters.
    private const int MinLineLength = 6;
    private const int MaxLineLength = 120;

    /// <summary>Characters of a text before it is reduced to one line.</summary>
    private const int MaxRawLineLength = 400;

    /// <returns>ISO 8601: an instant in UTC, or a day when the time is unknown; null when the page has no date.</returns>
    public static string? Extract(IHtmlDocument document, StructuredData data, Uri? address, DateTimeOffset now)
    {
        var isDayFirst = IsDayFirst(document, data, address);
        var dates = FindCandidates(document, data, address).Select(text => DateParser.Parse(text, now, isDayFirst)).OfType<string>();
        return SelectMostPrecise(dates.Take(MaxComparedDates));
    }

    /// <summary>
    /// Returns the first date, or a later one of the same day with a time. The search ends with the first time.
    /// </summary>
    private static string? SelectMostPrecise(IEnumerable<string> dates)
    {
        (string Text, DateOnly Day)? first = null;
        foreach (var date in dates)
        {
            if (first is not { } known)
            {
                if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    return date;
                }

                first = (date, day);
            }
            else if (date.Length > known.Text.Length && IsSameDay(known.Day, DateTimeOffset.Parse(date, CultureInfo.InvariantCulture)))
            {
                return date;
            }
        }

        return first?.Text;
    }

    private static bool IsSameDay(DateOnly day, DateTimeOffset instant) =>
        day >= DateOnly.FromDateTime(instant.UtcDateTime.AddHours(-12)) && day <= DateOnly.FromDateTime(instant.UtcDateTime.AddHours(14));

    /// <summary>
    /// Whether numeric dates begin with the day. American English begins with the month, all other languages with the day; null when the
    /// country of an English page is unknown.
    /// </summary>
    private static bool? IsDayFirst(IHtmlDocument document, StructuredData data, Uri? address)
    {
        var language = PageMetadata.GetLanguage(document, data)?.Replace('_', '-').ToLowerInvariant() ?? "";
        if (language.Length > 0 && !language.StartsWith("en", StringComparison.Ordinal))
        {
            return true;
        }

        if (language is "en-us" || address?.Host.EndsWith(".us", StringComparison.Ordinal) is true)
        {
            return false;
        }

        var hasOtherRegion = language.Length == 5;
        return hasOtherRegion || DayFirstDomain().IsMatch(address?.Host ?? "") ? true : null;
    }

    private static IEnumerable<string?> FindCandidates(IHtmlDocument document, StructuredData data, Uri? address)
    {
        yield return data.Published;
        foreach (var name in MetaNames)
        {
            yield return PageMetadata.GetMeta(document, name);
        }

        var markedElements = document.QuerySelectorAll(
            "[itemprop='datePublished' i], [itemprop='dateCreated' i], [property='datePublished' i]");
        foreach (var element in markedElements.Take(MaxMarkedElements))
        {
            yield return ReadValue(element);
        }

        foreach (var element in RankTimeElements(document))
        {
            yield return element.GetAttribute("datetime");
            yield return GetShortLine(element.TextContent);
        }

        yield return data.Uploaded;
        yield return address is null ? null : FromUrlPath(address.AbsolutePath);
        yield return Uri.TryCreate(PageMetadata.GetCanonicalUrl(document, null), UriKind.Absolute, out var canonical)
            ? FromUrlPath(canonical.AbsolutePath)
            : null;
        var namedElements = document.QuerySelectorAll(
            "[class*='publish' i], [class*='publica' i], [class*='pubdate' i], [class*='submitted' i], [class*='created' i], "
                + "[class*='post-date' i], [class*='entry-date' i], [class*='dateline' i], [class*='byline' i], "
                + "[class*='timestamp' i], [class*='date' i], [class*='datum' i], [class*='fecha' i], [id*='date' i], "
                + "[class*='meta' i], [class*='time' i]");
        foreach (var element in namedElements.Take(MaxElementsByClass))
        {
            if (UpdateDateMarkers.ExtractPublicationPart(GetShortLine(element.TextContent)) is { } line)
            {
                yield return line;
            }
        }

        foreach (var line in FindVisibleDates(document))
        {
            yield return line;
        }
    }

    /// <summary>Dates of publication first; a date of a change is better than none.</summary>
    private static IEnumerable<string> FindVisibleDates(IHtmlDocument document)
    {
        var updates = new List<string>();
        foreach (var line in FindVisibleDateLines(document))
        {
            if (UpdateDateMarkers.ExtractPublicationPart(line) is { } published)
            {
                yield return published;
            }
            else
            {
                updates.Add(line);
            }
        }

        foreach (var line in updates)
        {
            yield return line;
        }
    }

    /// <summary>
    /// Returns lines below the heading that are nothing but a date. Above the heading is the current date; links and footers have the
    /// dates of something else.
    /// </summary>
    private static IEnumerable<string> FindVisibleDateLines(IHtmlDocument document) =>
        (document.QuerySelector("h1") ?? document.QuerySelector("h2")) is not { } heading
            ? []
            : document.Descendants<IText>().SkipWhile(text => !heading.Contains(text)).Take(MaxVisibleTextNodes)
                .Where(text => text.Data.Length is >= MinLineLength and < 200
                    && Boilerplate.IsDateLine(HtmlText.ToLine(text.Data))
                    && !DomTraversal.GetAncestors(text).Any(IsOutsideArticle))
                .Take(MaxVisibleDates).Select(text => HtmlText.ToLine(text.Data));

    private static bool IsOutsideArticle(IElement element) =>
        element.LocalName is "a" or "aside" or "nav" or "footer" or "script" or "style" or "option"
            || (element.LocalName == "p" && element.TextContent.Length > MaxLineLength)
            || OutsideArticleClass().IsMatch(DomTraversal.GetClassName(element));

    /// <summary>Returns the time elements of the article, those marked as publication first, without those of teasers.</summary>
    private static IEnumerable<IElement> RankTimeElements(IHtmlDocument document)
    {
        var times = document.GetElementsByTagName("time").Take(MaxTimeElements).ToList();
        return times.Select(time => (Time: time, Rank: Rank(time)))
            .Where(t => t.Rank > 0).OrderByDescending(t => t.Rank).Select(t => t.Time).Take(MaxRankedTimes);
    }

    private static int Rank(IElement time)
    {
        var marks = $"{time.ClassName} {time.GetAttribute("itemprop")}";
        var isPublished = time.HasAttribute("pubdate") || marks.Contains("publi", StringComparison.OrdinalIgnoreCase)
            || marks.Contains("entry-date", StringComparison.OrdinalIgnoreCase);
        var isModified = !isPublished
            && (marks.Contains("updat", StringComparison.OrdinalIgnoreCase) || marks.Contains("modif", StringComparison.OrdinalIgnoreCase));
        if (isModified || DomTraversal.GetAncestors(time).Any(ancestor => IsTeaser(ancestor, time)))
        {
            return 0;
        }

        return UpdateDateMarkers.IsUpdateTime(time) ? 1
            : isPublished ? 4
            : DomTraversal.GetAncestors(time).Any(ancestor => ancestor.LocalName is "article" or "main") ? 3
            : 2;
    }

    private static bool IsTeaser(IElement element, IElement time) =>
        element.LocalName is "aside" or "nav" or "footer" or "li"
            || TeaserClass().IsMatch(DomTraversal.GetClassName(element))
            || (element.LocalName == "a" && element.TextContent.Length > time.TextContent.Length + TeaserLength)
            || (element.LocalName == "article" && IsShortArticleWithoutHeading(element));

    private static bool IsShortArticleWithoutHeading(IElement article) =>
        article.QuerySelector("h1") is null
            && article.Owner!.QuerySelector("h1") is not null
            && article.TextContent.Length < MinArticleLength;

    private static string? ReadValue(IElement element) =>
        element.GetAttribute("content") ?? element.GetAttribute("datetime") ?? GetShortLine(element.TextContent);

    /// <summary>Returns a short line, or null: a date in a longer paragraph is not the date of the page.</summary>
    private static string? GetShortLine(string text) =>
        text.Length <= MaxRawLineLength && HtmlText.ToLine(text) is { Length: >= MinLineLength and <= MaxLineLength } line ? line : null;

    /// <summary>Finds a date in a path: /2025/08/17/, /2025/aug/17/, -20250817.</summary>
    private static string? FromUrlPath(string path)
    {
        if (NumericPathDate().Match(path) is { Success: true } numeric)
        {
            return FormatDate(numeric, numeric.Groups[2].Value);
        }

        if (MonthNamePathDate().Match(path) is { Success: true } named && MonthNames.Parse(named.Groups[2].ValueSpan) is { } month)
        {
            return FormatDate(named, month.ToString(CultureInfo.InvariantCulture));
        }

        return CompactPathDate().Match(path) is { Success: true } compact ? FormatDate(compact, compact.Groups[2].Value) : null;
    }

    private static string FormatDate(Match match, string month) =>
        $"{match.Groups[1].Value}-{month.PadLeft(2, '0')}-{match.Groups[3].Value.PadLeft(2, '0')}";

    [GeneratedRegex("comment|related|teaser|sidebar|footer|copyright|recommend|recent|popular|event",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OutsideArticleClass();

    [GeneratedRegex(@"(?<![0-9])((?:19|20)[0-9]{2})[/_-]([01]?[0-9])[/_-]([0-3]?[0-9])(?![0-9])")]
    private static partial Regex NumericPathDate();

    [GeneratedRegex("/((?:19|20)[0-9]{2})/([A-Za-z]{3,9})/([0-3]?[0-9])(?![0-9])")]
    private static partial Regex MonthNamePathDate();

    [GeneratedRegex(@"(?<![0-9])(20[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")]
    private static partial Regex CompactPathDate();

    [GeneratedRegex("(?:^|[ _-])(?:related|comments?|teasers?|recommend(?:ed|ations?)|more-?(?:news|stories|on)|most-?(?:read|popular)"
        + "|sidebar|latest|trending)(?:$|[ _-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TeaserClass();

    [GeneratedRegex(@"\.(?:uk|au|nz|ie|in|za|ke|ng|gh|my|sg|pk|lk|bd|mt|eu|de|fr|es|it|pt|br|ar|mx|cl|pe|co|nl|be|ch|at)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex DayFirstDomain();
}
