using AlertBot.Alerts;
using AlertBot.Articles;
using AlertBot.Storage;
using AlertBot.Tests.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Alerts;

public abstract class CourierTests : StoreTests
{
    private readonly ScriptedSender _sender = new();

    private Newsroom Room => new(Test);

    [Fact]
    public async Task An_acknowledged_message_is_sent_with_the_platforms_id()
    {
        await TellAsync(["a"], "Truce in Norvia");

        await DeliverAsync();

        Assert.Equal("sent", await MessageAsync("state"));
        Assert.Equal("id-1", await MessageAsync("platform_id"));
        Assert.Equal(1, await Test.NumberAsync("SELECT told_revision FROM alert"));
    }

    [Fact]
    public async Task Messages_to_one_destination_keep_their_order_while_one_fails_and_other_destinations_do_not_wait()
    {
        await TellAsync(["a", "b"], "Truce one", "Truce two");
        _sender.Fail("a", new SendOutcome.Failed("no connection"));

        await DeliverAsync();
        Assert.Equal(["b Truce one", "b Truce two"], _sender.Posted);
        Test.Time.Advance(TimeSpan.FromSeconds(2));
        await DeliverAsync();

        Assert.Equal(["b Truce one", "b Truce two", "a Truce one", "a Truce two"], _sender.Posted);
    }

    [Fact]
    public async Task A_pause_that_the_platform_asks_for_holds_to_the_millisecond_and_over_a_restart()
    {
        await TellAsync(["a"], "Truce in Norvia");
        _sender.Fail("a", new SendOutcome.RetryAfter(TimeSpan.FromSeconds(40), "429"));

        await DeliverAsync();
        Test.Time.Advance(TimeSpan.FromSeconds(39.999));
        await DeliverAsync();
        Assert.Equal(1, _sender.Calls);
        Test.Time.Advance(TimeSpan.FromMilliseconds(1));
        await DeliverAsync();

        Assert.Equal(["a Truce in Norvia"], _sender.Posted);
    }

    [Fact]
    public async Task A_short_pause_ends_with_a_wake_up_and_not_with_the_next_tick()
    {
        var room = Room;
        await TellAsync(["a"], "Truce in Norvia");
        _sender.Fail("a", new SendOutcome.Sent("id-1", TimeSpan.FromSeconds(1)));
        await room.TellAsync(_sender);

        var woken = room.Signals.Tell.WaitAsync(CancellationToken.None);
        Test.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(woken.IsCompleted);
        Test.Time.Advance(TimeSpan.FromMilliseconds(1));

        await woken.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_pause_that_comes_with_the_acknowledgement_holds_the_next_message_without_an_attempt()
    {
        await TellAsync(["a"], "Truce one", "Truce two");
        _sender.Fail("a", new SendOutcome.Sent("id", TimeSpan.FromSeconds(1)));

        await DeliverAsync();
        Assert.Equal(1, _sender.Calls);
        Test.Time.Advance(TimeSpan.FromSeconds(1));
        await DeliverAsync();

        Assert.Equal(2, _sender.Calls);
        Assert.Equal(2, await Test.NumberAsync("SELECT COUNT(*) FROM message WHERE state = 'sent' AND attempts = 1"));
    }

    [Fact]
    public async Task Trouble_with_a_destination_is_said_once_and_again_when_it_is_over()
    {
        await TellAsync(["a"], "Truce one");
        var log = new SaidLogger<Courier>();
        var courier = NewCourier(log);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            _sender.Fail("a", new SendOutcome.Failed("no connection"));
            await DeliverAsync(courier);
            Test.Time.Advance(TimeSpan.FromMinutes(5));
        }

        await DeliverAsync(courier);

        Assert.Collection(
            log.Lines,
            said => Assert.Contains("webhook:a takes no message now: no connection", said, StringComparison.Ordinal),
            said => Assert.Equal("webhook:a takes messages again", said));
    }

