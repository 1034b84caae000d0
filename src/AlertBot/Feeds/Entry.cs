namespace AlertBot.Feeds;

/// <summary>One item of a feed document, as published.</summary>
/// <param name="Id">The guid or id as given by the feed.</param>
/// <param name="Keys">Identify the entry: it is known when any of its keys is known in its feed. Never empty.</param>
/// <param name="Title">Plain text; empty when the feed gives none.</param>
/// <param name="Link">Absolute address of the article.</param>
/// <param name="Published">Null when the feed gives no date; never replaced by the current time.</param>
/// <param name="Summary">Plain text; empty when the feed gives none.</param>
/// <param name="Content">Sanitized HTML of the full content.</param>
internal sealed record Entry(
    string? Id,
    IReadOnlyList<EntryKey> Keys,
    string Title,
    string? Link,
    DateTimeOffset? Published,
    DateTimeOffset? Updated,
    IReadOnlyList<string> Authors,
    IReadOnlyList<string> Categories,
    string Summary,
    string? Content)
{
    /// <summary>Absolute http or https address of a picture; null when the feed gives none.</summary>
    public string? Image { get; init; }
}

/// <summary>A key that identifies an entry.</summary>
/// <param name="Kind"><c>guid</c>, <c>link</c> (canonical; omitted when several entries of the document share it) or
/// <c>content</c>.</param>
/// <param name="Hash">Lower-case hexadecimal SHA-256 of the key's text.</param>
internal readonly record struct EntryKey(string Kind, string Hash);
