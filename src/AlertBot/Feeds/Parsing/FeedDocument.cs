namespace AlertBot.Feeds.Parsing;

/// <summary>A parsed feed document: the feed's own data, and its entries in document order.</summary>
/// <param name="Format">One of <c>rss0.9</c>, <c>rss0.91</c>…<c>rss0.94</c>, <c>rss1.0</c>, <c>rss2.0</c>, <c>atom0.3</c>, <c>atom1.0</c>,
/// <c>json1.0</c>, <c>json1.1</c>.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Link">Absolute address of the feed's site.</param>
/// <param name="Language">As declared, e.g. <c>en-gb</c>.</param>
/// <param name="Hub">Address of the feed's WebSub hub.</param>
/// <param name="Warnings">What was repaired or guessed, for a person.</param>
internal sealed record FeedDocument(
    string Format,
    string? Title,
    string? Link,
    string? Language,
    string? Hub,
    IReadOnlyList<Entry> Entries,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The feed's own address as the document gives it.</summary>
    public string? SelfLink { get; init; }

    /// <summary>How often the document asks to be polled.</summary>
    public FeedHints Hints { get; init; }
}
