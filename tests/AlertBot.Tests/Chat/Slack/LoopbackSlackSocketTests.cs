using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Tests.Chat.Loopback.Slack;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack;

/// <summary>The loopback Slack must itself be able to fail a client: Socket Mode.</summary>
public class LoopbackSlackSocketTests
{
    private const string News = "C0NEWS0001";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_is_said_hello_to_and_a_command_is_acknowledged_and_answered()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack);
        await slack.Socket.UntilConnectedAsync();

        var ask = await slack.Socket.CommandAsync(News, LoopbackSlack.SomeUser, "latest");
        var envelope = await client.ReceiveAsync();
        await client.AcknowledgeAsync(envelope);
        await ask.Acknowledged;
        await SlackClient.RespondAsync((string)envelope["payload"]!["response_url"]!, """{"text": "news", "replace_original": false}""");

        Assert.Equal("hello", (string?)client.Hello["type"]);
        Assert.Equal(("slash_commands", true, "latest"), ((string?)envelope["type"], (bool)envelope["accepts_response_payload"]!, (string?)envelope["payload"]!["text"]));
        Assert.Equal("news", (string?)(await ask.ReplyAsync())["text"]);
        Assert.Empty(slack.Breaches);
    }

    [Fact]
    public async Task Messages_come_in_fragments_with_pings_between_them()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        slack.Socket.Fragments = 5;
        using var client = await SocketClient.OpenAsync(slack);

        for (var i = 0; i < 20; i++)
        {
            var ask = await slack.Socket.CommandAsync(News, LoopbackSlack.SomeUser, new string('ü', 300) + "😀");
            var envelope = await client.ReceiveAsync();
            await client.AcknowledgeAsync(envelope);
            await ask.Acknowledged;
            Assert.EndsWith("ü😀", (string?)envelope["payload"]!["text"], StringComparison.Ordinal);
        }

        Assert.True(client.Frames > 60, $"{client.Frames} frames");
        Assert.Empty(slack.Breaches);
    }

    [Fact]
    public async Task A_ticket_is_good_once_and_no_other_opens_anything()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        var address = await SocketClient.AddressAsync(slack);
        using var first = await SocketClient.ConnectAsync(address);

        await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(address));
        await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(new UriBuilder(address) { Query = "app_id=" + LoopbackSlack.AppId }.Uri));

        Assert.Equal(["socket: a ticket is used twice", "socket: a ticket that Slack did not give"], slack.Breaches);
    }

    [Fact]
    public async Task The_bots_token_opens_no_connection_and_the_app_token_without_its_scope_neither()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var bot = new SlackClient(slack);
        using var app = new SlackClient(slack, "Bearer " + LoopbackSlack.AppToken);
        slack.Web.AppScopes.Clear();

        var wrong = await bot.PostAsync("apps.connections.open", null);
        var lacking = await app.PostAsync("apps.connections.open", null);

        Assert.Equal("not_allowed_token_type", (string?)wrong.Json["error"]);
        Assert.Equal(("missing_scope", "connections:write"), ((string?)lacking.Json["error"], (string?)lacking.Json["needed"]));
    }

    [Fact]
    public async Task An_acknowledgement_that_is_late_is_noted_and_one_that_never_comes_too()
    {
        var time = new FakeTimeProvider();
        await using var slack = await LoopbackSlack.StartAsync(time);
        slack.Socket.PingEvery = TimeSpan.FromHours(1);
        using var client = await SocketClient.OpenAsync(slack);

        var ask = await slack.Socket.CommandAsync(News, LoopbackSlack.SomeUser, "latest");
        var envelope = await client.ReceiveAsync();
        time.Advance(TimeSpan.FromMilliseconds(1_001));
        await client.AcknowledgeAsync(envelope);
        await ask.Acknowledged;

        Assert.Equal(TimeSpan.FromMilliseconds(1_001), ask.AcknowledgedAfter);
        Assert.Equal(1, slack.Breaches.Count(breach => breach.Contains("Command is", StringComparison.Ordinal) && breach.Contains("acknowledged", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_acknowledgement_on_another_connection_is_noted_and_so_is_a_second_one()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var one = await SocketClient.OpenAsync(slack);
        using var two = await SocketClient.OpenAsync(slack);
        await slack.Socket.UntilLiveAsync(2);

        var ask = await slack.Socket.TellAsync(slack.Socket.Asks.Command(News, LoopbackSlack.SomeUser, "latest"), slack.Socket.Connections[0]);
        var envelope = await one.ReceiveAsync();
        await two.AcknowledgeAsync(envelope);
        await ask.Acknowledged;
        await one.AcknowledgeAsync(envelope);
        await slack.Socket.CommandAsync(News, LoopbackSlack.SomeUser, "help");
        await UntilBreachesAsync(slack, 2);

        Assert.Equal(["socket: Command came on connection 1 and is acknowledged on 2", "socket: Command is acknowledged twice"], slack.Breaches.Take(2));
    }

    [Theory]
    [InlineData("""{"envelope_id": "nothing-of-ours"}""", "what was not sent")]
    [InlineData("""{"type": "ping"}""", "no acknowledgement")]
    [InlineData("""[]""", "no acknowledgement")]
    [InlineData("""hello""", "no JSON")]
    public async Task What_is_no_acknowledgement_is_noted(string sent, string said)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack);

        await client.SendAsync(sent);
        await UntilBreachesAsync(slack, 1);

        Assert.Contains(said, Assert.Single(slack.Breaches), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_is_taken_only_where_the_envelope_accepts_one()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack);

        var told = await slack.Socket.EventAsync(new JsonObject { ["type"] = "channel_archive", ["channel"] = News });
        var envelope = await client.ReceiveAsync();
        await client.SendAsync(new JsonObject { ["envelope_id"] = envelope["envelope_id"]!.DeepClone(), ["payload"] = new JsonObject { ["text"] = "x" } }.ToJsonString());
        await told.Acknowledged;

        Assert.Equal(("events_api", false), ((string?)envelope["type"], (bool)envelope["accepts_response_payload"]!));
        Assert.Equal("socket: Event is acknowledged with a payload that it does not accept", Assert.Single(slack.Breaches));
    }

    [Fact]
    public async Task An_event_is_told_again_under_another_envelope_until_it_is_acknowledged_and_a_command_is_not()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        slack.Socket.EventAgainAfter = TimeSpan.FromMilliseconds(50);
        slack.Socket.LostAcknowledgements = 2;
        using var client = await SocketClient.OpenAsync(slack);

        await slack.Socket.CommandAsync(News, LoopbackSlack.SomeUser, "latest");
        await client.AcknowledgeAsync(await client.ReceiveAsync());
        var told = await slack.Socket.EventAsync(new JsonObject { ["type"] = "channel_archive", ["channel"] = News }, "Ev0SAME0001");
        var first = await client.ReceiveAsync();
        await client.AcknowledgeAsync(first);
        var second = await client.ReceiveAsync();
        await client.AcknowledgeAsync(second);
        await told.Acknowledged;

        Assert.NotEqual((string?)first["envelope_id"], (string?)second["envelope_id"]);
        Assert.Equal(["Ev0SAME0001", "Ev0SAME0001"], ((JsonNode[])[first, second]).Select(envelope => (string?)envelope["payload"]!["event_id"]));
        Assert.Equal((0, 1, 2), ((int)first["retry_attempt"]!, (int)second["retry_attempt"]!, told.Sent));
        Assert.Empty(slack.Breaches);
    }

    [Fact]
    public async Task Envelopes_come_on_every_connection_in_turn()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var one = await SocketClient.OpenAsync(slack);
        using var two = await SocketClient.OpenAsync(slack);
        await slack.Socket.UntilLiveAsync(2);

        for (var i = 0; i < 4; i++)
        {
            await slack.Socket.CommandAsync(News, LoopbackSlack.SomeUser, "latest");
        }

        foreach (var client in (SocketClient[])[one, two, one, two])
        {
            await client.AcknowledgeAsync(await client.ReceiveAsync());
        }

        Assert.Equal((1, 2), ((int)one.Hello["num_connections"]!, (int)two.Hello["num_connections"]!));
        Assert.Empty(slack.Breaches);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task A_connection_that_is_closed_before_its_replacement_said_hello_is_noted(string reason)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var old = await SocketClient.OpenAsync(slack);
        await slack.Socket.UntilLiveAsync(1);

        await slack.Socket.DisconnectAsync(reason);
        var said = await old.ReceiveAsync();
        await old.CloseAsync();
        await slack.Socket.UntilGoneAsync();

        Assert.Equal(("disconnect", reason), ((string?)said["type"], (string?)said["reason"]));
        Assert.Equal("socket: the old connection is closed before the new one said hello", Assert.Single(slack.Breaches));
    }

    [Fact]
    public async Task A_connection_that_is_closed_after_its_replacement_said_hello_is_not_and_takes_envelopes_until_then()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var old = await SocketClient.OpenAsync(slack);
        await slack.Socket.UntilLiveAsync(1);
        await slack.Socket.DisconnectAsync("warning");
        await old.ReceiveAsync();

        await slack.Socket.CommandAsync(News, LoopbackSlack.SomeUser, "latest");
        await old.AcknowledgeAsync(await old.ReceiveAsync());
        using var replacement = await SocketClient.OpenAsync(slack);
        await slack.Socket.UntilLiveAsync(2);
        await old.CloseAsync();
        await slack.Socket.UntilGoneAsync();

        Assert.Empty(slack.Breaches);
        Assert.Equal(1_000, slack.Socket.Connections[0].ClosedWith);
        Assert.Single(slack.Socket.Live);
    }

    [Fact]
    public async Task The_server_closes_some_time_after_its_warning()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        slack.Socket.CloseAfter = TimeSpan.FromMilliseconds(20);
        using var client = await SocketClient.OpenAsync(slack);
        await slack.Socket.UntilLiveAsync(1);

        await slack.Socket.DisconnectAsync("warning");
        await client.ReceiveAsync();

        Assert.Equal(WebSocketMessageType.Close, await client.ReceiveCloseAsync());
        Assert.Empty(slack.Breaches);
    }

    [Fact]
    public async Task After_the_link_is_disabled_no_connection_is_asked_for()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack);
        using var app = new SlackClient(slack, "Bearer " + LoopbackSlack.AppToken);
        await slack.Socket.UntilLiveAsync(1);

        await slack.Socket.DisconnectAsync("link_disabled");
        await client.ReceiveAsync();
        await client.CloseAsync();
        await slack.Socket.UntilGoneAsync();
        Assert.Empty(slack.Breaches);
        await app.PostAsync("apps.connections.open", null);

        Assert.Contains("although the link was disabled", Assert.Single(slack.Breaches), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pings_are_answered_by_pongs_and_a_client_that_does_not_is_noted_and_dropped()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        slack.Socket.PingEvery = TimeSpan.FromMilliseconds(20);
        using (var client = await SocketClient.OpenAsync(slack))
        {
            var receiving = client.ReceiveCloseAsync();
            await slack.Socket.UntilPongAsync(2);
            slack.Socket.Drop();
            await Assert.ThrowsAnyAsync<Exception>(() => receiving);
        }

        Assert.Empty(slack.Breaches);
        slack.Socket.PongWithin = TimeSpan.FromMilliseconds(100);
        using var deaf = await SocketClient.OpenAsync(slack);
        await slack.Socket.UntilGoneAsync(2);
        Assert.Contains("no pong", Assert.Single(slack.Breaches), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_open_connection_says_nothing_answers_no_ping_and_is_not_closed()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack, keepAlive: TimeSpan.FromMilliseconds(50));
        using var other = await SocketClient.OpenAsync(slack);
        await slack.Socket.UntilLiveAsync(2);

        var receiving = client.ReceiveCloseAsync();
        slack.Socket.HalfOpen(slack.Socket.Connections[0]);
        await slack.Socket.CommandAsync(News, LoopbackSlack.SomeUser, "latest");
        await other.AcknowledgeAsync(await other.ReceiveAsync());

        // The client's own pings find it out.
        await Assert.ThrowsAnyAsync<Exception>(() => receiving);
        Assert.Empty(slack.Breaches);
    }

    [Theory]
    [InlineData(LoopbackSlackSocketFault.NoUpgrade)]
    [InlineData(LoopbackSlackSocketFault.BeforeHello)]
    [InlineData(LoopbackSlackSocketFault.BrokenHello)]
    [InlineData(LoopbackSlackSocketFault.AfterHello)]
    public async Task A_connection_that_opens_badly_is_a_fault_of_Slack(object fault)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        slack.Socket.Faults.Enqueue((LoopbackSlackSocketFault)fault);

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var client = await SocketClient.OpenAsync(slack);
            await client.ReceiveAsync();
        });
        using var next = await SocketClient.OpenAsync(slack);

        Assert.Equal("hello", (string?)next.Hello["type"]);
        Assert.Empty(slack.Breaches);
    }

    [Fact]
    public async Task Pings_of_the_client_are_answered_and_its_close_too()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack, keepAlive: TimeSpan.FromMilliseconds(20));
        await slack.Socket.UntilLiveAsync(1);

        for (var i = 0; i < 5; i++)
        {
            await slack.Socket.CommandAsync(News, LoopbackSlack.SomeUser, "latest");
            await client.AcknowledgeAsync(await client.ReceiveAsync());
        }

        await client.CloseAsync();
        await slack.Socket.UntilGoneAsync();

        Assert.Equal(1_000, slack.Socket.Connections[0].ClosedWith);
        Assert.Empty(slack.Breaches);
    }

    [Fact]
    public async Task Slack_ends_at_once_also_with_connections()
    {
        var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack);
        var receiving = client.ReceiveCloseAsync();

        await slack.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5), Cancelled);

        await Assert.ThrowsAnyAsync<Exception>(() => receiving);
    }

    /// <summary>What the client sent may still be on its way.</summary>
    private static Task UntilBreachesAsync(LoopbackSlack slack, int count) => slack.Socket.UntilAsync(() => slack.Breaches.Count >= count, $"breach {count}");

    private sealed class SocketClient : IDisposable
    {
        private readonly ClientWebSocket _socket = new();

        public JsonNode Hello { get; private set; } = null!;

        public int Frames { get; private set; }

        public static async Task<Uri> AddressAsync(LoopbackSlack slack)
        {
            using var http = new SlackClient(slack, "Bearer " + LoopbackSlack.AppToken);
            return new Uri((string)(await http.PostAsync("apps.connections.open", null)).Json["url"]!);
        }

        public static async Task<SocketClient> OpenAsync(LoopbackSlack slack, TimeSpan? keepAlive = null)
        {
            var client = await ConnectAsync(await AddressAsync(slack), keepAlive);
            client.Hello = await client.ReceiveAsync();
            return client;
        }

        public static async Task<SocketClient> ConnectAsync(Uri address, TimeSpan? keepAlive = null)
        {
            var client = new SocketClient();
            if (keepAlive is { } time)
            {
                (client._socket.Options.KeepAliveInterval, client._socket.Options.KeepAliveTimeout) = (time, time * 4);
            }

            await client._socket.ConnectAsync(address, Cancelled);
            return client;
        }

        public async Task<JsonNode> ReceiveAsync()
        {
            using var message = new MemoryStream();
            var buffer = new byte[4_096];
            while (true)
            {
                var frame = await _socket.ReceiveAsync(buffer, Cancelled);
                Frames++;
                message.Write(buffer, 0, frame.Count);
                if (frame.EndOfMessage)
                {
                    return JsonNode.Parse(message.ToArray()) ?? throw new JsonException();
                }
            }
        }

        public async Task<WebSocketMessageType> ReceiveCloseAsync() => (await _socket.ReceiveAsync(new byte[4_096], Cancelled)).MessageType;

        public Task AcknowledgeAsync(JsonNode envelope) => SendAsync(new JsonObject { ["envelope_id"] = envelope["envelope_id"]!.DeepClone() }.ToJsonString());

        public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Cancelled);

        public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancelled);

        public void Dispose() => _socket.Dispose();
    }
}
