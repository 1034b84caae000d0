using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Chat.Slack;
using AlertBot.Tests.Chat.Loopback.Slack;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Chat.Slack;

/// <summary>Socket Mode and the inbox before the strict loopback Slack: nothing told is lost, nothing done twice, no rule broken.</summary>
public class SlackSocketLoopbackTests
{
    private static readonly JsonObject Archived = new() { ["type"] = "channel_archive", ["channel"] = "C0NEWS0001" };

    [Fact]
    public async Task Commands_presses_and_events_come_by_either_connection_in_fragments()
    {
        await using var room = await Room.OpenAsync(slack => slack.Socket.Fragments = 7);

        for (var i = 0; i < 10; i++)
        {
            var ask = await room.Slack.Socket.CommandAsync("C0NEWS0001", LoopbackSlack.SomeUser, $"latest {i} „äöü“");
            Assert.Null(await ask.Acknowledged);
            await (await room.Slack.Socket.EventAsync(Archived.DeepClone().AsObject())).Acknowledged;
        }

        await room.UntilAsync(() => room.Commands.Count == 10 && room.Events.Count == 10);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"latest {i} „äöü“"), room.Commands.Order(StringComparer.Ordinal));
        Assert.Equal(2, room.Slack.Socket.Live.Count);
        Assert.Empty(room.Slack.Breaches);
    }

    [Fact]
    public async Task An_event_whose_acknowledgement_is_lost_is_told_again_and_done_once()
    {
        await using var room = await Room.OpenAsync(slack => (slack.Socket.EventAgainAfter, slack.Socket.LostAcknowledgements) = (TimeSpan.FromMilliseconds(200), 2));

        var ask = await room.Slack.Socket.EventAsync(Archived.DeepClone().AsObject(), "Ev1");
        await ask.Acknowledged;
        await room.Slack.Socket.EventAsync(Archived.DeepClone().AsObject(), "Ev2");
        await room.UntilAsync(() => room.Events.Count >= 2);

        Assert.Equal(3, ask.Sent);
        Assert.Equal(["Ev1", "Ev2"], room.Events);
        Assert.Empty(room.Slack.Breaches);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("something_new")]
    public async Task Connections_are_replaced_one_after_the_other_while_commands_come(string reason)
    {
        await using var room = await Room.OpenAsync(slack => slack.Socket.CloseAfter = TimeSpan.FromSeconds(5));

        for (var i = 1; i <= 3; i++)
        {
            var old = room.Slack.Socket.Live[0];
            await room.Slack.Socket.DisconnectAsync(reason, old);
            for (var n = 0; n < 4; n++)
            {
                await (await room.Slack.Socket.CommandAsync("C0NEWS0001", LoopbackSlack.SomeUser, $"{i}.{n}")).Acknowledged;
            }

            await room.Slack.Socket.UntilGoneAsync(i);
            Assert.Equal(1000, old.ClosedWith);
        }

        await room.Slack.Socket.UntilLiveAsync(2);
        await room.UntilAsync(() => room.Commands.Count == 12);
        Assert.Equal(5, room.Slack.Socket.Opens);
        Assert.Null(room.Client.Problem);
        Assert.Empty(room.Slack.Breaches);
    }

    [Fact]
    public async Task When_Socket_Mode_is_switched_off_Slack_is_left_alone_and_the_problem_said()
    {
        await using var room = await Room.OpenAsync(slack => slack.Socket.CloseAfter = TimeSpan.FromMilliseconds(100));

        await room.Slack.Socket.DisconnectAsync("link_disabled");
        await room.Slack.Socket.UntilGoneAsync(2);
        await room.UntilAsync(() => room.Client.Problem is not null);

        Assert.StartsWith("Socket Mode is switched off for the app", room.Client.Problem, StringComparison.Ordinal);
        Assert.Empty(room.Slack.Breaches);
    }

    [Fact]
    public async Task A_half_open_connection_is_replaced_and_its_event_comes_by_another()
    {
        await using var room = await Room.OpenAsync(slack => slack.Socket.EventAgainAfter = TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(300));

        room.Slack.Socket.HalfOpen();
        await (await room.Slack.Socket.EventAsync(Archived.DeepClone().AsObject(), "Ev1")).Acknowledged;
        await room.Slack.Socket.UntilConnectedAsync(3);
        await room.Slack.Socket.UntilLiveAsync(2);
        await room.UntilAsync(() => room.Events.Count == 1);

        Assert.Empty(room.Slack.Breaches);
    }

    [Theory]
    [InlineData(nameof(LoopbackSlackSocketFault.NoUpgrade))]
    [InlineData(nameof(LoopbackSlackSocketFault.BeforeHello))]
    [InlineData(nameof(LoopbackSlackSocketFault.BrokenHello))]
    [InlineData(nameof(LoopbackSlackSocketFault.AfterHello))]
    public async Task A_connection_that_fails_at_its_beginning_is_made_anew_with_a_ticket_of_its_own(string fault)
    {
        await using var room = await Room.OpenAsync(slack =>
        {
            slack.Socket.Faults.Enqueue(Enum.Parse<LoopbackSlackSocketFault>(fault));
            slack.Socket.Faults.Enqueue(Enum.Parse<LoopbackSlackSocketFault>(fault));
        });

        await (await room.Slack.Socket.CommandAsync("C0NEWS0001", LoopbackSlack.SomeUser, "help")).Acknowledged;

        await room.UntilAsync(() => room.Commands.Count == 1);
        Assert.Null(room.Client.Problem);
        Assert.Empty(room.Slack.Breaches);
    }

    [Fact]
    public async Task Slacks_pings_are_answered_also_between_fragments_and_while_work_hangs()
    {
        await using var room = await Room.OpenAsync(slack => (slack.Socket.PingEvery, slack.Socket.PongWithin) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2)));
        room.Hangs = true;

        await (await room.Slack.Socket.CommandAsync("C0NEWS0001", LoopbackSlack.SomeUser, "hang")).Acknowledged;
        await room.Slack.Socket.UntilPongAsync(10);

        Assert.Equal(2, room.Slack.Socket.Opens);
        Assert.Empty(room.Slack.Breaches);
    }

    [Fact]
    public async Task A_flood_of_drops_loses_no_event()
    {
        await using var room = await Room.OpenAsync(slack => slack.Socket.EventAgainAfter = TimeSpan.FromMilliseconds(500));

        var asks = new List<LoopbackSlackAsk>();
        for (var i = 0; i < 6; i++)
        {
            asks.Add(await room.Slack.Socket.EventAsync(Archived.DeepClone().AsObject(), $"Ev{i}"));
            if (i % 2 == 0 && room.Slack.Socket.Live.Count > 0)
            {
                room.Slack.Socket.Drop();
            }
        }

        await Task.WhenAll(asks.Select(ask => ask.Acknowledged));
        await room.UntilAsync(() => room.Events.Count >= 6);

        Assert.Equal(Enumerable.Range(0, 6).Select(i => $"Ev{i}"), room.Events.Order());
        Assert.Empty(room.Slack.Breaches);
    }

    /// <summary>The client and its inbox before a loopback Slack; notes what is done.</summary>
    private sealed class Room : ISlackApi, ISlackTalk, ISlackEvents, IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly SlackClient _http;
        private readonly TestDatabase _database;
        private readonly SlackInbox _inbox;
        private Task _running = Task.CompletedTask;

        private Room(LoopbackSlack slack, TestDatabase database, TimeSpan? keepAlive)
        {
            (Slack, _database, _http) = (slack, database, new SlackClient(slack, "Bearer " + LoopbackSlack.AppToken));
            _inbox = new SlackInbox(this, this, new InboundStore(database.Database), TimeProvider.System, new SaidLogger<SlackInbox>());
            var options = new SlackOptions { BotToken = LoopbackSlack.BotToken, AppToken = LoopbackSlack.AppToken, ApiBaseUrl = slack.ApiBaseUrl };
            Client = new SlackSocketMode(options, this, _inbox, TimeProvider.System, Log) { KeepAlive = keepAlive ?? TimeSpan.FromSeconds(10) };
        }

        public LoopbackSlack Slack { get; }

        public SlackSocketMode Client { get; }

        public SaidLogger<SlackSocketMode> Log { get; } = new();

        public ConcurrentQueue<string> Commands { get; } = new();

        public ConcurrentQueue<string> Events { get; } = new();

        public bool Hangs { get; set; }

        public static async Task<Room> OpenAsync(Action<LoopbackSlack>? prepare = null, TimeSpan? keepAlive = null)
        {
            var slack = await LoopbackSlack.StartAsync();
            prepare?.Invoke(slack);
            var room = new Room(slack, await TestDatabase.OnSqliteAsync(), keepAlive);
            room._running = Task.Run(() => room.Client.RunAsync(room._stop.Token));
            await slack.Socket.UntilLiveAsync(2);
            await room.UntilAsync(() => room.Client.Problem is null);
            return room;
        }

        public async Task<SlackAnswer> SendAsync(SlackCall call, CancellationToken cancellationToken)
        {
            using var body = JsonDocument.Parse((await _http.PostAsync(call.Method, json: null)).Json.ToJsonString());
            var root = body.RootElement.Clone();
            return root.Flag("ok") ? new SlackAnswer.Done(root, TimeSpan.Zero) : new SlackAnswer.Refused(root.Text("error")!, root.Text("error")!);
        }

        public Task<SlackAnswer> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task CommandAsync(JsonElement payload)
        {
            Commands.Enqueue(payload.Text("text")!);
            return Hangs ? Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token) : Task.CompletedTask;
        }

        public Task<ReadOnlyMemory<byte>?> InteractionAsync(JsonElement payload) => Task.FromResult<ReadOnlyMemory<byte>?>(null);

        public Task EventAsync(JsonElement callback, CancellationToken cancellationToken)
        {
            Events.Enqueue(callback.Text("event_id")!);
            return Task.CompletedTask;
        }

        public async Task UntilAsync(Func<bool> isTrue)
        {
            for (var tries = 0; !isTrue(); tries++)
            {
                Assert.True(tries < 400, $"It did not come about; {string.Join("; ", Slack.Breaches)}");
                await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, CancellationToken.None);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            await _inbox.DisposeAsync();
            _http.Dispose();
            await Slack.DisposeAsync();
            await _database.DisposeAsync();
            Assert.DoesNotContain(Log.Lines, line => line.Contains(LoopbackSlack.AppToken, StringComparison.Ordinal) || line.Contains("ticket=", StringComparison.Ordinal));
        }
    }
}
