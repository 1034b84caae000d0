using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Chat.Loopback.Discord;

/// <summary>Discord's rate limits: https://docs.discord.com/developers/topics/rate-limits. Windows begin with their first request, as the real ones do.</summary>
internal sealed class LoopbackDiscordBuckets(LoopbackDiscord discord)
{
    /// <summary>Timers of a client may fire a little early.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Bucket, string Resource), Window> _windows = [];
    private readonly Queue<DateTimeOffset> _lastSecond = new();
    private readonly Dictionary<(string Bucket, string Resource), DateTimeOffset> _told = [];
    private DateTimeOffset _toldGlobal;

    /// <summary>A route and its limit; routes of the same bucket share it, each channel, guild or webhook for itself.</summary>
    public Dictionary<string, Limit> Limits { get; } = new()
    {
        ["POST /channels/*/messages"] = new("create", 5, TimeSpan.FromSeconds(5)),
        ["PATCH /channels/*/messages/*"] = new("edit", 5, TimeSpan.FromSeconds(5)),
        ["POST /webhooks/*/*"] = new("followup", 5, TimeSpan.FromSeconds(2)),
        ["PATCH /webhooks/*/*/messages/@original"] = new("original", 5, TimeSpan.FromSeconds(2)),
    };

    /// <summary>Of every other route.</summary>
    public Limit Other { get; set; } = new("other", 10, TimeSpan.FromSeconds(5));

    /// <summary>Requests of the bot in a second; interaction callbacks and webhook tokens do not count.</summary>
    public int Global { get; set; } = 50;

    /// <summary>Requests that ran into a limit, injected ones not counted.</summary>
    public int Exceeded { get; private set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Counts the request and writes the headers of its limit.</summary>
    /// <returns>What it exceeds; null where it is within the limits.</returns>
    public LoopbackDiscordFault.Limited? Take(LoopbackDiscordRequest request, IHeaderDictionary headers)
    {
        lock (_lock)
        {
            var now = Time.GetUtcNow();
            CheckPatience(request, now);
            if (!request.IsByToken && !TakeGlobal(now))
            {
                Exceeded++;
                return Note(request, new LoopbackDiscordFault.Limited("global", (_lastSecond.Peek().AddSeconds(1) - now).TotalSeconds), now);
            }

            var limit = Of(request);
            var key = (limit.Bucket, request.Resource);
            if (!_windows.TryGetValue(key, out var window) || window.End <= now)
            {
                _windows[key] = window = new Window(limit.Count, now + limit.Time);
            }

            var taken = window.Left > 0;
            window.Left -= taken ? 1 : 0;
            WriteHeaders(headers, request, limit, window, now);
            Exceeded += taken ? 0 : 1;
            return taken ? null : Note(request, new LoopbackDiscordFault.Limited("user", (window.End - now).TotalSeconds), now);
        }
    }

    /// <summary>Remembers that the client was told to wait.</summary>
    public void Inject(LoopbackDiscordRequest request, LoopbackDiscordFault.Limited limited)
    {
        lock (_lock)
        {
            CheckPatience(request, Time.GetUtcNow());
            Note(request, limited, Time.GetUtcNow());
        }
    }

    private LoopbackDiscordFault.Limited Note(LoopbackDiscordRequest request, LoopbackDiscordFault.Limited limited, DateTimeOffset now)
    {
        var until = now + TimeSpan.FromSeconds(limited.RetryAfter);
        if (limited.Scope == "global")
        {
            _toldGlobal = until;
        }
        else
        {
            _told[(Of(request).Bucket, request.Resource)] = until;
        }

        return limited;
    }

    private void CheckPatience(LoopbackDiscordRequest request, DateTimeOffset now)
    {
        if (now + Tolerance < _told.GetValueOrDefault((Of(request).Bucket, request.Resource)) || (!request.IsByToken && now + Tolerance < _toldGlobal))
        {
            discord.Breaches.Enqueue($"{request}: sent although retry_after was not over");
        }
    }

    private bool TakeGlobal(DateTimeOffset now)
    {
        while (_lastSecond.TryPeek(out var first) && first.AddSeconds(1) <= now)
        {
            _lastSecond.Dequeue();
        }

        if (_lastSecond.Count >= Global)
        {
            return false;
        }

        _lastSecond.Enqueue(now);
        return true;
    }

    private Limit Of(LoopbackDiscordRequest request) => Limits.GetValueOrDefault(request.Route) ?? Other with { Bucket = request.Route };

    private static void WriteHeaders(IHeaderDictionary headers, LoopbackDiscordRequest request, Limit limit, Window window, DateTimeOffset now)
    {
        // Interaction callbacks carry no limit.
        if (request.Parts is ["interactions", ..])
        {
            return;
        }

        headers["X-RateLimit-Limit"] = limit.Count.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = window.Left.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = (window.End.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset-After"] = (window.End - now).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Bucket"] = Hash(limit.Bucket);
    }

    /// <summary>Opaque to the client, as the real ones are.</summary>
    private static string Hash(string bucket) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(bucket)).AsSpan(0, 16));

    /// <param name="Bucket">What routes that share the limit have in common.</param>
    internal sealed record Limit(string Bucket, int Count, TimeSpan Time);

    private sealed class Window(int left, DateTimeOffset end)
    {
        public int Left { get; set; } = left;

        public DateTimeOffset End { get; } = end;
    }
}
