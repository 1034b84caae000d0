namespace AlertBot.Reading;

/// <summary>The outcome of one attempt to read an entry.</summary>
internal abstract record ReadResult
{
    private ReadResult()
    {
    }

    internal sealed record Completed(Article Article) : ReadResult;

    /// <summary>Fetching its page failed temporarily.</summary>
    internal sealed record Retry : ReadResult;

    /// <summary>Requests to the host of its page are paused. No request was made, so this does not count as an attempt.</summary>
    internal sealed record Postponed(DateTimeOffset Until) : ReadResult;
}
