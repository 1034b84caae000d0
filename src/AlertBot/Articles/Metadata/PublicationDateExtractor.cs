using System.Globalization;
using System.Text.RegularExpressions;
using AlertBot.Articles.Cleaning;
using AlertBot.Articles.Html;
using AlertBot.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Metadata;

/// <summary>
/// When a page says its article was published: JSON-LD, meta, itemprop, time elements, the address, then a date in plain sight.
/// </summary>
internal static partial class PublicationDateExtractor
{
    private static readonly string[] MetaNames =
    [
        "article:published_time", "og:article:published_time", "og:published_time", "datePublished", "publication_date", "publish-date",
        "publish_date", "pubdate", "pub_date", "publishdate", "published_date",
        "article:published", "article_date_original", "article.published", "parsely-pub-date", "sailthru.date",
        "cxenseparse:recs:publishtime", "cXenseParse:publishtime", "dcterms.created", "dc.date.issued", "dcterms.issued",
        "dcterms.date", "dc.date", "dc.date.created", "citation_publication_date", "citation_date", "date.created",
        "originalpublicationdate", "rnews:datePublished", "ptime", "displaydate", "creation_date", "release_date",
        "vr:published_time", "bt:pubdate", "last-published", "date", "timestamp", "dateCreated", "article:created",
    ];

    /// <summary>Pieces of text from the heading on in which a bare date is looked for; later ones belong to other articles.</summary>
    private const int MaxVisibleTextNodes = 400;

    /// <summary>Dates that follow the first and may know more of the same day.</summary>
    private const int MaxComparedDates = 6;

    /// <summary>
    /// A link that holds so much beside the time is the teaser of another article; one with less leads to the page itself.
    /// </summary>
    private const int TeaserLength = 25;

    /// <summary>An article element shorter than this, without the page's heading, is a teaser.</summary>
    private const int MinArticleLength = 600;

    /// <returns>ISO 8601: an instant in UTC, a day where no more is known, null where nothing is said.</returns>
    public static string? Extract(IHtmlDocument document, StructuredData facts, Uri? address, DateTimeOffset now) =>
        SelectMostPrecise(
            Candidates(document, facts, address).Select(CreateParser(IsDayFirst(document, facts, address), now)).OfType<string>()
                .Take(MaxComparedDates));

    private static Func<string?, string?> CreateParser(bool? isDayFirst, DateTimeOffset now) =>
        text => DateParser.Parse(text, now, isDayFirst);

    /// <summary>
    /// The first date decides on the day; a later one of the same day may know the hour. Nothing is looked for once the hour is known.
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

    /// <summary>America writes the month first, the rest of the world the day; “en” alone may be either.</summary>
    private static bool? IsDayFirst(IHtmlDocument document, StructuredData facts, Uri? address)
    {
        var language = PageMetadata.GetLanguage(document, facts)?.Replace('_', '-').ToLowerInvariant() ?? "";
        return language.StartsWith("en", StringComparison.Ordinal) || language.Length == 0
            ? language is "en-us" || (address?.Host.EndsWith(".us", StringComparison.Ordinal) ?? false) ? false
                : language.Length == 5 || DayFirstDomain().IsMatch(address?.Host ?? "") ? true : null
            : true;
    }

    private static IEnumerable<string?> Candidates(IHtmlDocument document, StructuredData facts, Uri? address)
    {
        yield return facts.Published;
        foreach (var name in MetaNames)
        {
            yield return PageMetadata.GetMeta(document, name);
        }

        foreach (var element in document.QuerySelectorAll(
            "[itemprop='datePublished' i], [itemprop='dateCreated' i], [property='datePublished' i]").Take(5))
        {
            yield return ReadValue(element);
        }

        foreach (var element in RankTimeElements(document))
        {
            yield return element.GetAttribute("datetime");
            yield return GetShortLine(element.TextContent);
        }

        yield return facts.Uploaded;
        yield return address is null ? null : FromUrlPath(address.AbsolutePath);
        yield return FromUrlPath(
            PageMetadata.GetCanonicalUrl(document, null) is { } canonical && Uri.TryCreate(canonical, UriKind.Absolute, out var url)
                ? url.AbsolutePath : "");
        foreach (var element in document.QuerySelectorAll(
            "[class*='publish' i], [class*='publica' i], [class*='pubdate' i], [class*='submitted' i], [class*='created' i], "
                + "[class*='post-date' i], [class*='entry-date' i], [class*='dateline' i], [class*='byline' i], [class*='timestamp' "
                + "i], [class*='date' i], [class*='datum' i], [class*='fecha' i], [id*='date' i], [class*='meta' i], [class*='time' i]")
                .Take(60))
        {
            if (UpdateDateMarkers.ExtractPublicationPart(GetShortLine(element.TextContent)) is { } line)
            {
                yield return line;
            }
        }

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

        // Better than no day at all.
        foreach (var line in updates)
        {
            yield return line;
        }
    }

