namespace AlertBot.Http;

/// <summary>What came of one GET.</summary>
internal abstract record FetchOutcome
{
    private FetchOutcome()
    {
    }

    /// <summary>An answer 2xx, decompressed, within the size limit.</summary>
    /// <param name="Address">Where the last redirect led.</param>
    /// <param name="MovedTo">Set when every redirect on the way was permanent (301, 308).</param>
    internal sealed record Fetched(Uri Address, byte[] Body, string? ContentType, string? ETag, string? LastModified, Uri? MovedTo)
        : FetchOutcome
    {
        /// <summary>The headers <c>Link</c> as they came.</summary>
        public IReadOnlyList<string> LinkHeaders { get; init; } = [];
        /// <summary>How long the server says the answer stays as it is; null where it says nothing.</summary>
        public TimeSpan? FreshnessLifetime { get; init; }
    }

    /// <summary>An answer 304: what was kept from before still holds.</summary>
    /// <param name="ETag">A validator that takes the place of the old one; null: as before.</param>
    /// <param name="LastModified">Likewise.</param>
    /// <param name="MovedTo">Set when every redirect on the way was permanent (301, 308).</param>
    internal sealed record NotModified(string? ETag = null, string? LastModified = null, Uri? MovedTo = null,
        TimeSpan? FreshnessLifetime = null) : FetchOutcome;

    /// <param name="Reason">What failed and the mend, for a person; holds no secret of the address.</param>
    /// <param name="Status">The HTTP status, when there was an answer.</param>
    /// <param name="RetryAfter">As the server asked (seconds or date, turned into a span).</param>
    /// <param name="IsTransient">A later try may succeed: time-outs, resets, 408, 429, 5xx.</param>
    internal sealed record Failed(string Reason, int? Status, TimeSpan? RetryAfter, bool IsTransient) : FetchOutcome
    {
        /// <summary>Name and port of the host that gave the answer, which after a redirect is another than was asked first.</summary>
        public string? Host { get; init; }

        /// <summary>410, and no redirect on the way that was only for now.</summary>
        public bool IsGone { get; init; }
    }
}

/// <summary>One GET to make: validators go back byte for byte as the server gave them.</summary>
/// <param name="Headers">More headers; sent to the first host only, never on to another after a redirect.</param>
internal sealed record FetchRequest(
    Uri Address,
    string? ETag = null,
    string? LastModified = null,
    IReadOnlyDictionary<string, string>? Headers = null)
{
    /// <summary>
    /// Asked of each host (with its port, where that is not the usual one) that a redirect leads to: how long it is to be left alone yet;
    /// null when it may be asked.
    /// </summary>
    public Func<string, CancellationToken, Task<TimeSpan?>>? GetPauseAsync { get; init; }
}
