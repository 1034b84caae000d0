using AlertBot.Text.Charsets;

namespace AlertBot.Feeds.Parsing;

/// <summary>Parses the bytes of a feed document.</summary>
internal static class FeedParser
{
    public const string WebPageReason = "this is a web page, not a feed: look for the site's feed address";

    /// <param name="contentType">The HTTP header, if any. Its charset takes precedence (RFC 7303).</param>
    /// <param name="address">The address of the document: the base of relative links.</param>
    public static FeedParseResult Parse(ReadOnlyMemory<byte> body, string? contentType, Uri? address)
    {
        var decoded = CharsetDecoder.Decode(body.Span, contentType, MarkupKind.Xml);
        List<string> warnings = decoded.Warning is { } warning ? [warning] : [];
        var text = decoded.Text.TrimStart('\uFEFF').TrimStart();
        if (text.Length == 0)
        {
            return new FeedParseResult.Rejected("the document is empty: check the address");
        }

        return text[0] is '{' or '[' ? JsonFeedReader.Read(text, address, warnings) : XmlFeedReader.Read(text, address, warnings);
    }
}

/// <summary>The result of parsing a document.</summary>
internal abstract record FeedParseResult
{
    private FeedParseResult()
    {
    }

    internal sealed record Parsed(FeedDocument Document) : FeedParseResult;

    /// <param name="Reason">What the document is instead and what to do, for a person.</param>
    internal sealed record Rejected(string Reason) : FeedParseResult;
}
