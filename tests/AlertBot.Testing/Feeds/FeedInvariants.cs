using AlertBot.Feeds;
using AlertBot.Feeds.Parsing;

namespace AlertBot.Testing.Feeds;

/// <summary>Checks what later stages rely on in every parsed feed, whatever the document was.</summary>
internal static class FeedInvariants
{
    /// <returns>The invariant that is violated. Null: none.</returns>
    public static string? FindViolation(FeedParseResult result) => result switch
    {
        FeedParseResult.Rejected rejected => rejected.Reason.Length == 0 ? "rejected without a reason" : null,
        FeedParseResult.Parsed parsed =>
            new[] { parsed.Document.Link, parsed.Document.Hub }.Any(link => !IsLink(link)) ? "the feed has a link that is not http"
            : parsed.Document.Entries.Select(FindViolation).FirstOrDefault(violation => violation is not null),
        _ => "neither parsed nor rejected",
    };

    private static string? FindViolation(Entry entry) =>
        !IsLink(entry.Link) || !IsLink(entry.Image) ? "an entry has a link that is not http"
        : entry.Keys.Count == 0 && entry.Title.Length > 0 ? "an entry with a title has no key"
        : entry.Title.Contains('\n', StringComparison.Ordinal) ? "a title has a line break"
        : entry.Content is { } content && HasActiveContent(content) ? "content has active elements"
        : null;

    private static bool IsLink(string? link) =>
        link is null || (Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");

    private static bool HasActiveContent(string content) =>
        content.Contains("<script", StringComparison.OrdinalIgnoreCase) || content.Contains("<iframe", StringComparison.OrdinalIgnoreCase)
        || content.Contains("href=\"javascript:", StringComparison.OrdinalIgnoreCase)
        || content.Contains("src=\"data:", StringComparison.OrdinalIgnoreCase);
}
