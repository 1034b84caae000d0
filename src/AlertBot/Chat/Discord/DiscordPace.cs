namespace AlertBot.Chat.Discord;

/// <summary>
/// Says when a request may go out: buckets learnt from headers, 50 requests a second in all, pauses that Discord asked for.
/// https://docs.discord.com/developers/topics/rate-limits
/// </summary>
internal sealed class DiscordPace : IDisposable
{
    /// <summary>Requests of a bot in a second.</summary>
    private const int Global = 50;

    /// <summary>Counted from the answer, so that no second of Discord's clock holds more, however long the way was.</summary>
    private static readonly TimeSpan GlobalWindow = TimeSpan.FromSeconds(1);

    /// <summary>How many routes are remembered before idle ones are forgotten.</summary>
    private const int ManyRoutes = 2_000;

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private readonly TurnQueue<DiscordCall> _turns;
    private readonly Dictionary<string, DiscordBucket> _byRoute = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DiscordBucket> _byName = new(StringComparer.Ordinal);
    private readonly Queue<TimeSpan> _answered = new();
    private TimeSpan _globalUntil;
    private int _inFlight;

    public DiscordPace(TimeProvider time) => _turns = new TurnQueue<DiscordCall>(time, Wait, Take, GlobalWindow);

    /// <summary>By its own clock, which only goes forward.</summary>
    public TimeSpan Now => _turns.Now;

    /// <returns>Null: it may go out now, and <see cref="Answered"/> or <see cref="Failed"/> must follow. Else how long it would have to wait, longer than its patience.</returns>
    public Task<TimeSpan?> TakeAsync(DiscordCall call, TimeSpan patience, CancellationToken cancellationToken) => _turns.TakeAsync(call, patience, cancellationToken);

    public void Answered(DiscordCall call, PlatformLimits limits, DiscordWait? wait) => Return(call, limits, wait);

    /// <summary>No answer came, so nothing new is known.</summary>
    public void Failed(DiscordCall call) => Return(call, null, null);

    /// <returns>How long the call's bucket is used up; zero where something remains or nothing is known.</returns>
    public TimeSpan Pause(DiscordCall call)
    {
        lock (_turns.Lock)
        {
            return BucketOf(call).Wait(Now) ?? TimeSpan.Zero;
        }
    }

    public void Dispose() => _turns.Dispose();

    private void Return(DiscordCall call, PlatformLimits? limits, DiscordWait? wait)
    {
        lock (_turns.Lock)
        {
            var now = Now;
            if (call.IsAuthorized)
            {
                _inFlight--;
                _answered.Enqueue(now);
            }

            if (limits?.Bucket is { } name)
            {
                Name(call, name);
            }

            BucketOf(call).Return(limits, wait is not null, now);
            Block(call, wait, now);
            _turns.Grant();
        }
    }

    private void Block(DiscordCall call, DiscordWait? wait, TimeSpan now)
    {
        if (wait is { IsGlobal: true })
        {
            _globalUntil = now + wait.Delay > _globalUntil ? now + wait.Delay : _globalUntil;
        }
        else if (wait is not null)
        {
            BucketOf(call).Block(now + wait.Delay);
        }
    }

    /// <summary>From now on the route counts with all others of the bucket, for the same channel, guild or webhook.</summary>
    private void Name(DiscordCall call, string name)
    {
        var key = $"{name} {call.Resource}";
        var before = BucketOf(call);
        if (!_byName.TryGetValue(key, out var bucket))
        {
            _byName[key] = bucket = before;
        }

        if (bucket != before)
        {
            bucket.Adopt(before);
            foreach (var route in _byRoute.Where(pair => pair.Value == before).Select(pair => pair.Key).ToList())
            {
                _byRoute[route] = bucket;
            }
        }
    }

    private TimeSpan? Wait(DiscordCall call, TimeSpan now)
    {
        var own = BucketOf(call).Wait(now);
        var all = call.IsAuthorized ? GlobalWait(now) : TimeSpan.Zero;
        return own is null || all is null ? null : own > all ? own : all;
    }

    private void Take(DiscordCall call, TimeSpan now)
    {
        BucketOf(call).Take(now);
        _inFlight += call.IsAuthorized ? 1 : 0;
    }

    private TimeSpan? GlobalWait(TimeSpan now)
    {
        if (_globalUntil > now)
        {
            return _globalUntil - now;
        }

        while (_answered.TryPeek(out var first) && now - first >= GlobalWindow)
        {
            _answered.Dequeue();
        }

        return _inFlight + _answered.Count < Global ? TimeSpan.Zero
            : _answered.TryPeek(out var oldest) ? oldest + GlobalWindow - now
            : null;
    }

    private DiscordBucket BucketOf(DiscordCall call)
    {
        if (_byRoute.TryGetValue(call.Route, out var known))
        {
            return known;
        }

        if (_byRoute.Count >= ManyRoutes)
        {
            Forget(Now);
        }

        return _byRoute[call.Route] = new DiscordBucket();
    }

    private void Forget(TimeSpan now)
    {
        foreach (var (route, _) in _byRoute.Where(pair => pair.Value.IsIdle(now, Idle)).ToList())
        {
            _byRoute.Remove(route);
        }

        foreach (var (name, _) in _byName.Where(pair => pair.Value.IsIdle(now, Idle)).ToList())
        {
            _byName.Remove(name);
        }
    }
}

/// <summary>What a 429 asks for.</summary>
/// <param name="Scope"><c>user</c>: the bot in this bucket, <c>global</c>: the whole bot, <c>shared</c>: all bots in this place.</param>
internal sealed record DiscordWait(TimeSpan Delay, string Scope)
{
    public bool IsGlobal => Scope == "global";
}
