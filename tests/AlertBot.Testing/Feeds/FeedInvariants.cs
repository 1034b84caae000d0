using AlertBot.Feeds;
using AlertBot.Feeds.Parsing;

namespace AlertBot.Testing.Feeds;

/// <summary>What a read feed promises to all that comes after it, whatever the document was.</summary>
internal static class FeedInvariants
{
    /// <returns>The promise that is broken; null where all are kept.</returns>
    public static string? FindViolation(FeedParseResult reading) => reading switch
    {
        FeedParseResult.Rejected refused => refused.Reason.Length == 0 ? "refused without a reason" : null,
        FeedParseResult.Parsed parsed =>
            new[] { parsed.Document.Link, parsed.Document.Hub }.Any(link => !IsLink(link)) ? "the feed has a link that is not http"
            : parsed.Document.Entries.Select(FindViolation).FirstOrDefault(broken => broken is not null),
        _ => "neither",
    };

    private static string? FindViolation(Entry entry) =>
        !IsLink(entry.Link) || !IsLink(entry.Image) ? "an entry has a link that is not http"
        : entry.Keys.Count == 0 && entry.Title.Length > 0 ? "an entry with a title has no key"
        : entry.Title.Contains('\n', StringComparison.Ordinal) ? "a title has a line break"
        : entry.Content is { } content && HasActiveContent(content) ? "content holds something that acts"
        : null;

    private static bool IsLink(string? link) =>
        link is null || (Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");

    private static bool HasActiveContent(string content) =>
        content.Contains("<script", StringComparison.OrdinalIgnoreCase) || content.Contains("<iframe", StringComparison.OrdinalIgnoreCase)
        || content.Contains("href=\"javascript:", StringComparison.OrdinalIgnoreCase)
        || content.Contains("src=\"data:", StringComparison.OrdinalIgnoreCase);
}
