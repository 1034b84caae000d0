using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Events;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Slack.Events;

public class SlackEventReceiverTests
{
    [Theory]
    [InlineData("Command")]
    [InlineData("Interaction")]
    [InlineData("Event")]
    public async Task A_duplicate_delivery_is_handled_once(string kind)
    {
        await using var room = await Fixture.OpenAsync();
        var inbound = Inbound(kind, "1");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => room.Inbox.ReceiveAsync(inbound with { }, CancellationToken.None)));
        await room.Inbox.DisposeAsync();

        Assert.Equal([$"{kind} 1"], room.Done);
    }

    [Theory]
    [InlineData("Command")]
    [InlineData("Interaction")]
    [InlineData("Event")]
    [InlineData("Submission")]
    public async Task A_delivery_handled_by_another_worker_or_before_a_restart_is_not_repeated(string kind)
    {
        await using var room = await Fixture.OpenAsync();
        await using var other = room.Beside();

        await room.Inbox.ReceiveAsync(Inbound(kind, "1"), CancellationToken.None);
        await room.Inbox.DisposeAsync();
        var answer = await other.Inbox.ReceiveAsync(Inbound(kind, "1"), CancellationToken.None);
        await other.Inbox.ReceiveAsync(Inbound(kind, "2"), CancellationToken.None);
        await other.Inbox.DisposeAsync();

        Assert.Null(answer);
        Assert.Single(room.Done);
        Assert.Equal([$"{kind} 2"], other.Done);
    }

    [Fact]
    public async Task Interactions_are_answered_although_the_database_fails()
    {
        await using var room = await Fixture.OpenAsync();
        await room.Database.ExecuteAsync("DROP TABLE inbound");

        await room.Inbox.ReceiveAsync(Inbound("Command", "1"), CancellationToken.None);
        var answer = await room.Inbox.ReceiveAsync(Inbound("Submission", "2"), CancellationToken.None);
        await room.Inbox.DisposeAsync();

        Assert.Equal(["Command 1", "Submission 2"], room.Done.Order());
        Assert.NotNull(answer);
        Assert.Contains(room.Log.Lines, line => line.Contains("Command 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Command")]
    [InlineData("Submission")]
    public async Task A_hanging_database_does_not_delay_interactions(string kind)
    {
        await using var room = await Fixture.OpenAsync(TimeProvider.System);
        var held = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var holding = room.Database.Database.WriteAsync(async _ =>
        {
            held.SetResult();
            await release.Task;
        }, CancellationToken.None);
        await held.Task;

        var watch = Stopwatch.StartNew();
        var answer = await room.Inbox.ReceiveAsync(Inbound(kind, "1"), CancellationToken.None);
        var answered = watch.Elapsed;
        await room.UntilDoneAsync();
        var done = watch.Elapsed;
        release.SetResult();
        await holding;
        await room.Inbox.DisposeAsync();

        Assert.Equal(kind == "Submission", answer is not null);
        Assert.InRange(answered, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.InRange(done, TimeSpan.Zero, TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task Deduplication_rows_are_deleted_after_a_day()
    {
        await using var room = await Fixture.OpenAsync();
        await room.Store.TryAddAsync("slack", "old", room.Database.Now - TimeSpan.FromHours(25), CancellationToken.None);
        await room.Store.TryAddAsync("slack", "young", room.Database.Now - TimeSpan.FromHours(23), CancellationToken.None);

        await room.Inbox.ReceiveAsync(Inbound("Event", "1"), CancellationToken.None);
        await room.Inbox.DisposeAsync();

        Assert.Equal(["1", "young"], await room.Database.TextsAsync("SELECT event_id FROM inbound ORDER BY event_id"));
    }

    [Fact]
    public async Task A_submission_result_is_returned()
    {
        await using var room = await Fixture.OpenAsync();

        var answer = await room.Inbox.ReceiveAsync(Inbound("Submission", "1"), CancellationToken.None);

        Assert.Equal("answer to 1", Encoding.UTF8.GetString(answer!.Value.Span));
    }

    [Fact]
    public async Task A_slow_submission_is_acknowledged_within_a_second_and_completed_afterwards()
    {
        await using var room = await Fixture.OpenAsync(TimeProvider.System);
        var release = new TaskCompletionSource();
        room.Before = _ => release.Task;

        var watch = Stopwatch.StartNew();
        var answer = await room.Inbox.ReceiveAsync(Inbound("Submission", "1"), CancellationToken.None);
        var answered = watch.Elapsed;
        release.SetResult();
        await room.UntilDoneAsync();

        Assert.Null(answer);
        Assert.InRange(answered, TimeSpan.FromMilliseconds(800), TimeSpan.FromMilliseconds(1_000));
    }

    [Theory]
    [InlineData("Command")]
    [InlineData("Interaction")]
    [InlineData("Event")]
    [InlineData("Submission")]
    public async Task A_failing_handler_is_logged_and_affects_nothing_else(string kind)
    {
        await using var room = await Fixture.OpenAsync();
        room.Before = id => id == "1" ? throw new FormatException("A fault of ours") : Task.CompletedTask;

        var answer = await room.Inbox.ReceiveAsync(Inbound(kind, "1"), CancellationToken.None);
        await room.Inbox.ReceiveAsync(Inbound(kind, "2"), CancellationToken.None);
        await room.Inbox.DisposeAsync();

        Assert.Null(answer);
        Assert.Equal([$"{kind} 2"], room.Done);
        Assert.Contains(room.Log.Lines, line => line.EndsWith("1 failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_are_handled_in_order_regardless_of_duration()
    {
        await using var room = await Fixture.OpenAsync();
        var release = new TaskCompletionSource();
        room.Before = id => id == "0" ? release.Task : Task.CompletedTask;

        for (var i = 0; i < 20; i++)
        {
            await room.Inbox.ReceiveAsync(Inbound("Event", $"{i}"), CancellationToken.None);
        }

        var early = room.Done.Count;
        release.SetResult();
        await room.Inbox.DisposeAsync();

        Assert.Equal(0, early);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Event {i}"), room.Done);
    }

    [Fact]
    public async Task A_hanging_event_blocks_the_others_only_until_its_timeout()
    {
        await using var room = await Fixture.OpenAsync();
        var release = new TaskCompletionSource();
        room.Before = id => id == "0" ? release.Task : Task.CompletedTask;

        await room.Inbox.ReceiveAsync(Inbound("Event", "0"), CancellationToken.None);
        await room.Inbox.ReceiveAsync(Inbound("Event", "1"), CancellationToken.None);
        await room.UntilDoneAsync(() => room.Database.Time.Advance(TimeSpan.FromSeconds(1)));
        var done = room.Done.ToList();
        release.SetResult();
        await room.Inbox.DisposeAsync();

        Assert.Equal(["Event 1"], done);
    }

    [Fact]
    public async Task Shutdown_waits_five_seconds_for_running_work_and_accepts_nothing_new()
    {
        await using var room = await Fixture.OpenAsync();
        var entered = new TaskCompletionSource();
        room.Before = _ =>
        {
            entered.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        await room.Inbox.ReceiveAsync(Inbound("Command", "1"), CancellationToken.None);
        await entered.Task;

        var stopping = room.Inbox.DisposeAsync().AsTask();
        await room.Inbox.ReceiveAsync(Inbound("Command", "2"), CancellationToken.None);
        var early = stopping.IsCompleted;
        room.Database.Time.Advance(TimeSpan.FromSeconds(4.9));
        var later = stopping.IsCompleted;
        room.Database.Time.Advance(TimeSpan.FromSeconds(0.2));
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal((false, false), (early, later));
        Assert.Equal(["1"], await room.Database.TextsAsync("SELECT event_id FROM inbound"));
    }

    private static SlackInboundEvent Inbound(string kind, string id)
    {
        var payload =
            JsonDocument.Parse($$"""{"id":"{{id}}","type":"{{(kind == "Submission" ? "view_submission" : "other")}}"}""").RootElement;
        return new SlackInboundEvent(kind == "Submission" ? SlackInboundEventKind.Interaction : Enum.Parse<SlackInboundEventKind>(kind),
            id, payload);
    }

    /// <summary>An inbox on a real database, before a desk that notes what it gets.</summary>
    private sealed class Fixture : ISlackInteractionHandler, ISlackEventHandler, IAsyncDisposable
    {
        private readonly bool _owns;
        private readonly SemaphoreSlim _news = new(0);

        private Fixture(TestDatabase database, TimeProvider time, bool owns)
        {
            (Database, _owns) = (database, owns);
            Store = new ReceivedEventStore(database.Database);
            Inbox = new SlackEventReceiver(this, this, Store, time, Log);
        }

        public TestDatabase Database { get; }

        public ReceivedEventStore Store { get; }

        public SlackEventReceiver Inbox { get; }

        public CapturingLogger<SlackEventReceiver> Log { get; } = new();

        public ConcurrentQueue<string> Done { get; } = new();

        public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

        public static async Task<Fixture> OpenAsync(TimeProvider? time = null)
        {
            var database = await TestDatabase.OnSqliteAsync();
            return new Fixture(database, time ?? database.Time, owns: true);
        }

        public Fixture Beside() => new(Database, Database.Time, owns: false);

        public async Task UntilDoneAsync(Action? between = null)
        {
            for (var tries = 0; !await _news.WaitAsync(TimeSpan.FromMilliseconds(50)); tries++)
            {
                Assert.True(tries < 200, "It did not come about");
                between?.Invoke();
            }
        }

        public Task HandleCommandAsync(JsonElement payload) => DoAsync("Command", payload);

        public async Task<ReadOnlyMemory<byte>?> HandleInteractionAsync(JsonElement payload)
        {
            await DoAsync(payload.GetProperty("type").GetString() == "view_submission" ? "Submission" : "Interaction", payload);
            return Encoding.UTF8.GetBytes($"answer to {payload.GetProperty("id").GetString()}");
        }

        public Task HandleEventAsync(JsonElement callback, CancellationToken cancellationToken) => DoAsync("Event", callback);

        public async ValueTask DisposeAsync()
        {
            // What still runs writes to the database; what hangs in a test is waited for no longer than the service would.
            var stopped = Inbox.DisposeAsync().AsTask();
            Database.Time.Advance(TimeSpan.FromSeconds(6));
            await stopped;
            if (_owns)
            {
                await Database.DisposeAsync();
            }
        }

        private async Task DoAsync(string kind, JsonElement payload)
        {
            var id = payload.GetProperty("id").GetString()!;
            await Before(id);
            Done.Enqueue($"{kind} {id}");
            _news.Release();
        }
    }
}
