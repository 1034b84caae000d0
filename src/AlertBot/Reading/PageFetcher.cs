using System.Collections.Concurrent;
using AlertBot.Articles;
using AlertBot.Feeds.Polling;
using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Reading;

/// <summary>Fetches and reads the page of an entry, unless its host asked to be left alone or has just failed.</summary>
internal sealed class PageFetcher(Database database, Fetcher fetcher, TimeProvider time)
{
    /// <summary>So long no page is asked of a host that failed, or each of its entries would wait for the same time-out in turn.</summary>
    private static readonly TimeSpan HostCooldown = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _cooldownUntil = new(StringComparer.OrdinalIgnoreCase);

    public async Task<PageFetchResult> FetchAsync(UnreadEntry entry, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(entry.Link, UriKind.Absolute, out var address))
        {
            return new PageFetchResult.Failed("its link is no address", IsTransient: false);
        }

        var pause = await database.ReadAsync(
            session => HostPauseStore.GetEndAsync(session, entry.Host, time.GetUtcNow(), cancellationToken), cancellationToken);
        if (pause is { } until)
        {
            return new PageFetchResult.HostPaused(until);
        }

        if (_cooldownUntil.TryGetValue(entry.Host, out var rested) && rested > time.GetUtcNow())
        {
            return new PageFetchResult.HostPaused(rested);
        }

        switch (await fetcher.GetAsync(new FetchRequest(address), cancellationToken))
        {
            case FetchOutcome.Fetched fetched:
                return ReadPage(fetched);
            case FetchOutcome.Failed failed:
                await CoolDownHostAsync(entry.Host, failed, cancellationToken);
                return new PageFetchResult.Failed(failed.Reason, failed.IsTransient);
            default:
                return new PageFetchResult.Failed("the server answered 304 to a request without a condition", IsTransient: false);
        }
    }

    private PageFetchResult ReadPage(FetchOutcome.Fetched fetched) =>
        PageReader.Read(fetched.Body, fetched.ContentType, fetched.Address, time.GetUtcNow()) switch
    {
        PageReadResult.Extracted read => new PageFetchResult.Fetched(read.Page),
        PageReadResult.NoArticle none => new PageFetchResult.Failed(none.Reason, IsTransient: false),
        var other => throw new InvalidOperationException($"{other} is no reading"),
    };

    private Task CoolDownHostAsync(string host, FetchOutcome.Failed failed, CancellationToken cancellationToken)
    {
        if (failed.IsTransient)
        {
            _cooldownUntil[host] = time.GetUtcNow() + HostCooldown;
        }

        return failed.RetryAfter is { } wait ? PauseHostAsync(host, wait, cancellationToken) : Task.CompletedTask;
    }

    private Task PauseHostAsync(string host, TimeSpan wait, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => HostPauseStore.SetAsync(session, host, time.GetUtcNow() + PollSchedule.CapRetryAfter(wait), cancellationToken),
            cancellationToken);
}

/// <summary>What came of fetching an entry's page.</summary>
internal abstract record PageFetchResult
{
    private PageFetchResult()
    {
    }

    internal sealed record Fetched(Page Page) : PageFetchResult;

    /// <summary>The page was not asked for: its host is left alone until then.</summary>
    internal sealed record HostPaused(DateTimeOffset Until) : PageFetchResult;

    internal sealed record Failed(string Reason, bool IsTransient) : PageFetchResult;
}
