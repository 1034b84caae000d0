using System.Net;
using System.Text.Json;
using AlertBot.Text;

namespace AlertBot.Feeds.Parsing;

/// <summary>Reads JSON Feed 1.0 and 1.1.</summary>
internal static class JsonFeedReader
{
    private static readonly JsonDocumentOptions Options =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    public static FeedParseResult Read(string text, Uri? address, List<string> warnings)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return Read(document.RootElement, address, warnings);
        }
        catch (JsonException)
        {
            return new FeedParseResult.Rejected(
                "this is JSON that is truncated or invalid, so not a feed: it may be whole at the next poll, else the site must fix it");
        }
        catch (InvalidOperationException)
        {
            // A string with an escaped lone surrogate.
            return new FeedParseResult.Rejected("this is JSON with invalid characters, so not a feed: the site must fix it");
        }
    }

    private static FeedParseResult Read(JsonElement root, Uri? address, List<string> warnings)
    {
        if (root.ValueKind != JsonValueKind.Object || DetectFormat(root) is not { } format)
        {
            return new FeedParseResult.Rejected("this is JSON, but not a JSON Feed (no such \"version\"): check the address");
        }

        var baseAddress = address ?? (FeedLinkResolver.Resolve(Text(root, "feed_url"), null) is { } self ? new Uri(self) : null);
        return new FeedParseResult.Parsed(new FeedDocument(
            format,
            PlainTextConverter.FromHtml(Text(root, "title") ?? "") is { Length: > 0 } title ? title : null,
            FeedLinkResolver.Resolve(Text(root, "home_page_url"), baseAddress),
            Text(root, "language"),
            Elements(root, "hubs").Where(IsWebSubHub).Select(hub => FeedLinkResolver.Resolve(Text(hub, "url"), baseAddress))
                .FirstOrDefault(hub => hub is not null),
            EntryKeys.Assign([.. Elements(root, "items").Where(item => item.ValueKind == JsonValueKind.Object)
                .Select(item => ReadEntry(item, baseAddress))]),
            warnings)
        {
            SelfLink = FeedLinkResolver.Resolve(Text(root, "feed_url"), baseAddress),
        });
    }

    private static bool IsWebSubHub(JsonElement hub) =>
        Text(hub, "type") is not { } type || type.Equals("WebSub", StringComparison.OrdinalIgnoreCase)
            || type.Equals("PubSubHubbub", StringComparison.OrdinalIgnoreCase);

    private static string? DetectFormat(JsonElement root)
    {
        var version = Text(root, "version") ?? "";
        var isFeed = version.Contains("jsonfeed.org/version/1", StringComparison.OrdinalIgnoreCase)
            || (version is "1" or "1.0" or "1.1" && Member(root, "items").ValueKind == JsonValueKind.Array);
        return !isFeed ? null
            : version.TrimEnd('/').EndsWith("1.1", StringComparison.Ordinal) ? "json1.1" : "json1.0";
    }

    private static Entry ReadEntry(JsonElement item, Uri? baseAddress)
    {
        var id = Text(item, "id");
        var content = Text(item, "content_html") ?? ToHtml(Text(item, "content_text"));
        return new Entry(
            id,
            [],
            PlainTextConverter.FromHtml(Text(item, "title") ?? ""),
            FeedLinkResolver.Resolve(Text(item, "url"), baseAddress)
                ?? FeedLinkResolver.Resolve(Text(item, "external_url"), baseAddress)
                ?? FeedLinkResolver.Resolve(id, (Uri?)null),
            FeedDateParser.Parse(Text(item, "date_published")),
            FeedDateParser.Parse(Text(item, "date_modified")),
            [.. Elements(item, "authors").Append(Member(item, "author"))
                .Select(author => PlainTextConverter.FromHtml(Text(author, "name") ?? "")).Where(name => name.Length > 0)
                .Distinct(StringComparer.Ordinal)],
            [.. Elements(item, "tags").Where(tag => tag.ValueKind == JsonValueKind.String)
                .Select(tag => PlainTextConverter.FromHtml(tag.GetString()!)).Where(tag => tag.Length > 0)],
            PlainTextConverter.FromHtml(Text(item, "summary") ?? ""),
            content is null ? null : ContentSanitizer.Sanitize(content, baseAddress))
        {
            Image = FeedLinkResolver.Resolve(Text(item, "image"), baseAddress)
                ?? FeedLinkResolver.Resolve(Text(item, "banner_image"), baseAddress),
        };
    }

    private static string? ToHtml(string? text) =>
        text is null ? null
        : string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>"));

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    /// <summary>A string member. A number is accepted too, because some feeds have numbers as ids.</summary>
    private static string? Text(JsonElement parent, string name)
    {
        var member = Member(parent, name);
        return member.ValueKind switch
        {
            JsonValueKind.String => member.GetString(),
            JsonValueKind.Number => member.GetRawText(),
            _ => null,
        };
    }

    private static JsonElement.ArrayEnumerator Elements(JsonElement parent, string name)
    {
        var member = Member(parent, name);
        return member.ValueKind == JsonValueKind.Array ? member.EnumerateArray() : default;
    }
}
