using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack;
using AlertBot.Testing.Slack.SocketMode;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.Loopback;

/// <summary>The loopback Slack implements Socket Mode and detects violations of its rules.</summary>
public class LoopbackSlackSocketTests
{
    private const string News = "C0NEWS0001";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_receives_hello_and_a_command_is_acknowledged_and_answered()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack);
        await slack.SocketMode.WaitForHelloAsync();

        var delivery = await slack.SocketMode.CommandAsync(News, LoopbackSlack.DefaultUser, "latest");
        var envelope = await client.ReceiveAsync();
        await client.AcknowledgeAsync(envelope);
        await delivery.Acknowledgement;
        await LoopbackSlackClient.RespondAsync((string)envelope["payload"]!["response_url"]!,
            """{"text": "news", "replace_original": false}""");

        Assert.Equal("hello", (string?)client.Hello["type"]);
        Assert.Equal(("slash_commands", true, "latest"),
            ((string?)envelope["type"], (bool)envelope["accepts_response_payload"]!, (string?)envelope["payload"]!["text"]));
        Assert.Equal("news", (string?)(await delivery.WaitForReplyAsync())["text"]);
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task Messages_are_fragmented_with_pings_in_between()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        slack.SocketMode.MaxFragments = 5;
        using var client = await SocketClient.OpenAsync(slack);

        for (var i = 0; i < 20; i++)
        {
            var delivery = await slack.SocketMode.CommandAsync(News, LoopbackSlack.DefaultUser, new string('ü', 300) + "😀");
            var envelope = await client.ReceiveAsync();
            await client.AcknowledgeAsync(envelope);
            await delivery.Acknowledgement;
            Assert.EndsWith("ü😀", (string?)envelope["payload"]!["text"], StringComparison.Ordinal);
        }

        Assert.True(client.Frames > 60, $"{client.Frames} frames");
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task A_ticket_is_valid_once_and_others_are_rejected()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        var address = await SocketClient.AddressAsync(slack);
        using var first = await SocketClient.ConnectAsync(address);

        await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(address));
        await Assert.ThrowsAsync<WebSocketException>(
            () => SocketClient.ConnectAsync(new UriBuilder(address) { Query = "app_id=" + LoopbackSlack.AppId }.Uri));

        Assert.Equal(["socket: a ticket is used twice", "socket: an unknown ticket"], slack.Violations);
    }

    [Fact]
    public async Task The_bot_token_and_an_app_token_without_scope_cannot_open_a_connection()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var bot = new LoopbackSlackClient(slack);
        using var app = new LoopbackSlackClient(slack, "Bearer " + LoopbackSlack.AppToken);
        slack.WebApi.AppScopes.Clear();

        var wrong = await bot.PostAsync("apps.connections.open", null);
        var lacking = await app.PostAsync("apps.connections.open", null);

        Assert.Equal("not_allowed_token_type", (string?)wrong.Json["error"]);
        Assert.Equal(("missing_scope", "connections:write"), ((string?)lacking.Json["error"], (string?)lacking.Json["needed"]));
    }

    [Fact]
    public async Task Late_and_missing_acknowledgements_are_recorded()
    {
        var time = new FakeTimeProvider();
        await using var slack = await LoopbackSlack.StartAsync(time);
        slack.SocketMode.PingInterval = TimeSpan.FromHours(1);
        using var client = await SocketClient.OpenAsync(slack);

        var delivery = await slack.SocketMode.CommandAsync(News, LoopbackSlack.DefaultUser, "latest");
        var envelope = await client.ReceiveAsync();
        time.Advance(TimeSpan.FromMilliseconds(1_001));
        await client.AcknowledgeAsync(envelope);
        await delivery.Acknowledgement;

        Assert.Equal(TimeSpan.FromMilliseconds(1_001), delivery.AcknowledgedAfter);
        Assert.Equal(1,
            slack.Violations.Count(
                violation => violation.Contains("Command is", StringComparison.Ordinal)
                    && violation.Contains("acknowledged", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Acknowledgements_on_another_connection_and_duplicates_are_recorded()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var first = await SocketClient.OpenAsync(slack);
        using var second = await SocketClient.OpenAsync(slack);
        await slack.SocketMode.WaitForLiveAsync(2);

        var delivery = slack.SocketMode.DeliveryFactory.Command(News, LoopbackSlack.DefaultUser, "latest");
        await slack.SocketMode.DeliverAsync(delivery, slack.SocketMode.Connections[0]);
        var envelope = await first.ReceiveAsync();
        await second.AcknowledgeAsync(envelope);
        await delivery.Acknowledgement;
        await first.AcknowledgeAsync(envelope);
        await slack.SocketMode.CommandAsync(News, LoopbackSlack.DefaultUser, "help");
        await WaitForViolationsAsync(slack, 2);

        Assert.Equal(["socket: Command was sent on connection 1 and is acknowledged on 2", "socket: Command is acknowledged twice"],
            slack.Violations.Take(2));
    }

    [Theory]
    [InlineData("""{"envelope_id": "nothing-of-ours"}""", "an envelope that was not sent")]
    [InlineData("""{"type": "ping"}""", "not an acknowledgement")]
    [InlineData("""[]""", "not an acknowledgement")]
    [InlineData("""hello""", "not JSON")]
    public async Task An_invalid_acknowledgement_is_recorded(string sent, string expected)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack);

        await client.SendAsync(sent);
        await WaitForViolationsAsync(slack, 1);

        Assert.Contains(expected, Assert.Single(slack.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_payload_is_accepted_only_when_the_envelope_allows_it()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack);

        var delivery = await slack.SocketMode.EventAsync(new JsonObject { ["type"] = "channel_archive", ["channel"] = News });
        var envelope = await client.ReceiveAsync();
        await client.SendAsync(new JsonObject
        {
            ["envelope_id"] = envelope["envelope_id"]!.DeepClone(),
            ["payload"] = new JsonObject { ["text"] = "x" },
        }.ToJsonString());
        await delivery.Acknowledgement;

        Assert.Equal(("events_api", false), ((string?)envelope["type"], (bool)envelope["accepts_response_payload"]!));
        Assert.Equal("socket: Event is acknowledged with a payload that it does not accept", Assert.Single(slack.Violations));
    }

    [Fact]
    public async Task An_unacknowledged_event_is_redelivered_in_a_new_envelope_and_a_command_is_not()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        slack.SocketMode.EventRetryDelay = TimeSpan.FromMilliseconds(50);
        slack.SocketMode.AcknowledgementsToLose = 2;
        using var client = await SocketClient.OpenAsync(slack);

        await slack.SocketMode.CommandAsync(News, LoopbackSlack.DefaultUser, "latest");
        await client.AcknowledgeAsync(await client.ReceiveAsync());
        var archived = new JsonObject { ["type"] = "channel_archive", ["channel"] = News };
        var delivery = await slack.SocketMode.EventAsync(archived, "Ev0SAME0001");
        var first = await client.ReceiveAsync();
        await client.AcknowledgeAsync(first);
        var second = await client.ReceiveAsync();
        await client.AcknowledgeAsync(second);
        await delivery.Acknowledgement;

        Assert.NotEqual((string?)first["envelope_id"], (string?)second["envelope_id"]);
        Assert.Equal(["Ev0SAME0001", "Ev0SAME0001"],
            ((JsonNode[])[first, second]).Select(envelope => (string?)envelope["payload"]!["event_id"]));
        Assert.Equal((0, 1, 2), ((int)first["retry_attempt"]!, (int)second["retry_attempt"]!, delivery.SendCount));
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task Envelopes_are_distributed_over_connections_in_turn()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var first = await SocketClient.OpenAsync(slack);
        using var second = await SocketClient.OpenAsync(slack);
        await slack.SocketMode.WaitForLiveAsync(2);

        for (var i = 0; i < 4; i++)
        {
            await slack.SocketMode.CommandAsync(News, LoopbackSlack.DefaultUser, "latest");
        }

        foreach (var client in (SocketClient[])[first, second, first, second])
        {
            await client.AcknowledgeAsync(await client.ReceiveAsync());
        }

        Assert.Equal((1, 2), ((int)first.Hello["num_connections"]!, (int)second.Hello["num_connections"]!));
        Assert.Empty(slack.Violations);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task Closing_a_connection_before_its_replacement_is_ready_is_recorded(string reason)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var old = await SocketClient.OpenAsync(slack);
        await slack.SocketMode.WaitForLiveAsync(1);

        await slack.SocketMode.DisconnectAsync(reason);
        var message = await old.ReceiveAsync();
        await old.CloseAsync();
        await slack.SocketMode.WaitForClosedAsync();

        Assert.Equal(("disconnect", reason), ((string?)message["type"], (string?)message["reason"]));
        Assert.Equal("socket: the old connection is closed before hello on the new one", Assert.Single(slack.Violations));
    }

    [Fact]
    public async Task A_replaced_connection_receives_envelopes_until_it_is_closed_without_a_violation()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var old = await SocketClient.OpenAsync(slack);
        await slack.SocketMode.WaitForLiveAsync(1);
        await slack.SocketMode.DisconnectAsync("warning");
        await old.ReceiveAsync();

        await slack.SocketMode.CommandAsync(News, LoopbackSlack.DefaultUser, "latest");
        await old.AcknowledgeAsync(await old.ReceiveAsync());
        using var replacement = await SocketClient.OpenAsync(slack);
        await slack.SocketMode.WaitForLiveAsync(2);
        await old.CloseAsync();
        await slack.SocketMode.WaitForClosedAsync();

        Assert.Empty(slack.Violations);
        Assert.Equal(1_000, slack.SocketMode.Connections[0].CloseCode);
        Assert.Single(slack.SocketMode.LiveConnections);
    }

    [Fact]
    public async Task The_server_closes_some_time_after_its_warning()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        slack.SocketMode.CloseDelay = TimeSpan.FromMilliseconds(20);
        using var client = await SocketClient.OpenAsync(slack);
        await slack.SocketMode.WaitForLiveAsync(1);

        await slack.SocketMode.DisconnectAsync("warning");
        await client.ReceiveAsync();

        Assert.Equal(WebSocketMessageType.Close, await client.ReceiveCloseAsync());
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task Requesting_a_connection_after_link_disabled_is_recorded()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack);
        using var app = new LoopbackSlackClient(slack, "Bearer " + LoopbackSlack.AppToken);
        await slack.SocketMode.WaitForLiveAsync(1);

        await slack.SocketMode.DisconnectAsync("link_disabled");
        await client.ReceiveAsync();
        await client.CloseAsync();
        await slack.SocketMode.WaitForClosedAsync();
        Assert.Empty(slack.Violations);
        await app.PostAsync("apps.connections.open", null);

        Assert.Contains("after the link was disabled", Assert.Single(slack.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_does_not_answer_pings_is_recorded_and_dropped()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        slack.SocketMode.PingInterval = TimeSpan.FromMilliseconds(20);
        using (var client = await SocketClient.OpenAsync(slack))
        {
            var receiving = client.ReceiveCloseAsync();
            await slack.SocketMode.WaitForPongAsync(2);
            slack.SocketMode.Drop();
            await Assert.ThrowsAnyAsync<Exception>(() => receiving);
        }

        Assert.Empty(slack.Violations);
        slack.SocketMode.PongTimeout = TimeSpan.FromMilliseconds(100);
        using var deaf = await SocketClient.OpenAsync(slack);
        await slack.SocketMode.WaitForClosedAsync(2);
        Assert.Contains("no pong", Assert.Single(slack.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_open_connection_is_silent_and_stays_open()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack, keepAlive: TimeSpan.FromMilliseconds(50));
        using var other = await SocketClient.OpenAsync(slack);
        await slack.SocketMode.WaitForLiveAsync(2);

        var receiving = client.ReceiveCloseAsync();
        slack.SocketMode.MakeHalfOpen(slack.SocketMode.Connections[0]);
        await slack.SocketMode.CommandAsync(News, LoopbackSlack.DefaultUser, "latest");
        await other.AcknowledgeAsync(await other.ReceiveAsync());

        // The client's own pings detect it.
        await Assert.ThrowsAnyAsync<Exception>(() => receiving);
        Assert.Empty(slack.Violations);
    }

    [Theory]
    [InlineData(LoopbackSlackSocketFault.RefuseUpgrade)]
    [InlineData(LoopbackSlackSocketFault.DropBeforeHello)]
    [InlineData(LoopbackSlackSocketFault.MalformedHello)]
    [InlineData(LoopbackSlackSocketFault.DropAfterHello)]
    public async Task A_failed_handshake_counts_as_a_Slack_fault(object fault)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        slack.SocketMode.Faults.Enqueue((LoopbackSlackSocketFault)fault);

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var client = await SocketClient.OpenAsync(slack);
            await client.ReceiveAsync();
        });
        using var next = await SocketClient.OpenAsync(slack);

        Assert.Equal("hello", (string?)next.Hello["type"]);
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task An_eleventh_connection_is_recorded_and_disconnected()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        slack.WebApi.RateLimits.IsEnforced = false;
        var clients = new List<SocketClient>();
        for (var i = 0; i < 11; i++)
        {
            clients.Add(await SocketClient.OpenAsync(slack));
        }

        Assert.Equal("too_many_websockets", (string?)clients[10].Hello["reason"]);
        Assert.Equal(10, slack.SocketMode.LiveConnections.Count);
        Assert.Contains("more than 10", Assert.Single(slack.Violations), StringComparison.Ordinal);
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Client_pings_and_close_frames_are_answered()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack, keepAlive: TimeSpan.FromMilliseconds(20));
        await slack.SocketMode.WaitForLiveAsync(1);

        for (var i = 0; i < 5; i++)
        {
            await slack.SocketMode.CommandAsync(News, LoopbackSlack.DefaultUser, "latest");
            await client.AcknowledgeAsync(await client.ReceiveAsync());
        }

        await client.CloseAsync();
        await slack.SocketMode.WaitForClosedAsync();

        Assert.Equal(1_000, slack.SocketMode.Connections[0].CloseCode);
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task The_server_stops_at_once_with_open_connections()
    {
        var slack = await LoopbackSlack.StartAsync();
        using var client = await SocketClient.OpenAsync(slack);
        var receiving = client.ReceiveCloseAsync();

        await slack.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        await Assert.ThrowsAnyAsync<Exception>(() => receiving);
    }

    /// <summary>Waits, because the client's messages may still be in transit.</summary>
    private static Task WaitForViolationsAsync(LoopbackSlack slack, int count) =>
        slack.SocketMode.WaitUntilAsync(() => slack.Violations.Count >= count, $"violation {count}");

    [Fact]
    public async Task A_token_on_the_web_socket_and_a_non_upgrade_request_are_recorded()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var http = new HttpClient();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + LoopbackSlack.AppToken);

        var plain = await http.GetAsync(new UriBuilder(await SocketClient.AddressAsync(slack)) { Scheme = "http" }.Uri, Cancelled);
        await socket.ConnectAsync(await SocketClient.AddressAsync(slack), Cancelled);

        Assert.Equal(400, (int)plain.StatusCode);
        Assert.Equal(["socket: a request that is not a WebSocket handshake", "socket: a token is sent, although the ticket replaces it"],
            slack.Violations);
    }

    private sealed class SocketClient : IDisposable
    {
        private readonly ClientWebSocket _socket = new();

        public JsonNode Hello { get; private set; } = null!;

        public int Frames { get; private set; }

        public static async Task<Uri> AddressAsync(LoopbackSlack slack)
        {
            using var http = new LoopbackSlackClient(slack, "Bearer " + LoopbackSlack.AppToken);
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
                client._socket.Options.KeepAliveInterval = time;
                client._socket.Options.KeepAliveTimeout = time * 4;
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

        public Task AcknowledgeAsync(JsonNode envelope) =>
            SendAsync(new JsonObject { ["envelope_id"] = envelope["envelope_id"]!.DeepClone() }.ToJsonString());

        public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Cancelled);

        public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancelled);

        public void Dispose() => _socket.Dispose();
    }
}
