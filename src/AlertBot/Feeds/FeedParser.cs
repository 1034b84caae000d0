namespace AlertBot.Feeds;

/// <summary>Turns the bytes of a feed document into a <see cref="Feed"/>.</summary>
internal static class FeedParser
{
    /// <param name="contentType">The HTTP header, if any: its charset counts first (RFC 7303).</param>
    /// <param name="address">Where the document lay: the base of relative links.</param>
    public static FeedReading Parse(ReadOnlyMemory<byte> body, string? contentType, Uri? address) =>
        new FeedReading.Refused("not read yet");
}

/// <summary>What came of reading a document.</summary>
internal abstract record FeedReading
{
    private FeedReading()
    {
    }

    internal sealed record Parsed(Feed Feed) : FeedReading;

    /// <param name="Reason">What the document is instead, and the mend, for a person.</param>
    internal sealed record Refused(string Reason) : FeedReading;
}
