namespace AlertBot.Http;

/// <summary>The guarded client for addresses that come from feeds, pages and chat.</summary>
internal sealed class Fetcher(NetworkOptions options, TimeProvider time) : IDisposable
{
    /// <summary>Never throws for what a server does: that is a <see cref="FetchOutcome.Failed"/>.</summary>
    public Task<FetchOutcome> GetAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        _ = (options, time, request, cancellationToken);
        throw new NotSupportedException();
    }

    public void Dispose()
    {
    }
}