    /// <summary>
    /// Lines below the heading that are nothing but a date: above it stands the day of the visit, in links and at the foot that of
    /// something else.
    /// </summary>
    private static IEnumerable<string> FindVisibleDateLines(IHtmlDocument document) =>
        (document.QuerySelector("h1") ?? document.QuerySelector("h2")) is not { } heading ? [] : document.Descendants<IText>()
            .SkipWhile(text => !heading.Contains(text)).Take(MaxVisibleTextNodes)
            .Where(text =>
                text.Data.Length is > 5 and < 200 && Boilerplate.IsDateLine(HtmlText.ToLine(text.Data))
                    && !Ancestors(text).Any(IsOutsideArticle))
            .Take(3).Select(text => HtmlText.ToLine(text.Data));

    private static bool IsOutsideArticle(IElement element) =>
        element.LocalName is "a" or "aside" or "nav" or "footer" or "script" or "style" or "option"
            || (element.LocalName == "p" && element.TextContent.Length > 120)
        || OutsideArticleClass().IsMatch(element.ClassName is { Length: < 400 } name ? name : "");

    /// <summary>The page's own time first: marked as publication, in the article's head; not those of other articles' teasers.</summary>
    private static IEnumerable<IElement> RankTimeElements(IHtmlDocument document)
    {
        var times = document.GetElementsByTagName("time").Take(200).ToList();
        return times.Select((time, index) => (Time: time, Rank: Rank(time), Index: index))
            .Where(t => t.Rank > 0).OrderByDescending(t => t.Rank).ThenBy(t => t.Index).Select(t => t.Time).Take(5);
    }

    private static int Rank(IElement time)
    {
        var marks = $"{time.ClassName} {time.GetAttribute("itemprop")}";
        var isPublished = time.HasAttribute("pubdate") || marks.Contains("publi", StringComparison.OrdinalIgnoreCase)
            || marks.Contains("entry-date", StringComparison.OrdinalIgnoreCase);
        var isModified = !isPublished
            && (marks.Contains("updat", StringComparison.OrdinalIgnoreCase) || marks.Contains("modif", StringComparison.OrdinalIgnoreCase));
        return isModified || Ancestors(time).Any(a => IsInTeaser(a, time)) ? 0
            : UpdateDateMarkers.IsUpdateTime(time) ? 1
                : isPublished ? 4 : Ancestors(time).Any(a => a.LocalName is "article" or "main") ? 3 : 2;
    }

    private static bool IsInTeaser(IElement around, IElement time) =>
        around.LocalName is "aside" or "nav" or "footer" or "li"
            || TeaserClass().IsMatch(around.ClassName is { Length: < 400 } name ? name : "")
        || (around.LocalName == "a" && around.TextContent.Length > time.TextContent.Length + TeaserLength)
        || (around.LocalName == "article" && around.QuerySelector("h1") is null && around.Owner!.QuerySelector("h1") is not null
            && around.TextContent.Length < MinArticleLength);

    private static IEnumerable<IElement> Ancestors(INode element)
    {
        for (var parent = element.ParentElement; parent is not null; parent = parent.ParentElement)
        {
            yield return parent;
        }
    }

    private static string? ReadValue(IElement element) =>
        element.GetAttribute("content") ?? element.GetAttribute("datetime") ?? GetShortLine(element.TextContent);

    /// <summary>A date stands in a short line; a paragraph that names some date tells nothing of the page.</summary>
    private static string? GetShortLine(string text) =>
        text.Length > 400 || HtmlText.ToLine(text) is not { Length: > 5 and <= 120 } line ? null : line;

    private static string? FromUrlPath(string path) => NumericPathDate().Match(path) is { Success: true } m
        ? string.Create(CultureInfo.InvariantCulture,
            $"{m.Groups[1].Value}-{m.Groups[2].Value.PadLeft(2, '0')}-{m.Groups[3].Value.PadLeft(2, '0')}")
        : MonthNamePathDate().Match(path) is { Success: true } n && MonthNames.Parse(n.Groups[2].Value) is { } month
            ? string.Create(CultureInfo.InvariantCulture, $"{n.Groups[1].Value}-{month:00}-{n.Groups[3].Value.PadLeft(2, '0')}")
        : CompactPathDate().Match(path) is { Success: true } c ? $"{c.Groups[1].Value}-{c.Groups[2].Value}-{c.Groups[3].Value}" : null;

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
