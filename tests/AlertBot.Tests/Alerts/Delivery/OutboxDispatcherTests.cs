using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Hosting;
using AlertBot.Reading;
using AlertBot.Storage;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Alerts.Delivery;

public abstract class OutboxDispatcherTests : StoreTests
{
    private readonly ScriptedSender _sender = new();

    private NewsroomFixture Fixture => new(Test);

    [Fact]
    public async Task An_acknowledged_message_is_recorded_as_sent_with_the_platforms_id()
    {
        await QueueAsync(["a"], "Truce in Norvia");

        await DeliverAsync();

        Assert.Equal("sent", await MessageAsync("state"));
        Assert.Equal("id-1", await MessageAsync("platform_id"));
        Assert.Equal(1, await Test.NumberAsync("SELECT told_revision FROM alert"));
    }

    [Fact]
    public async Task A_failing_message_blocks_later_ones_of_its_destination_but_not_other_destinations()
    {
        await QueueAsync(["a", "b"], "Truce one", "Truce two");
        _sender.FailWith("a", new SendOutcome.Failed("no connection"));

        await DeliverAsync();
        Assert.Equal(["b Truce one", "b Truce two"], _sender.Posted);
        Test.Time.Advance(TimeSpan.FromSeconds(2));
        await DeliverAsync();

        Assert.Equal(["b Truce one", "b Truce two", "a Truce one", "a Truce two"], _sender.Posted);
    }

    [Fact]
    public async Task A_pause_requested_by_the_platform_is_exact_and_survives_a_restart()
    {
        await QueueAsync(["a"], "Truce in Norvia");
        _sender.FailWith("a", new SendOutcome.RetryAfter(TimeSpan.FromSeconds(40), "429"));

        await DeliverAsync();
        Test.Time.Advance(TimeSpan.FromSeconds(39.999));
        await DeliverAsync();
        Assert.Equal(1, _sender.Calls);
        Test.Time.Advance(TimeSpan.FromMilliseconds(1));
        await DeliverAsync();

        Assert.Equal(["a Truce in Norvia"], _sender.Posted);
    }

    [Fact]
    public async Task A_short_pause_ends_with_a_wake_signal_instead_of_the_next_tick()
    {
        var fixture = Fixture;
        await QueueAsync(["a"], "Truce in Norvia");
        _sender.FailWith("a", new SendOutcome.Sent("id-1", TimeSpan.FromSeconds(1)));
        await fixture.DeliverAsync(_sender);

        var woken = fixture.Signals.Deliver.WaitAsync(CancellationToken.None);
        Test.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(woken.IsCompleted);
        Test.Time.Advance(TimeSpan.FromMilliseconds(1));

        await woken.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_pause_in_an_acknowledgement_delays_the_next_message_without_an_attempt()
    {
        await QueueAsync(["a"], "Truce one", "Truce two");
        _sender.FailWith("a", new SendOutcome.Sent("id", TimeSpan.FromSeconds(1)));

        await DeliverAsync();
        Assert.Equal(1, _sender.Calls);
        Test.Time.Advance(TimeSpan.FromSeconds(1));
        await DeliverAsync();

        Assert.Equal(2, _sender.Calls);
        Assert.Equal(2, await Test.NumberAsync("SELECT COUNT(*) FROM message WHERE state = 'sent' AND attempts = 1"));
    }

    [Fact]
    public async Task A_failing_destination_is_reported_once_and_its_recovery_once()
    {
        await QueueAsync(["a"], "Truce one");
        var log = new CapturingLogger<OutboxDispatcher>();
        var dispatcher = CreateDispatcher(log);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            _sender.FailWith("a", new SendOutcome.Failed("no connection"));
            await DeliverAsync(dispatcher);
            Test.Time.Advance(TimeSpan.FromMinutes(5));
        }

        await DeliverAsync(dispatcher);

        Assert.Collection(
            log.Lines,
            line => Assert.Contains("Delivery to webhook:a is failing: no connection", line, StringComparison.Ordinal),
            line => Assert.Equal("Delivery to webhook:a works again", line));
    }

