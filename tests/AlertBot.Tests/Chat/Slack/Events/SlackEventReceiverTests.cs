using System.Collections.Concurrent;
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
        await using var fixture = await Fixture.OpenAsync();
        var inbound = Inbound(kind, "1");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fixture.Receiver.ReceiveAsync(inbound with { }, CancellationToken.None)));
        await fixture.Receiver.DisposeAsync();

        Assert.Equal([$"{kind} 1"], fixture.Handled);
    }

    [Theory]
    [InlineData("Command")]
    [InlineData("Interaction")]
    [InlineData("Event")]
    [InlineData("Submission")]
    public async Task A_delivery_handled_by_another_worker_or_before_a_restart_is_not_repeated(string kind)
    {
        await using var fixture = await Fixture.OpenAsync();
        await using var other = fixture.OpenOnSameDatabase();

        await fixture.Receiver.ReceiveAsync(Inbound(kind, "1"), CancellationToken.None);
        await fixture.Receiver.DisposeAsync();
        var response = await other.Receiver.ReceiveAsync(Inbound(kind, "1"), CancellationToken.None);
        await other.Receiver.ReceiveAsync(Inbound(kind, "2"), CancellationToken.None);
        await other.Receiver.DisposeAsync();

        Assert.Null(response);
        Assert.Single(fixture.Handled);
        Assert.Equal([$"{kind} 2"], other.Handled);
    }

    [Fact]
    public async Task Interactions_are_handled_although_the_database_fails()
    {
        await using var fixture = await Fixture.OpenAsync();
        await fixture.Database.ExecuteAsync("DROP TABLE inbound");

        await fixture.Receiver.ReceiveAsync(Inbound("Command", "1"), CancellationToken.None);
        var response = await fixture.Receiver.ReceiveAsync(Inbound("Submission", "2"), CancellationToken.None);
        await fixture.Receiver.DisposeAsync();

        Assert.Equal(["Command 1", "Submission 2"], fixture.Handled.Order());
        Assert.NotNull(response);
        Assert.Contains(fixture.Log.Lines, line => line.Contains("Command 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Command")]
    [InlineData("Submission")]
    public async Task A_hanging_database_does_not_delay_interactions(string kind)
    {
        await using var fixture = await Fixture.OpenAsync();
        var held = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var holding = fixture.Database.Database.WriteAsync(async _ =>
        {
            held.SetResult();
            await release.Task;
        }, CancellationToken.None);
        await held.Task;

        var (response, answered) =
            await fixture.Database.Time.AdvanceUntilAsync(fixture.Receiver.ReceiveAsync(Inbound(kind, "1"), CancellationToken.None));
        var handled = await fixture.Database.Time.AdvanceUntilAsync(fixture.WaitUntilHandledAsync());
        release.SetResult();
        await holding;
        await fixture.Receiver.DisposeAsync();

        Assert.Equal(kind == "Submission", response is not null);
        Assert.InRange(answered, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.InRange(answered + handled, TimeSpan.Zero, TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task Deduplication_rows_are_deleted_after_a_day()
    {
        await using var fixture = await Fixture.OpenAsync();
        await fixture.Store.TryAddAsync("slack", "old", fixture.Database.Now - TimeSpan.FromHours(25), CancellationToken.None);
        await fixture.Store.TryAddAsync("slack", "young", fixture.Database.Now - TimeSpan.FromHours(23), CancellationToken.None);

        await fixture.Receiver.ReceiveAsync(Inbound("Event", "1"), CancellationToken.None);
        await fixture.Receiver.DisposeAsync();

        Assert.Equal(["1", "young"], await fixture.Database.TextsAsync("SELECT event_id FROM inbound ORDER BY event_id"));
    }

    [Fact]
    public async Task A_submission_result_is_returned()
    {
        await using var fixture = await Fixture.OpenAsync();

        var response = await fixture.Receiver.ReceiveAsync(Inbound("Submission", "1"), CancellationToken.None);

        Assert.Equal("response to 1", Encoding.UTF8.GetString(response!.Value.Span));
    }

    [Fact]
    public async Task A_slow_submission_is_acknowledged_within_a_second_and_completed_afterwards()
    {
        await using var fixture = await Fixture.OpenAsync();
        var release = new TaskCompletionSource();
        fixture.Before = _ => release.Task;

        var (response, answered) =
            await fixture.Database.Time.AdvanceUntilAsync(fixture.Receiver.ReceiveAsync(Inbound("Submission", "1"), CancellationToken.None));
        release.SetResult();
        await fixture.WaitUntilHandledAsync();

        Assert.Null(response);
        Assert.InRange(answered, TimeSpan.FromMilliseconds(800), TimeSpan.FromMilliseconds(1_000));
    }

    [Theory]
    [InlineData("Command")]
    [InlineData("Interaction")]
    [InlineData("Event")]
    [InlineData("Submission")]
    public async Task A_failing_handler_is_logged_and_affects_nothing_else(string kind)
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Before = id => id == "1" ? throw new FormatException("A bug") : Task.CompletedTask;

        var response = await fixture.Receiver.ReceiveAsync(Inbound(kind, "1"), CancellationToken.None);
        await fixture.Receiver.ReceiveAsync(Inbound(kind, "2"), CancellationToken.None);
        await fixture.Receiver.DisposeAsync();

        Assert.Null(response);
        Assert.Equal([$"{kind} 2"], fixture.Handled);
        Assert.Contains(fixture.Log.Lines, line => line.EndsWith("1 from Slack failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_are_handled_in_order_regardless_of_duration()
    {
        await using var fixture = await Fixture.OpenAsync();
        var release = new TaskCompletionSource();
        fixture.Before = id => id == "0" ? release.Task : Task.CompletedTask;

        for (var i = 0; i < 20; i++)
        {
            await fixture.Receiver.ReceiveAsync(Inbound("Event", $"{i}"), CancellationToken.None);
        }

        var early = fixture.Handled.Count;
        release.SetResult();
        await fixture.Receiver.DisposeAsync();

        Assert.Equal(0, early);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Event {i}"), fixture.Handled);
    }

    [Fact]
    public async Task A_hanging_event_blocks_the_others_only_until_its_timeout()
    {
        await using var fixture = await Fixture.OpenAsync();
        var release = new TaskCompletionSource();
        fixture.Before = id => id == "0" ? release.Task : Task.CompletedTask;

        await fixture.Receiver.ReceiveAsync(Inbound("Event", "0"), CancellationToken.None);
        await fixture.Receiver.ReceiveAsync(Inbound("Event", "1"), CancellationToken.None);
        await fixture.WaitUntilHandledAsync(() => fixture.Database.Time.Advance(TimeSpan.FromSeconds(1)));
        var done = fixture.Handled.ToList();
        release.SetResult();
        await fixture.Receiver.DisposeAsync();

        Assert.Equal(["Event 1"], done);
    }

    [Fact]
    public async Task Shutdown_waits_five_seconds_for_running_work_and_accepts_nothing_new()
    {
        await using var fixture = await Fixture.OpenAsync();
        var entered = new TaskCompletionSource();
        fixture.Before = _ =>
        {
            entered.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        await fixture.Receiver.ReceiveAsync(Inbound("Command", "1"), CancellationToken.None);
        await entered.Task;

        var stopping = fixture.Receiver.DisposeAsync().AsTask();
        await fixture.Receiver.ReceiveAsync(Inbound("Command", "2"), CancellationToken.None);
        var early = stopping.IsCompleted;
        fixture.Database.Time.Advance(TimeSpan.FromSeconds(4.9));
        var later = stopping.IsCompleted;
        fixture.Database.Time.Advance(TimeSpan.FromSeconds(0.2));
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal((false, false), (early, later));
        Assert.Equal(["1"], await fixture.Database.TextsAsync("SELECT event_id FROM inbound"));
    }

    private static SlackInboundEvent Inbound(string kind, string id)
    {
        var payload =
            JsonDocument.Parse($$"""{"id":"{{id}}","type":"{{(kind == "Submission" ? "view_submission" : "other")}}"}""").RootElement;
        return new SlackInboundEvent(kind == "Submission" ? SlackInboundEventKind.Interaction : Enum.Parse<SlackInboundEventKind>(kind),
            id, payload);
    }

    /// <summary>A receiver on a real database, with handlers that record what they receive.</summary>
    private sealed class Fixture : ISlackInteractionHandler, ISlackEventHandler, IAsyncDisposable
    {
        private readonly bool _ownsDatabase;
        private readonly SemaphoreSlim _handledSignal = new(0);

        private Fixture(TestDatabase database, TimeProvider time, bool ownsDatabase)
        {
            Database = database;
            _ownsDatabase = ownsDatabase;
            Store = new ReceivedEventStore(database.Database);
            Receiver = new SlackEventReceiver(this, this, Store, time, Log);
        }

        public TestDatabase Database { get; }

        public ReceivedEventStore Store { get; }

        public SlackEventReceiver Receiver { get; }

        public CapturingLogger<SlackEventReceiver> Log { get; } = new();

        public ConcurrentQueue<string> Handled { get; } = new();

        public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

        public static async Task<Fixture> OpenAsync(TimeProvider? time = null)
        {
            var database = await TestDatabase.OnSqliteAsync();
            return new Fixture(database, time ?? database.Time, ownsDatabase: true);
        }

        public Fixture OpenOnSameDatabase() => new(Database, Database.Time, ownsDatabase: false);

        public async Task WaitUntilHandledAsync(Action? between = null)
        {
            for (var tries = 0; !await _handledSignal.WaitAsync(TimeSpan.FromMilliseconds(50)); tries++)
            {
                Assert.True(tries < 200, "Nothing was handled in time");
                between?.Invoke();
            }
        }

        public Task HandleCommandAsync(JsonElement payload) => HandleAsync("Command", payload);

        public async Task<ReadOnlyMemory<byte>?> HandleInteractionAsync(JsonElement payload)
        {
            await HandleAsync(payload.GetProperty("type").GetString() == "view_submission" ? "Submission" : "Interaction", payload);
            return Encoding.UTF8.GetBytes($"response to {payload.GetProperty("id").GetString()}");
        }

        public Task HandleEventAsync(JsonElement callback, CancellationToken cancellationToken) => HandleAsync("Event", callback);

        public async ValueTask DisposeAsync()
        {
            // Running work writes to the database; hanging work is abandoned after the receiver's shutdown timeout.
            var stopped = Receiver.DisposeAsync().AsTask();
            Database.Time.Advance(TimeSpan.FromSeconds(6));
            await stopped;
            if (_ownsDatabase)
            {
                await Database.DisposeAsync();
            }
        }

        private async Task HandleAsync(string kind, JsonElement payload)
        {
            var id = payload.GetProperty("id").GetString()!;
            await Before(id);
            Handled.Enqueue($"{kind} {id}");
            _handledSignal.Release();
        }
    }
}
