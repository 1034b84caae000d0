using System.Collections.Concurrent;
using System.Text.Json;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Events;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Chat.Slack.SocketMode;
using AlertBot.Testing;

namespace AlertBot.Tests.Chat.Slack.SocketMode;

/// <summary>Socket Mode's client before a server of the test's; keeps what it hands on.</summary>
internal sealed class SocketFixture : IAsyncDisposable, ISlackApi, ISlackEventReceiver
{
    public const string AppToken = "xapp-1-A1-secret";

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _news = new(0);
    private int _tickets;

    private SocketFixture(SocketServer server, TimeProvider time, TimeSpan? keepAlive)
    {
        (Server, Time) = (server, time);
        Client = new SlackSocketModeClient(new SlackOptions { BotToken = "xoxb-secret", AppToken = AppToken }, this, this, time,
            Log) { KeepAlive = keepAlive ?? TimeSpan.FromSeconds(10) };
    }

    public SocketServer Server { get; }

    public TimeProvider Time { get; }

    public SlackSocketModeClient Client { get; }

    public CapturingLogger<SlackSocketModeClient> Log { get; } = new();

    /// <summary>What <c>apps.connections.open</c> answers in place of an address, one each.</summary>
    public ConcurrentQueue<SlackApiResult> UrlResponses { get; } = new();

    /// <summary>When it was asked.</summary>
    public ConcurrentQueue<DateTimeOffset> UrlRequestTimes { get; } = new();

    public ConcurrentQueue<SlackInboundEvent> Received { get; } = new();

    public Func<SlackInboundEvent, Task<ReadOnlyMemory<byte>?>> Work { get; set; } = _ => Task.FromResult<ReadOnlyMemory<byte>?>(null);

    public Task Running { get; private set; } = Task.CompletedTask;

    public static async Task<SocketFixture> StartAsync(Action<SocketFixture>? prepare = null, TimeProvider? time = null,
        TimeSpan? keepAlive = null)
    {
        var fixture = new SocketFixture(await SocketServer.StartAsync(), time ?? TimeProvider.System, keepAlive);
        prepare?.Invoke(fixture);
        fixture.Running = Task.Run(() => fixture.Client.RunAsync(fixture._stop.Token));
        return fixture;
    }

    /// <summary>Both connections stand.</summary>
    public static async Task<(SocketFixture Fixture, SocketPeer First, SocketPeer Second)> ConnectedAsync(
        Action<SocketFixture>? prepare = null, TimeProvider? time = null, TimeSpan? keepAlive = null)
    {
        var fixture = await StartAsync(prepare, time, keepAlive);
        var (first, second) = (await fixture.Server.NextAsync(), await fixture.Server.NextAsync());
        await fixture.WaitUntilAsync(() => fixture.Client.Problem is null);
        if (fixture.Server.SaysHello(2) && fixture.Server.Reads(2))
        {
            // The server's end stands before the client's does.
            await second.SendAsync("""{"type":"trial","envelope_id":"trial"}""");
            await second.NextAsync();
        }

        return (fixture, first, second);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Running.WaitAsync(TimeSpan.FromSeconds(15));
    }

    public async Task<SlackApiResult> SendAsync(SlackCall call, CancellationToken cancellationToken)
    {
        Assert.Equal(("apps.connections.open", true, (ReadOnlyMemory<byte>?)null, 0),
            (call.Method, call.UsesAppToken, call.Json, call.Form.Count));
        UrlRequestTimes.Enqueue(Time.GetUtcNow());
        _news.Release();
        await Task.Yield();
        return UrlResponses.TryDequeue(out var answer) ? answer : CreateUrlResponse();
    }

    public SlackApiResult CreateUrlResponse()
    {
        using var body =
            JsonDocument.Parse($$"""{"ok":true,"url":"{{Server.Address($"secret-ticket-{Interlocked.Increment(ref _tickets)}")}}"}""");
        return new SlackApiResult.Succeeded(body.RootElement.Clone(), TimeSpan.Zero);
    }

    public Task<SlackApiResult> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(SlackInboundEvent inbound, CancellationToken cancellationToken)
    {
        Received.Enqueue(inbound);
        _news.Release();
        return await Work(inbound);
    }

    public Task WaitUntilReceivedAsync(int count = 1) => WaitUntilAsync(() => Received.Count >= count);

    /// <summary>Looks again at each thing that happens, and a few times a second in between.</summary>
    public async Task WaitUntilAsync(Func<bool> isTrue)
    {
        for (var tries = 0; !isTrue(); tries++)
        {
            Assert.True(tries < 400, "It did not come about");
            await _news.WaitAsync(TimeSpan.FromMilliseconds(50));
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
