namespace AlertBot.Text.Charsets;

/// <summary>Recognizes documents that are not web pages, by their first bytes and their media type.</summary>
internal static class NonHtmlDocument
{
    /// <returns>What the document is; null for a web page.</returns>
    public static string? Describe(ReadOnlySpan<byte> body, string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant();
        return body.IsEmpty ? "the page is empty"
            : body.StartsWith("%PDF-"u8) ? "the page is a PDF file, not HTML"
            : body.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && !body.Contains((byte)'<') ? "the page is JSON, not HTML"
            : type is null or "" or "application/octet-stream" or "application/xml" ? null
            : type.Contains("html", StringComparison.Ordinal) || type.StartsWith("text/", StringComparison.Ordinal) ? null
            : $"the page is {type}, not HTML";
    }
}
