using System.Collections.Concurrent;
using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Events;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Chat.Slack.SocketMode;
using AlertBot.Testing;

namespace AlertBot.Tests.Chat.Slack.SocketMode;

/// <summary>The Socket Mode client with a scripted server; records what the client dispatches.</summary>
internal sealed class SocketFixture : IAsyncDisposable, ISlackApi, ISlackEventReceiver
{
    public const string AppToken = "xapp-1-A1-secret";

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _changed = new(0);
    private int _tickets;

    private SocketFixture(SocketServer server, TimeProvider time, TimeSpan? keepAlive)
    {
        Server = server;
        Time = time;
        var options = new SlackOptions { BotToken = "xoxb-secret", AppToken = AppToken };
        Client = new SlackSocketModeClient(options, this, this, time, Log) { KeepAlive = keepAlive ?? TimeSpan.FromSeconds(10) };
    }

    public SocketServer Server { get; }

    public TimeProvider Time { get; }

    public SlackSocketModeClient Client { get; }

    public CapturingLogger<SlackSocketModeClient> Log { get; } = new();

    /// <summary>The next results of <c>apps.connections.open</c>, instead of an address.</summary>
    public ConcurrentQueue<PlatformResult> UrlResponses { get; } = new();

    /// <summary>The times of the calls of <c>apps.connections.open</c>.</summary>
    public ConcurrentQueue<DateTimeOffset> UrlRequestTimes { get; } = new();

    public ConcurrentQueue<SlackInboundEvent> Received { get; } = new();

    public Func<SlackInboundEvent, Task<ReadOnlyMemory<byte>?>> Handler { get; set; } = _ => Task.FromResult<ReadOnlyMemory<byte>?>(null);

    public Task Running { get; private set; } = Task.CompletedTask;

    public static async Task<SocketFixture> StartAsync(Action<SocketFixture>? prepare = null, TimeProvider? time = null,
        TimeSpan? keepAlive = null)
    {
        var fixture = new SocketFixture(await SocketServer.StartAsync(), time ?? TimeProvider.System, keepAlive);
        prepare?.Invoke(fixture);
        fixture.Running = Task.Run(() => fixture.Client.RunAsync(fixture._stop.Token));
        return fixture;
    }

    /// <summary>Starts the client and waits until both connections are open.</summary>
    public static async Task<(SocketFixture Fixture, SocketPeer First, SocketPeer Second)> ConnectedAsync(
        Action<SocketFixture>? prepare = null, TimeProvider? time = null, TimeSpan? keepAlive = null)
    {
        var fixture = await StartAsync(prepare, time, keepAlive);
        var first = await fixture.Server.NextAsync();
        var second = await fixture.Server.NextAsync();
        await fixture.WaitUntilAsync(() => fixture.Client.Problem is null);
        if (fixture.Server.SaysHello(2) && fixture.Server.Reads(2))
        {
            // The server is ready before the client: wait for the client's acknowledgement.
            await second.SendAsync("""{"type":"probe","envelope_id":"probe"}""");
            await second.NextAsync();
        }

        return (fixture, first, second);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Running.WaitAsync(TimeSpan.FromSeconds(15));
    }

    public async Task<PlatformResult> SendAsync(SlackCall call, CancellationToken cancellationToken)
    {
        Assert.Equal(("apps.connections.open", true, (ReadOnlyMemory<byte>?)null, 0),
            (call.Method, call.UsesAppToken, call.Json, call.Form.Count));
        UrlRequestTimes.Enqueue(Time.GetUtcNow());
        _changed.Release();
        await Task.Yield();
        return UrlResponses.TryDequeue(out var result) ? result : CreateUrlResponse();
    }

    public PlatformResult CreateUrlResponse()
    {
        using var body =
            JsonDocument.Parse($$"""{"ok":true,"url":"{{Server.Address($"secret-ticket-{Interlocked.Increment(ref _tickets)}")}}"}""");
        return new PlatformResult.Succeeded(body.RootElement.Clone(), TimeSpan.Zero);
    }

    public Task<PlatformResult> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(SlackInboundEvent inbound, CancellationToken cancellationToken)
    {
        Received.Enqueue(inbound);
        _changed.Release();
        return await Handler(inbound);
    }

    public Task WaitUntilReceivedAsync(int count = 1) => WaitUntilAsync(() => Received.Count >= count);

    /// <summary>Evaluates the condition after each change, and at least every 50 ms.</summary>
    public async Task WaitUntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 400, "The condition did not become true");
            await _changed.WaitAsync(TimeSpan.FromMilliseconds(50));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        await Server.DisposeAsync();
        Assert.DoesNotContain(Log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }
}
