namespace AlertBot.Articles;

/// <summary>The article of a web page, with its metadata.</summary>
/// <param name="Url">The canonical address that the page declares; otherwise the address it was fetched from.</param>
/// <param name="Published">ISO 8601: an instant in UTC, or a day (<c>2025-08-17</c>) when only the day is known.</param>
/// <param name="Language">BCP 47, declared or detected; null when neither is certain.</param>
/// <param name="Text">Paragraphs separated by an empty line.</param>
/// <param name="TruncationReason">Why the text is only the beginning of the article, as a sentence; null when it is whole.</param>
internal sealed record Page(string? Url, string? Title, string? Byline, string? Published, string? Language, string? Site, string Text,
    string? TruncationReason = null);