    [Fact]
    public async Task A_message_whose_fate_is_unclear_says_so_and_is_sent_again_rather_than_lost()
    {
        await TellAsync(["a"], "Truce in Norvia");
        _sender.Fail("a", new SendOutcome.Unclear("reset"));

        await DeliverAsync();
        Assert.Equal("unclear", await MessageAsync("state"));
        Assert.Equal("reset", await MessageAsync("reason"));
        Test.Time.Advance(TimeSpan.FromSeconds(2));
        await DeliverAsync();

        Assert.Equal("sent", await MessageAsync("state"));
    }

    [Fact]
    public async Task A_message_that_was_on_its_way_when_the_process_died_comes_back_with_the_same_nonce_as_maybe_posted()
    {
        await TellAsync(["a"], "Truce in Norvia");
        var lost = Assert.Single(await Room.Outbox.ClaimAsync(10, Test.Now, None));
        Test.Time.Advance(Lease.Duration);

        var again = Assert.Single(await Room.Outbox.ClaimAsync(10, Test.Now, None));

        Assert.False(lost.MaybePosted);
        Assert.True(again.MaybePosted);
        Assert.Equal(lost.Nonce, again.Nonce);
        Assert.Equal(2, again.Attempts);
    }

    [Fact]
    public async Task A_message_says_when_it_was_written_so_that_a_search_for_it_goes_no_further_back()
    {
        await TellAsync(["a"], "Truce in Norvia");
        var written = Test.Now;
        Test.Time.Advance(TimeSpan.FromMinutes(7));

        await DeliverAsync();

        Assert.Equal(written, _sender.Newest!.Since);
    }

    [Fact]
    public async Task A_worker_that_overslept_its_lease_records_nothing()
    {
        await TellAsync(["a"], "Truce in Norvia");
        var lost = Assert.Single(await Room.Outbox.ClaimAsync(10, Test.Now, None));
        Test.Time.Advance(Lease.Duration);
        await Room.Outbox.ClaimAsync(10, Test.Now, None);

        Assert.False(await Room.Outbox.SentAsync(lost, "late", TimeSpan.Zero, Test.Now));
        await Room.Outbox.RefuseAsync(lost, "late");

        Assert.Equal("sending", await MessageAsync("state"));
    }

    [Fact]
    public async Task A_message_that_is_refused_gives_way_to_the_next()
    {
        await TellAsync(["a"], "Truce one", "Truce two");
        _sender.Fail("a", new SendOutcome.Refused("an embed is too long", DestinationGone: false));

        await DeliverAsync();

        Assert.Equal(["a Truce two"], _sender.Posted);
        Assert.Equal(["an embed is too long"], await Test.TextsAsync("SELECT reason FROM message WHERE state = 'refused'"));
    }

    [Fact]
    public async Task A_destination_that_is_gone_is_switched_off_with_the_reason_until_its_address_changes()
    {
        await TellAsync(["a"], "Truce one", "Truce two");
        _sender.Fail("a", new SendOutcome.Refused("no such webhook", DestinationGone: true));

        await DeliverAsync();
        await DeliverAsync();

        Assert.Equal(1, _sender.Calls);
        Assert.Equal(["no such webhook", "no such webhook"], await Test.TextsAsync("SELECT reason FROM message WHERE state = 'refused'"));
        await Room.SubscribeAsync("a");
        Assert.Equal(["no such webhook"], await Test.TextsAsync("SELECT disabled_reason FROM destination"));
        await new DestinationStore(Test.Database).SyncAsync(
            [new SubscriptionOptions(new DestinationAddress("webhook", "a"), ["ceasefire"])],
            new Dictionary<DestinationAddress, string> { [new DestinationAddress("webhook", "a")] = "hash of another address" },
            Test.Now,
            None);
        Assert.Equal([null], await Test.TextsAsync("SELECT disabled_reason FROM destination"));
    }

    [Fact]
    public async Task What_is_no_news_any_more_is_given_up_with_the_last_reason()
    {
        await TellAsync(["a"], "Truce in Norvia");
        _sender.Fail("a", new SendOutcome.Failed("no connection"));
        await DeliverAsync();

        Test.Time.Advance(TimeSpan.FromHours(48));
        await DeliverAsync();

        Assert.Equal("refused", await MessageAsync("state"));
        Assert.Contains("no connection", await MessageAsync("reason"), StringComparison.Ordinal);
        Assert.Empty(_sender.Posted);
    }

