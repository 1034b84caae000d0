using System.Collections.Concurrent;
using AlertBot.Articles;
using AlertBot.Feeds;
using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Briefs;

/// <summary>Fetches and reads the page of an entry, unless its host asked to be left alone or has just failed.</summary>
internal sealed class PageFetcher(Database database, Fetcher fetcher, TimeProvider time)
{
    /// <summary>So long no page is asked of a host that failed, or each of its entries would wait for the same time-out in turn.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _restUntil = new(StringComparer.OrdinalIgnoreCase);

    public async Task<PageFetch> FetchAsync(UnreadEntry entry, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(entry.Link, UriKind.Absolute, out var address))
        {
            return new PageFetch.Failed("its link is no address", IsTransient: false);
        }

        var pause = await database.ReadAsync(session => HostPauses.UntilAsync(session, entry.Host, time.GetUtcNow(), cancellationToken), cancellationToken);
        if (pause is { } until)
        {
            return new PageFetch.Waits(until);
        }

        if (_restUntil.TryGetValue(entry.Host, out var rested) && rested > time.GetUtcNow())
        {
            return new PageFetch.Waits(rested);
        }

        switch (await fetcher.GetAsync(new FetchRequest(address), cancellationToken))
        {
            case FetchOutcome.Fetched fetched:
                return Read(fetched);
            case FetchOutcome.Failed failed:
                await RestAsync(entry.Host, failed, cancellationToken);
                return new PageFetch.Failed(failed.Reason, failed.IsTransient);
            default:
                return new PageFetch.Failed("the server answered 304 to a request without a condition", IsTransient: false);
        }
    }

    private PageFetch Read(FetchOutcome.Fetched fetched) => PageReader.Read(fetched.Body, fetched.ContentType, fetched.Address, time.GetUtcNow()) switch
    {
        PageReading.Read read => new PageFetch.Fetched(read.Page),
        PageReading.NoArticle none => new PageFetch.Failed(none.Reason, IsTransient: false),
        var other => throw new InvalidOperationException($"{other} is no reading"),
    };

    private Task RestAsync(string host, FetchOutcome.Failed failed, CancellationToken cancellationToken)
    {
        if (failed.IsTransient)
        {
            _restUntil[host] = time.GetUtcNow() + Rest;
        }

        return failed.RetryAfter is { } wait ? PauseAsync(host, wait, cancellationToken) : Task.CompletedTask;
    }

    private Task PauseAsync(string host, TimeSpan wait, CancellationToken cancellationToken) =>
        database.WriteAsync(session => HostPauses.SetAsync(session, host, time.GetUtcNow() + PollSchedule.Cap(wait), cancellationToken), cancellationToken);
}

/// <summary>What came of fetching an entry's page.</summary>
internal abstract record PageFetch
{
    private PageFetch()
    {
    }

    internal sealed record Fetched(Page Page) : PageFetch;

    /// <summary>The page was not asked for: its host is left alone until then.</summary>
    internal sealed record Waits(DateTimeOffset Until) : PageFetch;

    internal sealed record Failed(string Reason, bool IsTransient) : PageFetch;
}
