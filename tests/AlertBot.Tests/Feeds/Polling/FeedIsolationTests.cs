using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using AlertBot.Feeds;
using AlertBot.Feeds.Polling;
using AlertBot.Testing;
using AlertBot.Testing.Feeds;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>Simulates a day in which feeds fail in many ways, each on its own host, beside feeds that work.</summary>
public sealed class FeedIsolationTests : IAsyncLifetime
{
    private const int Good = 95;
    private const int BadInEachWay = 5;

    private static readonly string[] Ways = ["hang", "drip", "reset", "unavailable", "bomb", "huge"];
    /// <summary>Request slots: two more than there are feeds that block theirs until a time limit.</summary>
    private const int Slots = (2 * BadInEachWay) + 2;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StepWhileSomeHang = TimeSpan.FromSeconds(4);
    private static readonly byte[] Bomb = Packed(new byte[100_000_000]);

    private readonly ConcurrentDictionary<string, ConcurrentQueue<DateTimeOffset>> _asked = new();
    private readonly SemaphoreSlim _hanging = new(0);
    private PollingHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await PollingHost.StartAsync(resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), concurrency: Slots);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _hanging.Dispose();
    }

    [Fact]
    public async Task Feeds_failing_in_every_way_for_a_day_do_not_change_the_polling_of_others()
    {
        string[] good = [.. Enumerable.Range(0, Good).Select(n => $"/good-{n}")];
        string[] bad = [.. Ways.SelectMany(way => Enumerable.Range(0, BadInEachWay).Select(n => $"/{way}-{n}"))];
        Array.ForEach([.. good, .. bad], path => _host.Server.On(path, context => AnswerAsync(path, context)));
        await _host.SyncFeedsAsync(
            [.. bad.Concat(good).Select(path => new FeedOptions(At(path)) { Interval = good.Contains(path) ? Interval : null })]);

        await LiveThroughAsync(TimeSpan.FromDays(1));

        var waits = good.SelectMany(path => _asked[path].Zip(_asked[path].Skip(1), (one, next) => next - one)).ToList();
        Assert.InRange(waits.Count, Good * 24 * 60 / 22, Good * 24 * 60 / 18);
        Assert.InRange(waits.Min(), Interval * 0.9 - TimeSpan.FromSeconds(1), Interval);
        Assert.InRange(waits.Max(), Interval, (Interval * 1.1) + Step);
        Assert.All(bad, path => Assert.InRange(_asked[path].Count, 26, 33));
        Assert.Equal(Good, await _host.NumberAsync("SELECT COUNT(*) FROM feed WHERE failures = 0 AND last_ok_at IS NOT NULL"));
        Assert.Equal(bad.Length, await _host.NumberAsync("SELECT COUNT(*) FROM feed WHERE failures >= 25 AND last_ok_at IS NULL"));
    }

    private static bool Hangs(string url) =>
        url.Contains("/hang-", StringComparison.Ordinal) || url.Contains("/drip-", StringComparison.Ordinal);

    private static byte[] Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }

    private Uri At(string path) => new UriBuilder(_host.Server.UrlOf(path)) { Host = $"{path.TrimStart('/')}.test" }.Uri;

    /// <summary>
    /// Polls as the loop of the service does: it fills free slots without waiting for slow feeds. The clock advances when every feed that
    /// can respond now has responded.
    /// </summary>
    private async Task LiveThroughAsync(TimeSpan span)
    {
        var stop = TestContext.Current.CancellationToken;
        var running = new List<(DueFeed Feed, Task Work, DateTimeOffset Begun)>();
        for (var end = _host.Now + span; _host.Now < end;)
        {
            while (running.Count < _host.Poller.Concurrency
                && await _host.Poller.ClaimAsync(_host.Poller.Concurrency - running.Count, stop) is { Count: > 0 } feeds)
            {
                running.AddRange(feeds.Select(feed => (feed, _host.Poller.ProcessAsync(feed, stop), _host.Now)));
                foreach (var _ in feeds.Where(feed => Hangs(feed.Url)))
                {
                    // The clock is not advanced until the request has arrived, since it would time out before.
                    await _hanging.WaitAsync(TimeSpan.FromSeconds(5), stop);
                }

                await EndedAsync(running.Where(one => !Hangs(one.Feed.Url)).Select(one => one.Work), stop);
                running.RemoveAll(one => one.Work.IsCompletedSuccessfully);
                await _host.Poller.FlushAsync();
            }

            _host.Test.Time.Advance(running.Count > 0 ? StepWhileSomeHang : Step);
            await EndedAsync(running.Where(one => _host.Now - one.Begun >= _host.Network.Timeout).Select(one => one.Work), stop);
            running.RemoveAll(one => one.Work.IsCompletedSuccessfully);
        }
    }

    /// <summary>Waits for polls that must finish now, with a limit, so that a hanging one fails the test.</summary>
    private static Task EndedAsync(IEnumerable<Task> work, CancellationToken stop) =>
        Task.WhenAny(Task.WhenAll(work), Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, stop));

    private async Task AnswerAsync(string path, HttpContext context)
    {
        _asked.GetOrAdd(path, _ => new ConcurrentQueue<DateTimeOffset>()).Enqueue(_host.Now);
        if (Hangs(path))
        {
            _hanging.Release();
        }

        switch (path[1..path.IndexOf('-', StringComparison.Ordinal)])
        {
            case "hang":
                await LoopbackServer.WaitForDisconnectAsync(context);
                break;
            case "drip":
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.WriteAsync("<", context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    await Task.Delay(TimeSpan.FromSeconds(1), _host.Test.Time, context.RequestAborted);
                }

                break;
            case "reset":
                context.Abort();
                break;
            case "unavailable":
                context.Response.StatusCode = 503;
                break;
            case "bomb":
                context.Response.Headers.ContentEncoding = "gzip";
                await context.Response.Body.WriteAsync(Bomb, context.RequestAborted);
                break;
            case "huge":
                await HugeAsync(context);
                break;
            default:
                await GoodAsync(context);
                break;
        }
    }

    private static async Task HugeAsync(HttpContext context)
    {
        var block = new byte[1 << 16];
        for (var sent = 0; sent < 200_000_000 && !context.RequestAborted.IsCancellationRequested; sent += block.Length)
        {
            await context.Response.Body.WriteAsync(block, context.RequestAborted);
        }
    }

    private static async Task GoodAsync(HttpContext context)
    {
        context.Response.Headers.ETag = "\"1\"";
        if (context.Request.Headers.IfNoneMatch == "\"1\"")
        {
            context.Response.StatusCode = 304;
        }
        else
        {
            await context.Response.WriteAsync(PollingHost.Rss([1]));
        }
    }
}
