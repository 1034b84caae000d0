using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Api;

/// <summary>
/// Decides when a request may be sent: buckets learned from headers, 50 requests a second in all, and the delays of 429 responses.
/// https://docs.discord.com/developers/topics/rate-limits
/// </summary>
internal sealed class DiscordRateLimiter : IDisposable
{
    /// <summary>Limits the authorized requests of a bot in a <see cref="GlobalPeriod"/>: “Global rate limit” on the page above.</summary>
    private const int MaxRequestsPerPeriod = 50;

    private static readonly TimeSpan GlobalPeriod = TimeSpan.FromSeconds(1);

    /// <summary>Limits the memory: idle routes are forgotten once this many are known.</summary>
    private const int PruneThreshold = 2_000;

    private static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(1);

    private readonly RateLimitQueue<DiscordRequest> _queue;
    private readonly SlidingWindow _global = new(MaxRequestsPerPeriod, GlobalPeriod);
    private readonly Dictionary<string, DiscordRateLimitBucket> _byRoute = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DiscordRateLimitBucket> _byBucketId = new(StringComparer.Ordinal);

    public DiscordRateLimiter(TimeProvider time) =>
        _queue = new RateLimitQueue<DiscordRequest>(time, LongestWait, AcquireAll, GlobalPeriod);

    /// <returns>Null: the request may be sent now, and <see cref="Release"/> must follow. Else how long it would have to wait, which is
    /// longer than <paramref name="maxWait"/>.</returns>
    public Task<TimeSpan?> AcquireAsync(DiscordRequest request, TimeSpan maxWait, CancellationToken cancellationToken) =>
        _queue.AcquireAsync(request, maxWait, cancellationToken);

    /// <summary>The request ended.</summary>
    /// <param name="headers">Null: it got no response, or one without news about limits.</param>
    /// <param name="retryAfter">Null: the response was not a 429.</param>
    public void Release(DiscordRequest request, RateLimitHeaders? headers, DiscordRetryAfter? retryAfter)
    {
        lock (_queue.Lock)
        {
            var now = _queue.Now;
            if (request.IsAuthorized)
            {
                _global.Release(now);
            }

            if (headers?.Bucket is { } bucketId)
            {
                AssignBucket(request, bucketId);
            }

            BucketOf(request).Release(headers, retryAfter is not null, now);
            if (retryAfter is { IsGlobal: true })
            {
                _global.BlockUntil(now + retryAfter.Delay);
            }
            else if (retryAfter is not null)
            {
                BucketOf(request).BlockUntil(now + retryAfter.Delay);
            }

            _queue.GrantReady();
        }
    }

    /// <returns>How long the next request of the bucket has to wait; zero: not at all, or not known.</returns>
    public TimeSpan NextRequestDelay(DiscordRequest request)
    {
        lock (_queue.Lock)
        {
            return BucketOf(request).GetWait(_queue.Now) ?? TimeSpan.Zero;
        }
    }

    public void Dispose() => _queue.Dispose();

    /// <summary>From now on the route shares the limit of all routes of the bucket for the same channel, guild or webhook.</summary>
    private void AssignBucket(DiscordRequest request, string bucketId)
    {
        var key = $"{bucketId} {request.TopLevelResource}";
        var previous = BucketOf(request);
        if (!_byBucketId.TryGetValue(key, out var bucket))
        {
            _byBucketId[key] = bucket = previous;
        }

        if (bucket != previous)
        {
            bucket.AbsorbInFlight(previous);
            foreach (var route in _byRoute.Where(pair => pair.Value == previous).Select(pair => pair.Key).ToList())
            {
                _byRoute[route] = bucket;
            }
        }
    }

    private TimeSpan? LongestWait(DiscordRequest request, TimeSpan now)
    {
        var bucket = BucketOf(request).GetWait(now);
        var global = request.IsAuthorized ? _global.GetWait(now) : TimeSpan.Zero;
        return bucket is null || global is null ? null
            : bucket > global ? bucket
            : global;
    }

    private void AcquireAll(DiscordRequest request, TimeSpan now)
    {
        BucketOf(request).Acquire(now);
        if (request.IsAuthorized)
        {
            _global.Acquire(now);
        }
    }

    private DiscordRateLimitBucket BucketOf(DiscordRequest request)
    {
        if (_byRoute.TryGetValue(request.Route, out var known))
        {
            return known;
        }

        if (_byRoute.Count >= PruneThreshold)
        {
            PruneIdle(_queue.Now);
        }

        return _byRoute[request.Route] = new DiscordRateLimitBucket();
    }

    private void PruneIdle(TimeSpan now)
    {
        foreach (var (route, _) in _byRoute.Where(pair => pair.Value.IsIdle(now, IdleAfter)).ToList())
        {
            _byRoute.Remove(route);
        }

        foreach (var (key, _) in _byBucketId.Where(pair => pair.Value.IsIdle(now, IdleAfter)).ToList())
        {
            _byBucketId.Remove(key);
        }
    }
}

/// <summary>What a 429 asks for.</summary>
/// <param name="Scope"><c>user</c>: the bot's own requests of this bucket; <c>shared</c>: all bots' requests of this channel or webhook;
/// <c>global</c>: all requests of the bot.</param>
internal sealed record DiscordRetryAfter(TimeSpan Delay, string Scope)
{
    public bool IsGlobal => Scope == "global";
}
