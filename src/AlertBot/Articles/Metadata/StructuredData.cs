using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AlertBot.Articles.Html;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Metadata;

/// <summary>What a page says of its article in JSON-LD (schema.org).</summary>
internal sealed partial record StructuredData
{
    private const int MaxBlocks = 40;
    private const int MaxObjects = 2_000;

    /// <summary>Characters; the longest of real pages have a tenth.</summary>
    private const int MaxBlockLength = 1_500_000;

    private static readonly JsonDocumentOptions LenientOptions =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    public string? Headline { get; private init; }

    public string? Byline { get; private init; }

    public string? Published { get; private init; }

    /// <summary>When a video on the page came to the outlet: often long before the article around it.</summary>
    public string? Uploaded { get; private init; }

    public string? Language { get; private init; }

    public string? Publisher { get; private init; }

    /// <summary>The article's text, where the page gives it here; its line breaks kept.</summary>
    public string? Body { get; private init; }

    /// <summary>The page says that the article is for subscribers; many show it whole all the same.</summary>
    public bool IsPaid { get; private init; }

    /// <summary>The page is told to be a series of updates.</summary>
    public bool IsLive { get; private init; }

    public static StructuredData Read(IHtmlDocument document)
    {
        var scripts = document.QuerySelectorAll("script[type*='ld+json' i]").Take(MaxBlocks).Select(script => script.TextContent)
            .Where(text => text.Length <= MaxBlockLength).ToList();
        var objects = scripts.SelectMany(ReadObjects).Take(MaxObjects).ToList();
        // An article before a page about it; within one sort the first of the page.
        var ranked = objects.Select(o => (Object: o, Rank: Rank(o))).Where(o => o.Rank > 0).OrderByDescending(o => o.Rank)
            .Select(o => o.Object).ToList();
        var articles = ranked.Where(o => Rank(o) > 1).ToList();
        return new StructuredData
        {
            Headline = First(articles, o => ReadText(o, "headline") ?? ReadText(o, "name")),
            Byline = First(articles, o => ReadNames(o, "author") ?? ReadNames(o, "creator")),
            Published = First(ranked, o => ReadText(o, "datePublished")) ?? First(ranked, o => ReadText(o, "dateCreated"))
                ?? scripts.Select(RecoverDatePublished).FirstOrDefault(date => date is not null),
            Uploaded = First(ranked, o => ReadText(o, "uploadDate")),
            Language = First(ranked, o => ReadText(o, "inLanguage")),
            Publisher = First(articles, o => ReadNames(o, "publisher")),
            Body = First(articles,
                o => o.TryGetProperty("articleBody", out var body) && body.ValueKind == JsonValueKind.String ? body.GetString() : null),
            IsPaid = articles.Any(IsNotFree),
            IsLive = articles.Any(o => ReadTypes(o).Contains("LiveBlogPosting")),
        };
    }

    private static bool IsNotFree(JsonElement o) => o.TryGetProperty("isAccessibleForFree", out var free)
        && (free.ValueKind == JsonValueKind.False
            || (free.ValueKind == JsonValueKind.String && free.GetString()!.EndsWith("false", StringComparison.OrdinalIgnoreCase)));

    /// <summary>
    /// A quotation mark in a headline breaks the whole block; its date can be read all the same, if no video's or comment's may be meant.
    /// </summary>
    private static string? RecoverDatePublished(string script) =>
        Parse(script) is null && ArticleType().IsMatch(script) && DatePublishedMember().Matches(script) is { Count: > 0 } dates
            ? dates[0].Groups[1].Value : null;

    private static string? First(List<JsonElement> objects, Func<JsonElement, string?> member) =>
        objects.Select(member).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    private static int Rank(JsonElement o) => ReadTypes(o).Max(type =>
        type.EndsWith("NewsArticle", StringComparison.Ordinal) || type is "ReportageNewsArticle" or "LiveBlogPosting" ? 4
        : type.EndsWith("Article", StringComparison.Ordinal) || type.EndsWith("Posting", StringComparison.Ordinal)
            || type is "Report" or "Review" or "Recipe" ? 3
        : type.EndsWith("Page", StringComparison.Ordinal) || type is "VideoObject" or "AudioObject" or "PodcastEpisode" ? 1
        : 0);

    private static IEnumerable<string> ReadTypes(JsonElement o) => !o.TryGetProperty("@type", out var type) ? [""]
        : type.ValueKind == JsonValueKind.String ? [type.GetString()!]
        : type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!).Append("")
        : [""];

    /// <summary>All objects of a block in document order, those inside @graph, lists and mainEntity too.</summary>
    private static IEnumerable<JsonElement> ReadObjects(string script)
    {
        if (Parse(script) is not { } root)
        {
            yield break;
        }

        var open = new Stack<JsonElement>([root]);
        while (open.TryPop(out var element))
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                yield return element;
            }

            var inner = element.ValueKind switch
            {
                JsonValueKind.Array => element.EnumerateArray().AsEnumerable(),
                JsonValueKind.Object =>
                    element.EnumerateObject().Where(p => p.Name is "@graph" or "mainEntity" or "mainEntityOfPage" or "hasPart")
                        .Select(p => p.Value),
                _ => [],
            };
            foreach (var child in inner.Reverse())
            {
                open.Push(child);
            }
        }
    }

    /// <summary>Publishers wrap the JSON in comments and leave raw line breaks inside its strings.</summary>
    private static JsonElement? Parse(string script)
    {
        var start = script.AsSpan().IndexOfAny('{', '[');
        var end = script.AsSpan().LastIndexOfAny('}', ']');
        if (start < 0 || end < start)
        {
            return null;
        }

        var json = new StringBuilder(script, start, end - start + 1, end - start + 1);
        for (var i = 0; i < json.Length; i++)
        {
            json[i] = json[i] < ' ' ? ' ' : json[i];
        }

        try
        {
            using var document = JsonDocument.Parse(json.ToString(), LenientOptions);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? ReadText(JsonElement o, string name) => !o.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? HtmlText.ToLine(value.GetString()!)
        : value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => HtmlText.ToLine(v.GetString()!))
                .FirstOrDefault()
        : null;

    private static string? ReadNames(JsonElement o, string name)
    {
        if (!o.TryGetProperty(name, out var value))
        {
            return null;
        }

        var names = (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value]).Select(
            v => v.ValueKind == JsonValueKind.String ? HtmlText.ToLine(v.GetString()!)
                : v.ValueKind == JsonValueKind.Object ? ReadText(v, "name") : null)
            .Where(n => !string.IsNullOrWhiteSpace(n)).Distinct().Take(8);
        return string.Join(", ", names) is { Length: > 0 } joined ? joined : null;
    }

    [GeneratedRegex(@"""@type""\s{0,9}:\s{0,9}\[?\s{0,9}""[A-Za-z]{0,30}(?:Article|Posting)""", RegexOptions.CultureInvariant)]
    private static partial Regex ArticleType();

    [GeneratedRegex(@"""datePublished""\s{0,9}:\s{0,9}""([^""<>]{8,40})""", RegexOptions.CultureInvariant)]
    private static partial Regex DatePublishedMember();
}
