using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Api;

/// <summary>
/// Says when a request may go out: buckets learnt from headers, 50 requests a second in all, pauses that Discord asked for.
/// https://docs.discord.com/developers/topics/rate-limits
/// </summary>
internal sealed class DiscordRateLimiter : IDisposable
{
    /// <summary>Requests of a bot in a second.</summary>
    private const int MaxRequestsPerSecond = 50;

    /// <summary>Counted from the answer, so that no second of Discord's clock holds more, however long the way was.</summary>
    private static readonly TimeSpan GlobalWindow = TimeSpan.FromSeconds(1);

    /// <summary>How many routes are remembered before idle ones are forgotten.</summary>
    private const int PruneThreshold = 2_000;

    private static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(1);

    private readonly RateLimitQueue<DiscordRequest> _queue;
    private readonly Dictionary<string, DiscordRateLimitBucket> _byRoute = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DiscordRateLimitBucket> _byBucketId = new(StringComparer.Ordinal);
    private readonly Queue<TimeSpan> _recentResponses = new();
    private TimeSpan _globallyBlockedUntil;
    private int _inFlight;

    public DiscordRateLimiter(TimeProvider time) =>
        _queue = new RateLimitQueue<DiscordRequest>(time, LongestWait, AcquireAll, GlobalWindow);

    /// <summary>By its own clock, which only goes forward.</summary>
    public TimeSpan Now => _queue.Now;

    /// <returns>Null: it may go out now, and <see cref="RecordResponse"/> or <see cref="RecordFailure"/> must follow. Else how long it
    /// would have to wait, longer than its patience.</returns>
    public Task<TimeSpan?> AcquireAsync(DiscordRequest call, TimeSpan patience, CancellationToken cancellationToken) =>
        _queue.AcquireAsync(call, patience, cancellationToken);

    public void RecordResponse(DiscordRequest call, RateLimitHeaders limits, DiscordRetryAfter? wait) => Release(call, limits, wait);

    /// <summary>No answer came, so nothing new is known.</summary>
    public void RecordFailure(DiscordRequest call) => Release(call, null, null);

    /// <returns>How long the call's bucket is used up; zero where something remains or nothing is known.</returns>
    public TimeSpan NextRequestDelay(DiscordRequest call)
    {
        lock (_queue.Lock)
        {
            return BucketOf(call).GetWait(Now) ?? TimeSpan.Zero;
        }
    }

    public void Dispose() => _queue.Dispose();

    private void Release(DiscordRequest call, RateLimitHeaders? limits, DiscordRetryAfter? wait)
    {
        lock (_queue.Lock)
        {
            var now = Now;
            if (call.IsAuthorized)
            {
                _inFlight--;
                _recentResponses.Enqueue(now);
            }

            if (limits?.Bucket is { } name)
            {
                AssignBucket(call, name);
            }

            BucketOf(call).Release(limits, wait is not null, now);
            Block(call, wait, now);
            _queue.GrantReady();
        }
    }

    private void Block(DiscordRequest call, DiscordRetryAfter? wait, TimeSpan now)
    {
        if (wait is { IsGlobal: true })
        {
            _globallyBlockedUntil = now + wait.Delay > _globallyBlockedUntil ? now + wait.Delay : _globallyBlockedUntil;
        }
        else if (wait is not null)
        {
            BucketOf(call).BlockUntil(now + wait.Delay);
        }
    }

    /// <summary>From now on the route counts with all others of the bucket, for the same channel, guild or webhook.</summary>
    private void AssignBucket(DiscordRequest call, string name)
    {
        var key = $"{name} {call.TopLevelResource}";
        var before = BucketOf(call);
        if (!_byBucketId.TryGetValue(key, out var bucket))
        {
            _byBucketId[key] = bucket = before;
        }

        if (bucket != before)
        {
            bucket.AbsorbInFlight(before);
            foreach (var route in _byRoute.Where(pair => pair.Value == before).Select(pair => pair.Key).ToList())
            {
                _byRoute[route] = bucket;
            }
        }
    }

    private TimeSpan? LongestWait(DiscordRequest call, TimeSpan now)
    {
        var own = BucketOf(call).GetWait(now);
        var all = call.IsAuthorized ? GetGlobalWait(now) : TimeSpan.Zero;
        return own is null || all is null ? null : own > all ? own : all;
    }

    private void AcquireAll(DiscordRequest call, TimeSpan now)
    {
        BucketOf(call).Acquire(now);
        _inFlight += call.IsAuthorized ? 1 : 0;
    }

    private TimeSpan? GetGlobalWait(TimeSpan now)
    {
        if (_globallyBlockedUntil > now)
        {
            return _globallyBlockedUntil - now;
        }

        while (_recentResponses.TryPeek(out var first) && now - first >= GlobalWindow)
        {
            _recentResponses.Dequeue();
        }

        return _inFlight + _recentResponses.Count < MaxRequestsPerSecond ? TimeSpan.Zero
            : _recentResponses.TryPeek(out var oldest) ? oldest + GlobalWindow - now
            : null;
    }

    private DiscordRateLimitBucket BucketOf(DiscordRequest call)
    {
        if (_byRoute.TryGetValue(call.Route, out var known))
        {
            return known;
        }

        if (_byRoute.Count >= PruneThreshold)
        {
            PruneIdle(Now);
        }

        return _byRoute[call.Route] = new DiscordRateLimitBucket();
    }

    private void PruneIdle(TimeSpan now)
    {
        foreach (var (route, _) in _byRoute.Where(pair => pair.Value.IsIdle(now, IdleAfter)).ToList())
        {
            _byRoute.Remove(route);
        }

        foreach (var (name, _) in _byBucketId.Where(pair => pair.Value.IsIdle(now, IdleAfter)).ToList())
        {
            _byBucketId.Remove(name);
        }
    }
}

/// <summary>What a 429 asks for.</summary>
/// <param name="Scope"><c>user</c>: the bot in this bucket, <c>global</c>: the whole bot, <c>shared</c>: all bots in this place.</param>
internal sealed record DiscordRetryAfter(TimeSpan Delay, string Scope)
{
    public bool IsGlobal => Scope == "global";
}