    [Fact]
    public async Task A_destination_that_left_the_settings_and_comes_back_is_on_again()
    {
        await TellAsync(["a"], "Truce in Norvia");
        await Room.SubscribeAsync();
        _sender.Fail("a", new SendOutcome.Refused("no webhook is called a", DestinationGone: true));
        await DeliverAsync();

        await Room.SubscribeAsync("a");

        Assert.Equal([null], await Test.TextsAsync("SELECT disabled_reason FROM destination"));
    }

    [Fact]
    public async Task A_new_address_does_not_wait_for_the_pause_of_the_old_one()
    {
        await TellAsync(["a"], "Truce one");
        _sender.Fail("a", new SendOutcome.RetryAfter(TimeSpan.FromDays(1), "429"));
        await DeliverAsync();
        await Room.SubscribeAsync("a");
        await DeliverAsync();
        Assert.Empty(_sender.Posted);

        await new DestinationStore(Test.Database).SyncAsync(
            [new SubscriptionOptions(new DestinationAddress("webhook", "a"), ["ceasefire"])],
            new Dictionary<DestinationAddress, string> { [new DestinationAddress("webhook", "a")] = "hash of another address" },
            Test.Now,
            None);

        await DeliverAsync();
        Assert.Equal(["a Truce one"], _sender.Posted);
    }

    [Fact]
    public async Task A_message_that_breaks_its_sender_is_given_up_in_the_end_and_holds_up_the_next_no_longer()
    {
        await TellAsync(["a"], "Truce one", "Truce two");
        _sender.Break("Truce one");

        for (var minutes = 0; minutes < 60; minutes++)
        {
            await DeliverAsync();
            Test.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["a Truce two"], _sender.Posted);
        Assert.Contains("the log says why", Assert.Single(await Test.TextsAsync("SELECT reason FROM message WHERE state = 'refused'")), StringComparison.Ordinal);
    }

    private async Task TellAsync(string[] webhooks, params string[] titles)
    {
        await Room.OpenAsync(webhooks);
        foreach (var title in titles)
        {
            await Room.AddMatchedAsync(title);
        }

        await Room.GroupAsync();
    }

    [Fact]
    public async Task In_quiet_hours_messages_wait_for_their_end_and_a_channel_without_them_is_told()
    {
        await TellAsync(["a", "b"], "Truce one", "Truce two");
        await Test.ExecuteAsync($"UPDATE destination SET options = '{new DestinationOptions { Quiet = new QuietHours(new TimeOnly(11, 0), new TimeOnly(12, 30)), TimeZone = "UTC" }.Write()}' WHERE external_id = 'a'");

        await DeliverAsync();
        Assert.Equal(["b Truce one", "b Truce two"], _sender.Posted);
        Assert.Equal(0, await Test.NumberAsync("SELECT MAX(attempts) FROM message WHERE state = 'ready'"));
        Test.Time.Advance(TimeSpan.FromMinutes(30));
        await DeliverAsync();

        Assert.Equal(["a Truce one", "a Truce two"], _sender.Posted[2..]);
    }

    private Courier NewCourier(ILogger<Courier> logger) => new(Room.Outbox, [_sender], new Backoff(new Random(1)), new NewsOptions(), new PassSignals(), Room.Metrics, Test.Time, logger);

    private Task DeliverAsync() => DeliverAsync(NewCourier(NullLogger<Courier>.Instance));

    private static async Task DeliverAsync(Courier courier)
    {
        while (await courier.ClaimAsync(10, None) is { Count: > 0 } claimed)
        {
            foreach (var message in claimed)
            {
                await courier.WorkAsync(message, None);
            }
        }
    }

    private async Task<string?> MessageAsync(string column) => Assert.Single(await Test.TextsAsync($"SELECT {column} FROM message"));
}

public sealed class CourierOnSqliteTests : CourierTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
