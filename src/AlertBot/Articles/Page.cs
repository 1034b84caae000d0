namespace AlertBot.Articles;

/// <summary>A web page, read: the article on it and what the page says of it.</summary>
/// <param name="Url">Where the page says it lies (canonical), else where it was fetched.</param>
/// <param name="Published">ISO 8601: an instant in UTC, or a day (<c>2025-08-17</c>) where only the day is known.</param>
/// <param name="Language">BCP 47, declared or detected; null where neither is certain.</param>
/// <param name="Text">Paragraphs separated by an empty line.</param>
/// <param name="TruncationReason">Why the text is but the beginning of the article, for a person; null where nothing says so.</param>
internal sealed record Page(string? Url, string? Title, string? Byline, string? Published, string? Language, string? Site, string Text,
    string? TruncationReason = null);