    [Fact]
    public async Task A_message_with_an_unclear_outcome_is_logged_and_retried()
    {
        await QueueAsync(["a"], "Truce in Norvia");
        _sender.FailWith("a", new SendOutcome.Unclear("reset"));

        await DeliverAsync();
        Assert.Equal("unclear", await MessageAsync("state"));
        Assert.Equal("reset", await MessageAsync("reason"));
        Test.Time.Advance(TimeSpan.FromSeconds(2));
        await DeliverAsync();

        Assert.Equal("sent", await MessageAsync("state"));
    }

    [Fact]
    public async Task A_message_in_flight_at_a_crash_is_retried_with_its_nonce_as_possibly_posted()
    {
        await QueueAsync(["a"], "Truce in Norvia");
        var lost = Assert.Single(await Fixture.Outbox.ClaimAsync(10, Test.Now, None));
        Test.Time.Advance(Lease.Duration);

        var again = Assert.Single(await Fixture.Outbox.ClaimAsync(10, Test.Now, None));

        Assert.False(lost.MaybePosted);
        Assert.True(again.MaybePosted);
        Assert.Equal(lost.Nonce, again.Nonce);
        Assert.Equal(2, again.Attempts);
    }

    [Fact]
    public async Task A_message_carries_its_creation_time_to_bound_the_lookup()
    {
        await QueueAsync(["a"], "Truce in Norvia");
        var queued = Test.Now;
        Test.Time.Advance(TimeSpan.FromMinutes(7));

        await DeliverAsync();

        Assert.Equal(queued, _sender.Newest!.CreatedAt);
    }

    [Fact]
    public async Task A_worker_whose_lease_expired_records_nothing()
    {
        await QueueAsync(["a"], "Truce in Norvia");
        var lost = Assert.Single(await Fixture.Outbox.ClaimAsync(10, Test.Now, None));
        Test.Time.Advance(Lease.Duration);
        await Fixture.Outbox.ClaimAsync(10, Test.Now, None);

        Assert.False(await Fixture.Outbox.MarkSentAsync(lost, "late", TimeSpan.Zero, Test.Now));
        await Fixture.Outbox.MarkRefusedAsync(lost, "late");

        Assert.Equal("sending", await MessageAsync("state"));
    }

    [Fact]
    public async Task A_refused_message_does_not_block_the_next()
    {
        await QueueAsync(["a"], "Truce one", "Truce two");
        _sender.FailWith("a", new SendOutcome.Refused("an embed is too long", DestinationGone: false));

        await DeliverAsync();

        Assert.Equal(["a Truce two"], _sender.Posted);
        Assert.Equal(["an embed is too long"], await Test.TextsAsync("SELECT reason FROM message WHERE state = 'refused'"));
    }

    [Fact]
    public async Task A_missing_destination_is_disabled_with_the_reason_until_its_address_changes()
    {
        await QueueAsync(["a"], "Truce one", "Truce two");
        _sender.FailWith("a", new SendOutcome.Refused("no such webhook", DestinationGone: true));

        await DeliverAsync();
        await DeliverAsync();

        Assert.Equal(1, _sender.Calls);
        Assert.Equal(["no such webhook", "no such webhook"], await Test.TextsAsync("SELECT reason FROM message WHERE state = 'refused'"));
        await Fixture.SubscribeAsync("a");
        Assert.Equal(["no such webhook"], await Test.TextsAsync("SELECT disabled_reason FROM destination"));
        await new DestinationStore(Test.Database).SyncSettingsAsync(
            [new SubscriptionOptions(new DestinationAddress("webhook", "a"), ["ceasefire"])],
            new Dictionary<DestinationAddress, string> { [new DestinationAddress("webhook", "a")] = "hash of another address" },
            Test.Now,
            None);
        Assert.Equal([null], await Test.TextsAsync("SELECT disabled_reason FROM destination"));
    }

    [Fact]
    public async Task An_expired_message_is_abandoned_with_its_last_failure_reason()
    {
        await QueueAsync(["a"], "Truce in Norvia");
        _sender.FailWith("a", new SendOutcome.Failed("no connection"));
        await DeliverAsync();

        Test.Time.Advance(TimeSpan.FromHours(48));
        await DeliverAsync();

        Assert.Equal("refused", await MessageAsync("state"));
        Assert.Contains("no connection", await MessageAsync("reason"), StringComparison.Ordinal);
        Assert.Empty(_sender.Posted);
    }

