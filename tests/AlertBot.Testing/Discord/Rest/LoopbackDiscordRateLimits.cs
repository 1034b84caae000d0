using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Discord.Rest;

/// <summary>
/// Discord's rate limits: https://docs.discord.com/developers/topics/rate-limits. As at Discord, a window starts with its first request.
/// </summary>
internal sealed class LoopbackDiscordRateLimits(LoopbackDiscord discord)
{
    /// <summary>How early a request may arrive: timers may fire a little early.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Bucket, string Resource), Window> _windows = [];
    private readonly Queue<DateTimeOffset> _lastSecond = new();
    private readonly Dictionary<(string Bucket, string Resource), DateTimeOffset> _retryAt = [];
    private DateTimeOffset _globalRetryAt;

    /// <summary>The limits by route. Routes of one bucket share a limit, for each channel, guild or webhook separately.</summary>
    public Dictionary<string, Limit> Limits { get; } = new()
    {
        ["POST /channels/*/messages"] = new("create", 5, TimeSpan.FromSeconds(5)),
        ["PATCH /channels/*/messages/*"] = new("edit", 5, TimeSpan.FromSeconds(5)),
        ["POST /webhooks/*/*"] = new("followup", 5, TimeSpan.FromSeconds(2)),
        ["PATCH /webhooks/*/*/messages/@original"] = new("original", 5, TimeSpan.FromSeconds(2)),
    };

    /// <summary>The limit of every other route.</summary>
    public Limit DefaultLimit { get; set; } = new("other", 10, TimeSpan.FromSeconds(5));

    /// <summary>Limits the bot's requests of a second. Callbacks and webhooks of interactions do not count.</summary>
    public int GlobalPerSecond { get; set; } = 50;

    /// <summary>The number of requests above a limit, without injected faults.</summary>
    public int ExceededCount { get; private set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Counts the request and writes the headers of its limit.</summary>
    /// <returns>The limit that it exceeds; null: none.</returns>
    public LoopbackDiscordFault.RateLimit? Consume(LoopbackDiscordRequest request, IHeaderDictionary headers)
    {
        lock (_lock)
        {
            var now = Time.GetUtcNow();
            CheckRetryAfter(request, now);
            if (!request.UsesPathToken && !TryConsumeGlobal(now))
            {
                ExceededCount++;
                return RecordRetryAfter(request,
                    new LoopbackDiscordFault.RateLimit("global", (_lastSecond.Peek().AddSeconds(1) - now).TotalSeconds), now);
            }

            var limit = LimitOf(request);
            var key = (limit.Bucket, request.TopLevelResource);
            if (!_windows.TryGetValue(key, out var window) || window.EndsAt <= now)
            {
                _windows[key] = window = new Window(limit.Count, now + limit.Period);
            }

            var isAllowed = window.Remaining > 0;
            window.Remaining -= isAllowed ? 1 : 0;
            WriteHeaders(headers, request, limit, window, now);
            ExceededCount += isAllowed ? 0 : 1;
            return isAllowed
                ? null
                : RecordRetryAfter(request, new LoopbackDiscordFault.RateLimit("user", (window.EndsAt - now).TotalSeconds), now);
        }
    }

    /// <summary>Records that the client has to wait.</summary>
    public void Inject(LoopbackDiscordRequest request, LoopbackDiscordFault.RateLimit limited)
    {
        lock (_lock)
        {
            CheckRetryAfter(request, Time.GetUtcNow());
            RecordRetryAfter(request, limited, Time.GetUtcNow());
        }
    }

    private LoopbackDiscordFault.RateLimit RecordRetryAfter(LoopbackDiscordRequest request, LoopbackDiscordFault.RateLimit limited,
        DateTimeOffset now)
    {
        var until = now + TimeSpan.FromSeconds(limited.RetryAfter);
        if (limited.Scope == "global")
        {
            _globalRetryAt = until;
        }
        else
        {
            _retryAt[(LimitOf(request).Bucket, request.TopLevelResource)] = until;
        }

        return limited;
    }

    private void CheckRetryAfter(LoopbackDiscordRequest request, DateTimeOffset now)
    {
        if (now + Tolerance < _retryAt.GetValueOrDefault((LimitOf(request).Bucket, request.TopLevelResource))
            || (!request.UsesPathToken && now + Tolerance < _globalRetryAt))
        {
            discord.Violations.Enqueue($"{request}: sent before retry_after was over");
        }
    }

    private bool TryConsumeGlobal(DateTimeOffset now)
    {
        while (_lastSecond.TryPeek(out var first) && first.AddSeconds(1) <= now)
        {
            _lastSecond.Dequeue();
        }

        if (_lastSecond.Count >= GlobalPerSecond)
        {
            return false;
        }

        _lastSecond.Enqueue(now);
        return true;
    }

    private Limit LimitOf(LoopbackDiscordRequest request) =>
        Limits.GetValueOrDefault(request.Route) ?? DefaultLimit with { Bucket = request.Route };

    private static void WriteHeaders(IHeaderDictionary headers, LoopbackDiscordRequest request, Limit limit, Window window,
        DateTimeOffset now)
    {
        // Interaction callbacks have no rate limit.
        if (request.Segments is ["interactions", ..])
        {
            return;
        }

        headers["X-RateLimit-Limit"] = limit.Count.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = window.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = (window.EndsAt.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset-After"] = (window.EndsAt - now).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Bucket"] = BucketHash(limit.Bucket);
    }

    /// <summary>Opaque to the client, as at Discord.</summary>
    private static string BucketHash(string bucket) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(bucket)).AsSpan(0, 16));

    /// <param name="Bucket">The same for routes that share the limit.</param>
    internal sealed record Limit(string Bucket, int Count, TimeSpan Period);

    private sealed class Window(int remaining, DateTimeOffset endsAt)
    {
        public int Remaining { get; set; } = remaining;

        public DateTimeOffset EndsAt { get; } = endsAt;
    }
}
