using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AlertBot.Articles.Html;
using AngleSharp.Html.Dom;

namespace AlertBot.Articles.Metadata;

/// <summary>The metadata of an article in the JSON-LD of its page (schema.org).</summary>
internal sealed partial record StructuredData
{
    // Script elements of a page, and objects in them, that are read; real pages have a tenth.
    private const int MaxBlocks = 40;
    private const int MaxObjects = 2_000;

    /// <summary>Longer scripts, in characters, are ignored; the longest of real pages have a tenth.</summary>
    private const int MaxBlockLength = 1_500_000;

    /// <summary>Authors of one article that are listed.</summary>
    private const int MaxNames = 8;

    private static readonly JsonDocumentOptions LenientOptions =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    public string? Headline { get; private init; }

    public string? Byline { get; private init; }

    public string? Published { get; private init; }

    /// <summary>When a video on the page was uploaded, often long before the article was published.</summary>
    public string? Uploaded { get; private init; }

    public string? Language { get; private init; }

    public string? Publisher { get; private init; }

    /// <summary>The text of the article with its line breaks; few pages have it.</summary>
    public string? Body { get; private init; }

    /// <summary>Whether the article is declared as not free. Many pages show it nevertheless.</summary>
    public bool IsPaid { get; private init; }

    /// <summary>Whether the page is a live blog.</summary>
    public bool IsLive { get; private init; }

    public static StructuredData Read(IHtmlDocument document)
    {
        var scripts = document.QuerySelectorAll("script[type*='ld+json' i]").Take(MaxBlocks).Select(script => script.TextContent)
            .Where(text => text.Length <= MaxBlockLength).ToList();

        // Articles before pages and videos; objects of the same rank in document order.
        var ranked = scripts.SelectMany(ReadObjects).Take(MaxObjects)
            .Select(o => (Object: o, Rank: Rank(o))).Where(o => o.Rank > 0).OrderByDescending(o => o.Rank)
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
    /// Finds the date of publication in a script that is not valid JSON, often because of a quotation mark in the headline.
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

    /// <summary>Returns the objects of a script in document order, including those in lists, @graph and mainEntity.</summary>
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

            foreach (var child in GetChildren(element).Reverse())
            {
                open.Push(child);
            }
        }
    }

    private static IEnumerable<JsonElement> GetChildren(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray(),
        JsonValueKind.Object => element.EnumerateObject()
            .Where(p => p.Name is "@graph" or "mainEntity" or "mainEntityOfPage" or "hasPart")
            .Select(p => p.Value),
        _ => [],
    };

    /// <summary>Parses JSON that may be wrapped in a comment or have raw line breaks in its strings.</summary>
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

        var values = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value];
        var names = values.Select(ReadName).Where(name => !string.IsNullOrWhiteSpace(name)).Distinct().Take(MaxNames);
        return string.Join(", ", names) is { Length: > 0 } joined ? joined : null;
    }

    private static string? ReadName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => HtmlText.ToLine(value.GetString()!),
        JsonValueKind.Object => ReadText(value, "name"),
        _ => null,
    };

    [GeneratedRegex(@"""@type""\s{0,9}:\s{0,9}\[?\s{0,9}""[A-Za-z]{0,30}(?:Article|Posting)""", RegexOptions.CultureInvariant)]
    private static partial Regex ArticleType();

    [GeneratedRegex(@"""datePublished""\s{0,9}:\s{0,9}""([^""<>]{8,40})""", RegexOptions.CultureInvariant)]
    private static partial Regex DatePublishedMember();
}