    [Fact]
    public async Task A_destination_removed_from_and_returned_to_the_settings_is_enabled_again()
    {
        await QueueAsync(["a"], "Truce in Norvia");
        await Fixture.SubscribeAsync();
        _sender.FailWith("a", new SendOutcome.Refused("no webhook is called a", DestinationGone: true));
        await DeliverAsync();

        await Fixture.SubscribeAsync("a");

        Assert.Equal([null], await Test.TextsAsync("SELECT disabled_reason FROM destination"));
    }

    [Fact]
    public async Task A_new_address_ignores_the_pause_of_the_old_one()
    {
        await QueueAsync(["a"], "Truce one");
        _sender.FailWith("a", new SendOutcome.RetryAfter(TimeSpan.FromDays(1), "429"));
        await DeliverAsync();
        await Fixture.SubscribeAsync("a");
        await DeliverAsync();
        Assert.Empty(_sender.Posted);

        await new DestinationStore(Test.Database).SyncSettingsAsync(
            [new SubscriptionOptions(new DestinationAddress("webhook", "a"), ["ceasefire"])],
            new Dictionary<DestinationAddress, string> { [new DestinationAddress("webhook", "a")] = "hash of another address" },
            Test.Now,
            None);

        await DeliverAsync();
        Assert.Equal(["a Truce one"], _sender.Posted);
    }

    [Fact]
    public async Task A_message_that_throws_in_its_sender_is_abandoned_after_its_attempts_and_unblocks_the_next()
    {
        await QueueAsync(["a"], "Truce one", "Truce two");
        _sender.ThrowFor("Truce one");

        for (var minutes = 0; minutes < 60; minutes++)
        {
            await DeliverAsync();
            Test.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["a Truce two"], _sender.Posted);
        Assert.Contains("see the log", Assert.Single(await Test.TextsAsync("SELECT reason FROM message WHERE state = 'refused'")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_wait_until_quiet_hours_end_and_other_destinations_are_not_affected()
    {
        await QueueAsync(["a", "b"], "Truce one", "Truce two");
        var quiet = new DestinationOptions { Quiet = new QuietHours(new TimeOnly(11, 0), new TimeOnly(12, 30)), TimeZone = "UTC" };
        await Test.ExecuteAsync($"UPDATE destination SET options = '{quiet.ToJson()}' WHERE external_id = 'a'");

        await DeliverAsync();
        Assert.Equal(["b Truce one", "b Truce two"], _sender.Posted);
        Assert.Equal(0, await Test.NumberAsync("SELECT MAX(attempts) FROM message WHERE state = 'ready'"));
        Test.Time.Advance(TimeSpan.FromMinutes(30));
        await DeliverAsync();

        Assert.Equal(["a Truce one", "a Truce two"], _sender.Posted[2..]);
    }

    private async Task QueueAsync(string[] webhooks, params string[] titles)
    {
        await Fixture.OpenAsync(webhooks);
        foreach (var title in titles)
        {
            await Fixture.AddMatchedAsync(title);
        }

        await Fixture.GroupAsync();
    }

    private OutboxDispatcher CreateDispatcher(ILogger<OutboxDispatcher> logger) =>
        new(Fixture.Outbox, [_sender], new Backoff(new Random(1)), new NewsOptions(), new WakeSignals(), Fixture.Metrics, Test.Time,
            logger);

    private Task DeliverAsync() => DeliverAsync(CreateDispatcher(NullLogger<OutboxDispatcher>.Instance));

    private static async Task DeliverAsync(OutboxDispatcher dispatcher)
    {
        while (await dispatcher.ClaimAsync(10, None) is { Count: > 0 } claimed)
        {
            foreach (var message in claimed)
            {
                await dispatcher.ProcessAsync(message, None);
            }
        }
    }

    private async Task<string?> MessageAsync(string column) => Assert.Single(await Test.TextsAsync($"SELECT {column} FROM message"));
}

public sealed class OutboxDispatcherOnSqliteTests : OutboxDispatcherTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
