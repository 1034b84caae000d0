using System.Net.WebSockets;
using System.Text;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.SocketMode;
using AlertBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.SocketMode;

/// <summary>The lifetime of Socket Mode connections: opening, replacement, loss and shutdown.</summary>
public class SlackConnectionLifetimeTests
{
    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("never_heard_of")]
    public async Task A_replacement_connection_is_ready_before_the_old_one_is_closed(string reason)
    {
        var (fixture, first, second) = await SocketFixture.ConnectedAsync(f => f.Server.SaysHello = number => number <= 2);
        await using var _1 = fixture;

        await first.SendAsync(Disconnect(reason));
        var third = await fixture.Server.NextAsync();
        await first.SendAsync(Envelope("e1"));
        var acknowledged = await first.NextAsync();
        var hadEnded = first.HasEnded;
        await third.SayHelloAsync();
        await first.SendAsync(Envelope("e2"));

        Assert.False(hadEnded);
        Assert.Equal("e1", acknowledged.GetProperty("envelope_id").GetString());
        Assert.Equal("e2", (await first.NextAsync()).GetProperty("envelope_id").GetString());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await first.Ended);
        Assert.False(second.HasEnded || third.HasEnded);
        Assert.Null(fixture.Client.Problem);
        Assert.Empty(fixture.Log.Lines);
    }

    [Fact]
    public async Task Both_connections_can_be_replaced_at_once()
    {
        var (fixture, first, second) = await SocketFixture.ConnectedAsync(time: new AcceleratedTimeProvider(10));
        await using var _1 = fixture;

        await first.SendAsync(Disconnect("refresh_requested"));
        await second.SendAsync(Disconnect("warning"));
        var third = await fixture.Server.NextAsync();
        var fourth = await fixture.Server.NextAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, await first.Ended);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await second.Ended);
        Assert.False(third.HasEnded || fourth.HasEnded);
        Assert.Null(fixture.Client.Problem);
    }

    [Fact]
    public async Task An_old_connection_closed_before_its_replacement_is_ready_is_not_a_problem()
    {
        var (fixture, first, _) = await SocketFixture.ConnectedAsync(f => f.Server.SaysHello = number => number <= 2);
        await using var _1 = fixture;

        await first.SendAsync(Disconnect("warning"));
        var third = await fixture.Server.NextAsync();
        first.Drop();
        await first.Ended;
        await third.SayHelloAsync();
        await third.SendAsync(Envelope("e1"));

        Assert.Equal("e1", (await third.NextAsync()).GetProperty("envelope_id").GetString());
        Assert.Equal(3, fixture.Server.Count);
    }

    [Fact]
    public async Task Disabled_Socket_Mode_is_reported_and_retried_after_ten_minutes()
    {
        var time = new FakeTimeProvider();
        var (fixture, first, second) = await SocketFixture.ConnectedAsync(time: time);
        await using var _1 = fixture;

        await first.SendAsync(Disconnect("link_disabled"));
        await second.SendAsync(Disconnect("link_disabled"));
        await first.Ended;
        await second.Ended;
        await fixture.WaitUntilAsync(() => fixture.Client.Problem is not null);
        var problem = fixture.Client.Problem;
        time.Advance(TimeSpan.FromMinutes(9.9));
        var requests = fixture.UrlRequestTimes.Count;
        time.Advance(TimeSpan.FromMinutes(0.2));
        await fixture.Server.NextAsync();
        await fixture.WaitUntilAsync(() => fixture.Client.Problem is null
            && fixture.Log.Lines.Any(line => line.Contains("Reconnected to Slack", StringComparison.Ordinal)));

        Assert.Equal("Socket Mode is turned off for the app: turn it on under Settings → Socket Mode", problem);
        Assert.Equal(2, requests);
        Assert.Single(fixture.Log.Lines, line => line.Contains("turned off", StringComparison.Ordinal));
        Assert.Single(fixture.Log.Lines, line => line.Contains("Reconnected to Slack", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_connection_is_reestablished_while_the_other_serves()
    {
        var (fixture, first, second) = await SocketFixture.ConnectedAsync();
        await using var _1 = fixture;

        first.Drop();
        await fixture.Server.NextAsync();
        await second.SendAsync(Envelope("e1"));

        Assert.Equal("e1", (await second.NextAsync()).GetProperty("envelope_id").GetString());
        Assert.Null(fixture.Client.Problem);
        Assert.Empty(fixture.Log.Lines);
    }

    [Fact]
    public async Task Losing_both_connections_is_reported_once_until_one_is_reestablished()
    {
        var (fixture, first, second) = await SocketFixture.ConnectedAsync(f => f.Server.SaysHello = number => number <= 2);
        await using var _1 = fixture;

        first.Drop();
        second.Drop();
        var third = await fixture.Server.NextAsync();
        await fixture.WaitUntilAsync(() => fixture.Client.Problem is not null);
        var problem = fixture.Client.Problem;
        await third.SayHelloAsync();
        await fixture.WaitUntilAsync(() => fixture.Client.Problem is null);

        Assert.StartsWith("the connection was lost", problem, StringComparison.Ordinal);
        Assert.True(fixture.Log.Lines.Count <= 2, string.Join('\n', fixture.Log.Lines));
    }

    [Fact]
    public async Task A_half_open_connection_is_detected_by_missing_pongs()
    {
        var (fixture, _, second) =
            await SocketFixture.ConnectedAsync(f => f.Server.Reads = number => number != 1, keepAlive: TimeSpan.FromMilliseconds(300));
        await using var _1 = fixture;

        // The third connection replaces the one whose server reads nothing; that server never closes it.
        var third = await fixture.Server.NextAsync();

        await third.SendAsync(Envelope("e1"));
        Assert.Equal("e1", (await third.NextAsync()).GetProperty("envelope_id").GetString());
        Assert.False(second.HasEnded);
    }

    [Fact]
    public void A_dead_connection_is_detected_within_30_seconds()
    {
        var client =
            new SlackSocketModeClient(new SlackOptions(), null!, null!, TimeProvider.System, NullLogger<SlackSocketModeClient>.Instance);

        // A ping is sent after this time, the pong must arrive within it, and the framework checks four times within it.
        Assert.True(client.KeepAlive * 2.5 < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_connection_without_hello_is_abandoned_and_retried()
    {
        var time = new AcceleratedTimeProvider(20);
        await using var fixture = await SocketFixture.StartAsync(f => f.Server.SaysHello = number => number > 1, time);
        var first = await fixture.Server.NextAsync();

        await fixture.Server.NextAsync();

        await first.Ended;
        var requests = fixture.UrlRequestTimes.ToList();

        // System timers are accurate to some milliseconds; the accelerated clock multiplies that by twenty.
        Assert.True(requests[1] - requests[0] >= TimeSpan.FromSeconds(9.8), $"{requests[1] - requests[0]}");
        await fixture.WaitUntilAsync(() => fixture.Client.Problem is null);
        Assert.Contains(fixture.Log.Lines, line => line.Contains("did not send hello in time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_endless_message_closes_one_connection_quickly()
    {
        var (fixture, first, _) = await SocketFixture.ConnectedAsync(time: new AcceleratedTimeProvider(20));
        await using var _1 = fixture;

        await first.SendAsync(Encoding.UTF8.GetBytes("""{"envelope_id":"e1","type":"""), end: false);
        var third = await fixture.Server.NextAsync();
        await third.SendAsync(Envelope("e2"));

        Assert.Equal("e2", (await third.NextAsync()).GetProperty("envelope_id").GetString());
        await first.Ended;
        Assert.DoesNotContain(fixture.Received, received => received.Id == "e1");
    }

    [Fact]
    public async Task An_endless_message_is_not_buffered()
    {
        var (fixture, first, _) = await SocketFixture.ConnectedAsync();
        await using var _1 = fixture;
        var piece = Encoding.UTF8.GetBytes(new string('x', 1 << 20));
        var sent = 0L;

        try
        {
            while (sent < 200)
            {
                await first.SendAsync(piece, end: false).WaitAsync(TimeSpan.FromSeconds(30));
                sent++;
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or TimeoutException)
        {
            // The client has disconnected.
        }

        // Kestrel accepts writes after the client disconnected. PlatformSocketTests measure how much the client reads.
        Assert.True(sent >= SlackSocketConnection.MaxMessageBytes >> 20);
        await (await fixture.Server.NextAsync()).SendAsync(Envelope("e1"));
        await fixture.WaitUntilReceivedAsync();
    }

    [Fact]
    public async Task Reconnect_attempts_start_at_once_and_back_off()
    {
        var time = new AcceleratedTimeProvider(20);
        await using var fixture = await SocketFixture.StartAsync(
            f => Enumerable.Range(0, 5).ToList().ForEach(_ => f.UrlResponses.Enqueue(new PlatformResult.NotSent("no network"))), time);

        await fixture.WaitUntilAsync(() => fixture.Client.Problem is null);

        var requests = fixture.UrlRequestTimes.ToList();
        var gaps = requests.Zip(requests.Skip(1), (a, b) => (b - a).TotalSeconds).ToList();
        Assert.All([0, 0.5, 1, 2, 4], (least, i) => Assert.True(gaps[i] >= least * 0.99, $"{i}: {gaps[i]}"));
        Assert.Single(fixture.Log.Lines, line => line.Contains("no network", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Retry_After_is_respected_when_reconnecting()
    {
        var time = new FakeTimeProvider();
        await using var fixture = await SocketFixture.StartAsync(
            f => f.UrlResponses.Enqueue(new PlatformResult.Limited(TimeSpan.FromSeconds(90), "too many")), time);
        await fixture.WaitUntilAsync(() => fixture.Client.Problem?.Contains("too many", StringComparison.Ordinal) == true);

        time.Advance(TimeSpan.FromSeconds(89));
        var before = fixture.UrlRequestTimes.Count;
        var reconnected = fixture.Server.NextAsync();
        while (!reconnected.IsCompleted)
        {
            // The client may read the clock before, and set its timer after, an advance.
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(reconnected, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken));
        }

        await reconnected;
        Assert.Equal(1, before);
    }

    [Theory]
    [InlineData("invalid_auth", "App-Level Tokens")]
    [InlineData("token_revoked", "App-Level Tokens")]
    [InlineData("not_allowed_token_type", "xapp-")]
    [InlineData("missing_scope", "connections:write")]
    [InlineData("access_denied", "Settings → Socket Mode")]
    [InlineData("something_else", "as Slack says")]
    public async Task A_rejected_token_is_reported_with_the_fix_and_retried(string error, string fix)
    {
        var time = new FakeTimeProvider();
        await using var fixture =
            await SocketFixture.StartAsync(f => f.UrlResponses.Enqueue(new SlackRefusal(error, "as Slack says")), time);
        await fixture.WaitUntilAsync(() => fixture.Log.Lines.Count > 0);
        var problem = fixture.Client.Problem;

        time.Advance(TimeSpan.FromSeconds(29));
        var before = fixture.UrlRequestTimes.Count;
        time.Advance(TimeSpan.FromSeconds(32));
        await fixture.Server.NextAsync();
        await fixture.WaitUntilAsync(() => fixture.Client.Problem is null);

        Assert.Contains(fix, problem, StringComparison.Ordinal);
        Assert.Equal(1, before);
        Assert.Contains(fixture.Log.Lines, line => line.Contains("Reconnected to Slack", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://example.com/link")]
    [InlineData("/link")]
    [InlineData("")]
    public async Task An_address_that_is_not_a_web_socket_is_not_followed(string url)
    {
        using var body = System.Text.Json.JsonDocument.Parse($$"""{"ok":true,"url":"{{url}}"}""");
        var response = new PlatformResult.Succeeded(body.RootElement.Clone(), TimeSpan.Zero);
        await using var fixture = await SocketFixture.StartAsync(f => f.UrlResponses.Enqueue(response));

        await fixture.Server.NextAsync();

        Assert.Contains(fixture.Log.Lines, line => line.Contains("slack.apiBaseUrl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shutdown_closes_each_connection()
    {
        var (fixture, first, second) = await SocketFixture.ConnectedAsync();
        await using var _1 = fixture;

        await fixture.StopAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, await first.Ended);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await second.Ended);
    }

    [Fact]
    public async Task Shutdown_lets_a_submission_be_acknowledged_without_waiting_for_a_dead_server()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var result = new TaskCompletionSource<ReadOnlyMemory<byte>?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var time = new FakeTimeProvider();
        var (fixture, _, second) = await SocketFixture.ConnectedAsync(f =>
        {
            f.Server.Reads = number => number != 1;
            f.Handler = _ =>
            {
                entered.TrySetResult();
                return result.Task;
            };
        }, time);
        await using var _1 = fixture;
        await second.SendAsync(
            """{"envelope_id":"e1","type":"interactive","accepts_response_payload":true,"payload":{"type":"view_submission"}}""");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(10));

        var stopping = fixture.StopAsync();
        result.SetResult(Encoding.UTF8.GetBytes("{}"));
        var elapsed = await time.AdvanceUntilAsync(stopping);

        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2.5));
        Assert.Equal("""{"envelope_id":"e1","payload":{}}""", (await second.NextAsync()).GetRawText());
    }

    private static string Disconnect(string reason) => $$"""{"type":"disconnect","reason":"{{reason}}","debug_info":{"host":"a"} }""";

    private static string Envelope(string id) => $$"""{"envelope_id":"{{id}}","type":"slash_commands","payload":{} }""";
}
