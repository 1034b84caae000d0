using System.Collections.Concurrent;
using AlertBot.Articles;
using AlertBot.Feeds.Polling;
using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Reading;

/// <summary>Fetches and parses the page of an entry, unless requests to its host are paused or have just failed.</summary>
internal sealed class PageFetcher(Database database, Fetcher fetcher, TimeProvider time)
{
    /// <summary>The pause after a failed request to a host. Without it, each of its entries would wait for the same timeout.</summary>
    private static readonly TimeSpan HostCooldown = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _cooldownUntil = new(StringComparer.OrdinalIgnoreCase);

    public async Task<PageFetchResult> FetchAsync(UnreadEntry entry, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(entry.Link, UriKind.Absolute, out var address))
        {
            return new PageFetchResult.Failed("its link is not a valid URL", IsTransient: false);
        }

        var pause = await database.ReadAsync(
            session => HostPauseStore.GetEndAsync(session, entry.Host, time.GetUtcNow(), cancellationToken), cancellationToken);
        if (pause is { } until)
        {
            return new PageFetchResult.HostPaused(until);
        }

        if (_cooldownUntil.TryGetValue(entry.Host, out var cooldownEnd) && cooldownEnd > time.GetUtcNow())
        {
            return new PageFetchResult.HostPaused(cooldownEnd);
        }

        switch (await fetcher.GetAsync(new FetchRequest(address), cancellationToken))
        {
            case FetchOutcome.Fetched fetched:
                return ReadPage(fetched);
            case FetchOutcome.Failed failed:
                await CoolDownHostAsync(entry.Host, failed, cancellationToken);
                return new PageFetchResult.Failed(failed.Reason, failed.IsTransient);
            default:
                return new PageFetchResult.Failed("the server answered 304 to an unconditional request", IsTransient: false);
        }
    }

    private PageFetchResult ReadPage(FetchOutcome.Fetched fetched) =>
        PageReader.Read(fetched.Body, fetched.ContentType, fetched.Address, time.GetUtcNow()) switch
        {
            PageReadResult.Extracted extracted => new PageFetchResult.Fetched(extracted.Page),
            PageReadResult.NoArticle none => new PageFetchResult.Failed(none.Reason, IsTransient: false),
            var other => throw new InvalidOperationException($"unexpected result of reading a page: {other}"),
        };

    private Task CoolDownHostAsync(string host, FetchOutcome.Failed failed, CancellationToken cancellationToken)
    {
        if (failed.IsTransient)
        {
            _cooldownUntil[host] = time.GetUtcNow() + HostCooldown;
        }

        return failed.RetryAfter is { } retryAfter ? PauseHostAsync(host, retryAfter, cancellationToken) : Task.CompletedTask;
    }

    private Task PauseHostAsync(string host, TimeSpan retryAfter, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => HostPauseStore.SetAsync(session, host, time.GetUtcNow() + PollSchedule.CapRetryAfter(retryAfter), cancellationToken),
            cancellationToken);
}

/// <summary>The outcome of fetching the page of an entry.</summary>
internal abstract record PageFetchResult
{
    private PageFetchResult()
    {
    }

    internal sealed record Fetched(Page Page) : PageFetchResult;

    /// <summary>No request was made, because requests to the host are paused.</summary>
    internal sealed record HostPaused(DateTimeOffset Until) : PageFetchResult;

    internal sealed record Failed(string Reason, bool IsTransient) : PageFetchResult;
}
