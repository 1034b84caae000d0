using AlertBot.Feeds.Parsing;
using AlertBot.Http;

namespace AlertBot.Feeds.Discovery;

/// <summary>
/// Finds the feed of an address that a person typed: the address itself, the feeds that its page declares, or the usual paths.
/// </summary>
internal sealed class FeedFinder(Fetcher fetcher, TimeProvider time)
{
    private const int MaxLinks = 5;

    /// <summary>Time limit of the whole search: a person waits for the reply.</summary>
    private static readonly TimeSpan SearchTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Paths of feeds in common publishing systems.</summary>
    private static readonly string[] CommonPaths =
        ["/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds"];

    /// <param name="address">Without user name and password.</param>
    public async Task<FeedSearchResult> FindAsync(Uri address, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(SearchTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await SearchAsync(address, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FeedSearchResult.NotFound(
                $"{address.Authority} responds too slowly to be searched for a feed: enter the address of the feed itself, or try again "
                    + $"later");
        }
    }

    private async Task<FeedSearchResult> SearchAsync(Uri address, CancellationToken cancellationToken)
    {
        var known = await ReadAllAsync(KnownSiteFeeds.FromAddress(address), isEnough: MaxLinks, cancellationToken);
        if (known.Found.Count > 0)
        {
            return ChooseBest(known.Found);
        }

        if (known.IsRefused)
        {
            return new FeedSearchResult.NotFound($"{address.Authority} has requested a pause: try again later");
        }

        var first = await fetcher.GetAsync(new FetchRequest(address), cancellationToken);
        if (first is not FetchOutcome.Fetched page)
        {
            return new FeedSearchResult.NotFound(
                first is FetchOutcome.Failed failed ? failed.Reason
                    : "the server answered 304 to an unconditional request: try again");
        }

        if (Read(page) is { } feed)
        {
            return new FeedSearchResult.Found(new FoundFeed(GetPermanentAddress(address, page), feed), []);
        }

        var linked = await ReadAllAsync(FeedAutodiscovery.FindLinks(page.Body, page.ContentType, page.Address).Take(MaxLinks),
            isEnough: MaxLinks, cancellationToken);
        var found = linked.Found.Count > 0 || linked.IsRefused ? linked
            : await ReadAllAsync([.. KnownSiteFeeds.FromPage(page.Address, page.Body), .. GetCommonAddresses(page.Address)], isEnough: 1,
                cancellationToken);
        return found.Found.Count > 0 ? ChooseBest(found.Found)
            : new FeedSearchResult.NotFound(
                $"no feed was found at {address.Authority}: not at this address, in the links of its page, or at the usual "
                    + $"paths. Look on the site for “RSS” or “feed” and enter that address");
    }

    /// <summary>Paths below the page come first, since a section of a site may have its own feed.</summary>
    private static IEnumerable<Uri> GetCommonAddresses(Uri page)
    {
        var section = page.AbsolutePath.TrimEnd('/');
        return (section.Length > 0 ? [section + "/feed", .. CommonPaths] : CommonPaths).Select(path => new Uri(page, path));
    }

    /// <summary>The first feed with entries. Sites list their main feed first.</summary>
    private static FeedSearchResult.Found ChooseBest(List<FoundFeed> found)
    {
        var best = found.FirstOrDefault(candidate => candidate.Document.Entries.Count > 0) ?? found[0];
        return new FeedSearchResult.Found(best, [.. found.Where(candidate => candidate != best)]);
    }

    /// <returns>The feeds, and whether the site requested a pause, which ends the search.</returns>
    private async Task<(List<FoundFeed> Found, bool IsRefused)> ReadAllAsync(IEnumerable<Uri> addresses, int isEnough,
        CancellationToken cancellationToken)
    {
        var found = new List<FoundFeed>();
        foreach (var address in addresses)
        {
            var outcome = await fetcher.GetAsync(new FetchRequest(address), cancellationToken);
            if (outcome is FetchOutcome.Fetched fetched && Read(fetched) is { } feed
                && found.All(other => other.Address != GetPermanentAddress(address, fetched)))
            {
                found.Add(new FoundFeed(GetPermanentAddress(address, fetched), feed));
            }

            var isRefused = outcome is FetchOutcome.Failed { Status: 429 or 503 } or FetchOutcome.Failed { RetryAfter: not null };
            if (found.Count >= isEnough || isRefused)
            {
                return (found, isRefused);
            }
        }

        return (found, false);
    }

    private static FeedDocument? Read(FetchOutcome.Fetched fetched) =>
        FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.Address) is FeedParseResult.Parsed parsed ? parsed.Document : null;

    /// <summary>The target of a permanent redirect; a temporary one may change.</summary>
    private static Uri GetPermanentAddress(Uri asked, FetchOutcome.Fetched fetched) =>
        fetched.MovedTo is { UserInfo: "" } moved ? new Uri(moved.GetLeftPart(UriPartial.Query)) : asked;
}

/// <summary>A feed and its address.</summary>
internal sealed record FoundFeed(Uri Address, FeedDocument Document)
{
    /// <summary>Null when the feed is empty.</summary>
    public Entry? NewestEntry =>
        Document.Entries.Where(entry => entry.Published is not null).MaxBy(entry => entry.Published)
            ?? (Document.Entries.Count > 0 ? Document.Entries[0] : null);
}

/// <summary>The result of a search for a feed.</summary>
internal abstract record FeedSearchResult
{
    private FeedSearchResult()
    {
    }

    /// <param name="Others">Other feeds of the same page that could be parsed.</param>
    internal sealed record Found(FoundFeed Feed, IReadOnlyList<FoundFeed> Others) : FeedSearchResult;

    /// <param name="Reason">What is wrong and how to fix it, for a person.</param>
    internal sealed record NotFound(string Reason) : FeedSearchResult;
}
