namespace AlertBot.Http;

/// <summary>The outcome of one GET request.</summary>
internal abstract record FetchOutcome
{
    private FetchOutcome()
    {
    }

    /// <summary>A 2xx response, decompressed, within the size limit.</summary>
    /// <param name="Address">The address after the last redirect.</param>
    /// <param name="MovedTo">Set when every redirect was permanent (301, 308).</param>
    internal sealed record Fetched(Uri Address, byte[] Body, string? ContentType, string? ETag, string? LastModified, Uri? MovedTo)
        : FetchOutcome
    {
        /// <summary>The values of the <c>Link</c> headers, unparsed.</summary>
        public IReadOnlyList<string> LinkHeaders { get; init; } = [];
        /// <summary>How long the response stays fresh; null when the server does not say.</summary>
        public TimeSpan? FreshnessLifetime { get; init; }
    }

    /// <summary>304: the document has not changed.</summary>
    /// <param name="ETag">A new validator that replaces the old one; null: the old one stays.</param>
    /// <param name="LastModified">Likewise.</param>
    /// <param name="MovedTo">Set when every redirect was permanent (301, 308).</param>
    internal sealed record NotModified(string? ETag = null, string? LastModified = null, Uri? MovedTo = null,
        TimeSpan? FreshnessLifetime = null) : FetchOutcome;

    /// <param name="Reason">What failed and how to fix it, for a person. Contains no secret of the address.</param>
    /// <param name="Status">The HTTP status, when there was a response.</param>
    /// <param name="RetryAfter">The pause that the server requested (seconds or a date, as a span).</param>
    /// <param name="IsTransient">A later attempt may succeed: timeouts, resets, 408, 425, 429, 5xx.</param>
    internal sealed record Failed(string Reason, int? Status, TimeSpan? RetryAfter, bool IsTransient) : FetchOutcome
    {
        /// <summary>Name and port of the host that sent the response. After a redirect it differs from the first one.</summary>
        public string? Host { get; init; }

        /// <summary>410, reached without a temporary redirect.</summary>
        public bool IsGone { get; init; }
    }
}

/// <summary>A GET request to make. Validators are sent back byte for byte.</summary>
/// <param name="Headers">Additional headers. They are sent to the first host only, never to another one after a redirect.</param>
internal sealed record FetchRequest(
    Uri Address,
    string? ETag = null,
    string? LastModified = null,
    IReadOnlyDictionary<string, string>? Headers = null)
{
    /// <summary>
    /// Called for each host that a redirect leads to (with its port, where that is not the default one). Returns how long its requested
    /// pause still lasts; null when it may be contacted.
    /// </summary>
    public Func<string, CancellationToken, Task<TimeSpan?>>? GetPauseAsync { get; init; }
}
