using System.Net;
using AlertBot.Http;
using AlertBot.Testing;
using static AlertBot.Http.FetchOutcome;

namespace AlertBot.Tests.Http;

public sealed class FetcherLimitTests : IAsyncLifetime
{
    private static readonly NetworkOptions Loopback =
        new() { AllowedRanges = [IPNetwork.Parse("127.0.0.0/8")], Timeout = TimeSpan.FromMinutes(1) };
    private LoopbackServer _server = null!;
    private LoopbackServer _other = null!;

    public async ValueTask InitializeAsync() => (_server, _other) = (await LoopbackServer.StartAsync(), await LoopbackServer.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task A_host_gets_one_request_at_a_time()
    {
        var (now, most) = (0, 0);
        _server.On("/feed", async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
        });
        using var fetcher = new Fetcher(Loopback, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync(fetcher, _server.UrlOf("/feed"))));

        Assert.Equal((20, 1), (_server.Requests.Count, most));
    }

    [Fact]
    public async Task A_hanging_host_occupies_no_slot_of_others()
    {
        using var cancel = new CancellationTokenSource();
        using var fetcher = new Fetcher(Loopback with { Concurrency = 2 }, TimeProvider.System);
        var arrived = _server.OnHang("/hang");
        _other.On("/feed", "words");

        var hanging =
            Enumerable.Range(0, 10).Select(_ => fetcher.GetAsync(new FetchRequest(_server.UrlOf("/hang")), cancel.Token)).ToList();
        await arrived.WaitAsync(TimeSpan.FromSeconds(10));
        var outcome = await GetAsync(fetcher, _other.UrlOf("/feed")).WaitAsync(TimeSpan.FromSeconds(10));
        await cancel.CancelAsync();

        Assert.IsType<Fetched>(outcome);
        Assert.Single(_server.Requests);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(hanging));
    }

    [Fact]
    public async Task Waiting_for_a_slot_does_not_count_against_the_timeout()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var fetcher = new Fetcher(Loopback, time);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = _server.OnHang("/hang");
        _server.On("/feed", "words");

        var first = GetAsync(fetcher, _server.UrlOf("/hang"));
        await arrived.WaitAsync(TimeSpan.FromSeconds(10));
        var second = GetAsync(fetcher, _server.UrlOf("/feed"));
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.IsType<Failed>(await first);
        Assert.IsType<Fetched>(await second.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Slots_are_released_after_cancellation()
    {
        using var slots = new HostConcurrencyLimiter(1, 1);
        var address = new Uri("http://a.test/");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var held = await slots.AcquireAsync(address, CancellationToken.None);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slots.AcquireAsync(address, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slots.AcquireAsync(new Uri("http://b.test/"), cancelled.Token));
        held.Dispose();
        held.Dispose();

        (await slots.AcquireAsync(address, CancellationToken.None)).Dispose();
        (await slots.AcquireAsync(new Uri("http://b.test/"), CancellationToken.None)).Dispose();
    }

    private static Task<FetchOutcome> GetAsync(Fetcher fetcher, Uri address) =>
        fetcher.GetAsync(new FetchRequest(address), TestContext.Current.CancellationToken);
}
