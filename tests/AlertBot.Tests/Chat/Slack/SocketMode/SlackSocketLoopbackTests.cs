using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Events;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Chat.Slack.SocketMode;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;
using AlertBot.Testing.Slack;
using AlertBot.Testing.Slack.SocketMode;
using AlertBot.Tests.Chat.Slack.Loopback;

namespace AlertBot.Tests.Chat.Slack.SocketMode;

/// <summary>Socket Mode with a strict loopback Slack: no event is lost or handled twice, and no rule is violated.</summary>
public class SlackSocketLoopbackTests
{
    private static readonly JsonObject Archived = new() { ["type"] = "channel_archive", ["channel"] = "C0NEWS0001" };

    [Fact]
    public async Task Commands_and_events_arrive_on_either_connection_in_fragments()
    {
        await using var fixture = await Fixture.OpenAsync(slack => slack.SocketMode.MaxFragments = 7);

        for (var i = 0; i < 10; i++)
        {
            var delivery = await fixture.Slack.SocketMode.CommandAsync("C0NEWS0001", LoopbackSlack.DefaultUser, $"latest {i} „äöü“");
            Assert.Null(await delivery.Acknowledgement);
            await (await fixture.Slack.SocketMode.EventAsync(Archived.DeepClone().AsObject())).Acknowledgement;
        }

        await fixture.WaitUntilAsync(() => fixture.Commands.Count == 10 && fixture.Events.Count == 10);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"latest {i} „äöü“"), fixture.Commands.Order(StringComparer.Ordinal));
        Assert.Equal(2, fixture.Slack.SocketMode.LiveConnections.Count);
        Assert.Empty(fixture.Slack.Violations);
    }

    [Fact]
    public async Task An_event_redelivered_after_a_lost_acknowledgement_is_handled_once()
    {
        await using var fixture = await Fixture.OpenAsync(
            slack =>
            {
                slack.SocketMode.EventRetryDelay = TimeSpan.FromMilliseconds(200);
                slack.SocketMode.AcknowledgementsToLose = 2;
            });

        var delivery = await fixture.Slack.SocketMode.EventAsync(Archived.DeepClone().AsObject(), "Ev1");
        await delivery.Acknowledgement;
        await fixture.Slack.SocketMode.EventAsync(Archived.DeepClone().AsObject(), "Ev2");
        await fixture.WaitUntilAsync(() => fixture.Events.Count >= 2);

        Assert.Equal(3, delivery.SendCount);
        Assert.Equal(["Ev1", "Ev2"], fixture.Events);
        Assert.Empty(fixture.Slack.Violations);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("something_new")]
    public async Task Connections_are_replaced_one_by_one_while_commands_arrive(string reason)
    {
        await using var fixture = await Fixture.OpenAsync(slack => slack.SocketMode.CloseDelay = TimeSpan.FromSeconds(5));

        for (var i = 1; i <= 3; i++)
        {
            var old = fixture.Slack.SocketMode.LiveConnections[0];
            await fixture.Slack.SocketMode.DisconnectAsync(reason, old);
            for (var n = 0; n < 4; n++)
            {
                await (await fixture.Slack.SocketMode.CommandAsync("C0NEWS0001", LoopbackSlack.DefaultUser, $"{i}.{n}")).Acknowledgement;
            }

            await fixture.Slack.SocketMode.WaitForClosedAsync(i);
            Assert.Equal(1000, old.CloseCode);
        }

        await fixture.Slack.SocketMode.WaitForLiveAsync(2);
        await fixture.WaitUntilAsync(() => fixture.Commands.Count == 12);
        Assert.Equal(5, fixture.Slack.SocketMode.OpenCount);
        Assert.Null(fixture.Client.Problem);
        Assert.Empty(fixture.Slack.Violations);
    }

    [Fact]
    public async Task Disabled_Socket_Mode_pauses_connecting_and_is_reported()
    {
        await using var fixture = await Fixture.OpenAsync(slack => slack.SocketMode.CloseDelay = TimeSpan.FromMilliseconds(100));

        await fixture.Slack.SocketMode.DisconnectAsync("link_disabled");
        await fixture.Slack.SocketMode.WaitForClosedAsync(2);
        await fixture.WaitUntilAsync(() => fixture.Client.Problem is not null);

        Assert.StartsWith("Socket Mode is turned off for the app", fixture.Client.Problem, StringComparison.Ordinal);
        Assert.Empty(fixture.Slack.Violations);
    }

    [Fact]
    public async Task A_half_open_connection_is_replaced_and_its_event_arrives_on_another()
    {
        await using var fixture = await Fixture.OpenAsync(slack => slack.SocketMode.EventRetryDelay = TimeSpan.FromMilliseconds(500),
            TimeSpan.FromMilliseconds(300));

        fixture.Slack.SocketMode.MakeHalfOpen();
        await (await fixture.Slack.SocketMode.EventAsync(Archived.DeepClone().AsObject(), "Ev1")).Acknowledgement;
        await fixture.Slack.SocketMode.WaitForHelloAsync(3);
        await fixture.Slack.SocketMode.WaitForLiveAsync(2);
        await fixture.WaitUntilAsync(() => fixture.Events.Count == 1);

        Assert.Empty(fixture.Slack.Violations);
    }

    [Theory]
    [InlineData(nameof(LoopbackSlackSocketFault.RefuseUpgrade))]
    [InlineData(nameof(LoopbackSlackSocketFault.DropBeforeHello))]
    [InlineData(nameof(LoopbackSlackSocketFault.MalformedHello))]
    [InlineData(nameof(LoopbackSlackSocketFault.DropAfterHello))]
    public async Task A_failed_handshake_is_retried_with_a_new_ticket(string fault)
    {
        await using var fixture = await Fixture.OpenAsync(slack =>
        {
            slack.SocketMode.Faults.Enqueue(Enum.Parse<LoopbackSlackSocketFault>(fault));
            slack.SocketMode.Faults.Enqueue(Enum.Parse<LoopbackSlackSocketFault>(fault));
        });

        await (await fixture.Slack.SocketMode.CommandAsync("C0NEWS0001", LoopbackSlack.DefaultUser, "help")).Acknowledgement;

        await fixture.WaitUntilAsync(() => fixture.Commands.Count == 1);
        Assert.Null(fixture.Client.Problem);
        Assert.Empty(fixture.Slack.Violations);
    }

    [Fact]
    public async Task Pings_are_answered_between_fragments_and_while_work_hangs()
    {
        await using var fixture = await Fixture.OpenAsync(
            slack =>
            {
                slack.SocketMode.PingInterval = TimeSpan.FromMilliseconds(50);
                slack.SocketMode.PongTimeout = TimeSpan.FromSeconds(2);
            });
        fixture.Hangs = true;

        await (await fixture.Slack.SocketMode.CommandAsync("C0NEWS0001", LoopbackSlack.DefaultUser, "hang")).Acknowledgement;
        await fixture.Slack.SocketMode.WaitForPongAsync(10);

        Assert.Equal(2, fixture.Slack.SocketMode.OpenCount);
        Assert.Empty(fixture.Slack.Violations);
    }

    [Fact]
    public async Task Many_dropped_connections_lose_no_event()
    {
        await using var fixture = await Fixture.OpenAsync(slack => slack.SocketMode.EventRetryDelay = TimeSpan.FromMilliseconds(500));

        var deliveries = new List<LoopbackSlackDelivery>();
        for (var i = 0; i < 6; i++)
        {
            deliveries.Add(await fixture.Slack.SocketMode.EventAsync(Archived.DeepClone().AsObject(), $"Ev{i}"));
            if (i % 2 == 0 && fixture.Slack.SocketMode.LiveConnections.Count > 0)
            {
                fixture.Slack.SocketMode.Drop();
            }
        }

        await Task.WhenAll(deliveries.Select(delivery => delivery.Acknowledgement));
        await fixture.WaitUntilAsync(() => fixture.Events.Count >= 6);

        Assert.Equal(Enumerable.Range(0, 6).Select(i => $"Ev{i}"), fixture.Events.Order());
        Assert.Empty(fixture.Slack.Violations);
    }

    /// <summary>The client and the receiver with a loopback Slack; records what is handled.</summary>
    private sealed class Fixture : ISlackApi, ISlackInteractionHandler, ISlackEventHandler, IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly LoopbackSlackClient _http;
        private readonly TestDatabase _database;
        private readonly SlackEventReceiver _receiver;
        private Task _running = Task.CompletedTask;

        private Fixture(LoopbackSlack slack, TestDatabase database, TimeSpan? keepAlive)
        {
            Slack = slack;
            _database = database;
            _http = new LoopbackSlackClient(slack, "Bearer " + LoopbackSlack.AppToken);
            _receiver = new SlackEventReceiver(this, this, new ReceivedEventStore(database.Database), TimeProvider.System,
                new CapturingLogger<SlackEventReceiver>());
            var options =
                new SlackOptions { BotToken = LoopbackSlack.BotToken, AppToken = LoopbackSlack.AppToken, ApiBaseUrl = slack.ApiBaseUrl };
            Client = new SlackSocketModeClient(options, this, _receiver, TimeProvider.System,
                Log)
            { KeepAlive = keepAlive ?? TimeSpan.FromSeconds(10) };
        }

        public LoopbackSlack Slack { get; }

        public SlackSocketModeClient Client { get; }

        public CapturingLogger<SlackSocketModeClient> Log { get; } = new();

        public ConcurrentQueue<string> Commands { get; } = new();

        public ConcurrentQueue<string> Events { get; } = new();

        public bool Hangs { get; set; }

        public static async Task<Fixture> OpenAsync(Action<LoopbackSlack>? prepare = null, TimeSpan? keepAlive = null)
        {
            var slack = await LoopbackSlack.StartAsync();
            prepare?.Invoke(slack);
            var fixture = new Fixture(slack, await TestDatabase.OnSqliteAsync(), keepAlive);
            fixture._running = Task.Run(() => fixture.Client.RunAsync(fixture._stop.Token));
            await slack.SocketMode.WaitForLiveAsync(2);
            await fixture.WaitUntilAsync(() => fixture.Client.Problem is null);
            return fixture;
        }

        public async Task<PlatformResult> SendAsync(SlackCall call, CancellationToken cancellationToken)
        {
            using var body = JsonDocument.Parse((await _http.PostAsync(call.Method, json: null)).Json.ToJsonString());
            var root = body.RootElement.Clone();
            return root.Flag("ok") ? new PlatformResult.Succeeded(root, TimeSpan.Zero)
                : new SlackRefusal(root.Text("error")!, root.Text("error")!);
        }

        public Task<PlatformResult> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task HandleCommandAsync(JsonElement payload)
        {
            Commands.Enqueue(payload.Text("text")!);
            return Hangs ? Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token) : Task.CompletedTask;
        }

        public Task<ReadOnlyMemory<byte>?> HandleInteractionAsync(JsonElement payload) => Task.FromResult<ReadOnlyMemory<byte>?>(null);

        public Task HandleEventAsync(JsonElement callback, CancellationToken cancellationToken)
        {
            Events.Enqueue(callback.Text("event_id")!);
            return Task.CompletedTask;
        }

        public async Task WaitUntilAsync(Func<bool> condition)
        {
            for (var tries = 0; !condition(); tries++)
            {
                Assert.True(tries < 400, $"The condition did not become true; {string.Join("; ", Slack.Violations)}");
                await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, CancellationToken.None);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            await _receiver.DisposeAsync();
            _http.Dispose();
            await Slack.DisposeAsync();
            await _database.DisposeAsync();
            Assert.DoesNotContain(Log.Lines,
                line => line.Contains(LoopbackSlack.AppToken, StringComparison.Ordinal)
                    || line.Contains("ticket=", StringComparison.Ordinal));
        }
    }
}
