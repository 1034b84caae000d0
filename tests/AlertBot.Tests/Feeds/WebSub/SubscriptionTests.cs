using AlertBot.Feeds;
using AlertBot.Feeds.WebSub;

namespace AlertBot.Tests.Feeds.WebSub;

public sealed class SubscriptionTests : IAsyncLifetime
{
    private WebSubTown _town = null!;

    public async ValueTask InitializeAsync() => _town = await WebSubTown.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_town.Hub.Breaches);
        await _town.DisposeAsync();
    }

    [Fact]
    public async Task A_feed_that_names_a_hub_is_subscribed_verified_and_then_polled_slowly()
    {
        var subscription = await _town.SubscribeAsync();

        Assert.Equal(_town.Topic, subscription.Topic);
        Assert.Matches($"^{_town.PublicUrl}/websub/[0-9a-f]{{48}}$", subscription.Callback);
        Assert.Equal("active", await _town.StateAsync());
        Assert.InRange(await _town.UntilPollAsync(), TimeSpan.Zero, _town.Polling.Interval * 1.1);

        _town.Test.Time.Advance(_town.Polling.Interval * 1.1);
        Assert.Equal(1, await _town.PollAsync());

        Assert.Equal(_town.Polling.Max, await _town.UntilPollAsync());
    }

    [Fact]
    public async Task Each_subscription_has_a_callback_and_a_secret_of_its_own()
    {
        _town.News.On("/other", _town.Rss(_town.Hub.Address.AbsoluteUri).Replace(_town.Topic, _town.News.At("/other").AbsoluteUri, StringComparison.Ordinal));
        await new FeedStore(_town.Test.Database).SyncAsync([new FeedOptions(_town.News.At("/feed")), new FeedOptions(_town.News.At("/other"))], _town.Test.Now, CancellationToken.None);
        await _town.PollAsync();
        await _town.PollAsync();
        await _town.DoErrandsAsync();

        Assert.Equal(2, _town.Hub.Subscriptions.Values.Select(s => s.Secret).Distinct().Count());
        Assert.Equal(2, _town.Hub.Subscriptions.Count);
    }

    [Fact]
    public async Task A_subscription_is_renewed_before_its_lease_ends_over_a_restart()
    {
        _town.Hub.Lease = 100_000;
        var first = await _town.SubscribeAsync();

        _town.Test.Time.Advance(TimeSpan.FromSeconds(79_000));
        Assert.Equal(0, await _town.DoErrandsAsync());
        await _town.RestartAsync();
        _town.Test.Time.Advance(TimeSpan.FromSeconds(2_000));
        Assert.Equal(1, await _town.DoErrandsAsync());

        Assert.Equal(first.Callback, Assert.Single(_town.Hub.Subscriptions.Values).Callback);
        Assert.Equal(2, _town.Hub.Asked.Count);
        Assert.InRange((await _town.Test.NumberAsync("SELECT expires_at FROM websub"))!.Value, _town.Test.Now.AddSeconds(99_000).ToUnixTimeMilliseconds(), long.MaxValue);
        Assert.Equal([System.Net.HttpStatusCode.Accepted], await _town.Hub.PublishAsync(_town.Topic, _town.Rss("", "After the restart")));
    }

    [Fact]
    public async Task A_lease_that_ends_unrenewed_brings_the_usual_polling_back_at_once()
    {
        _town.Hub.Lease = 100_000;
        await _town.SubscribeAsync();
        _town.Test.Time.Advance(_town.Polling.Interval * 1.1);
        await _town.PollAsync();
        _town.Hub.Status = 503;

        _town.Test.Time.Advance(TimeSpan.FromSeconds(81_000));
        await _town.DoErrandsAsync();
        _town.Test.Time.Advance(TimeSpan.FromSeconds(19_500));
        await _town.DoErrandsAsync();

        Assert.Equal(1, await _town.PollAsync());
        Assert.InRange(await _town.UntilPollAsync(), TimeSpan.Zero, _town.Polling.Interval * 1.1);
    }

    [Fact]
    public async Task A_hub_that_fails_is_asked_again_later_and_later_and_the_feed_is_polled_as_usual()
    {
        _town.Hub.Status = 503;
        await _town.PollAsync();

        var waits = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(1, await _town.DoErrandsAsync());
            waits.Add((await _town.Test.NumberAsync("SELECT due_at FROM websub"))!.Value - _town.Test.Now.ToUnixTimeMilliseconds());
            _town.Test.Time.Advance(TimeSpan.FromMilliseconds(waits[^1]));
        }

        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits[^1] / waits[0], 6, 11);
        Assert.Equal(0, await _town.Test.NumberAsync("SELECT push_floor_ms FROM feed"));
        Assert.Contains("503", Assert.Single(await _town.Test.TextsAsync("SELECT last_error FROM websub")));
        _town.Hub.Status = 202;
        await _town.DoErrandsAsync();
        Assert.Equal("active", await _town.StateAsync());
    }

    [Fact]
    public async Task Retry_After_of_a_hub_is_kept()
    {
        (_town.Hub.Status, _town.Hub.RetryAfter) = (429, "7200");
        await _town.PollAsync();
        await _town.DoErrandsAsync();

        await _town.RestartAsync();
        _town.Test.Time.Advance(TimeSpan.FromSeconds(7_190));

        Assert.Equal(0, await _town.DoErrandsAsync());
        _town.Test.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1, await _town.DoErrandsAsync());
    }

    [Fact]
    public async Task A_hub_that_never_asks_back_is_asked_again_and_pushes_nothing()
    {
        _town.Hub.AsksBack = false;
        await _town.PollAsync();
        await _town.DoErrandsAsync();

        _town.Test.Time.Advance(TimeSpan.FromMinutes(16));
        await _town.DoErrandsAsync();

        Assert.Equal("wanted", await _town.StateAsync());
        Assert.Equal(2, _town.Hub.Asked.Count);
        Assert.Equal(0, await _town.Test.NumberAsync("SELECT push_floor_ms FROM feed"));
    }

    [Fact]
    public async Task A_refusal_ends_the_subscription_and_is_asked_again_in_a_day()
    {
        await _town.SubscribeAsync();
        _town.Hub.DenyReason = "not\r\nfor you";

        _town.Test.Time.Advance(0.81 * HubPass.AskedLease);
        await _town.DoErrandsAsync();
        await _town.DoErrandsAsync();

        Assert.Equal("wanted", await _town.StateAsync());
        Assert.Equal("the hub refused: not  for you", Assert.Single(await _town.Test.TextsAsync("SELECT last_error FROM websub")));
        Assert.Equal(0, await _town.Test.NumberAsync("SELECT push_floor_ms FROM feed"));
        Assert.Equal(2, _town.Hub.Asked.Count);
        _town.Test.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await _town.DoErrandsAsync());
    }

    [Fact]
    public async Task A_feed_that_goes_is_unsubscribed_and_its_hub_told_that_it_is_gone()
    {
        var subscription = await _town.SubscribeAsync();
        await new FeedStore(_town.Test.Database).SyncAsync([], _town.Test.Now, CancellationToken.None);

        Assert.Equal(1, await _town.DoErrandsAsync());

        Assert.Equal("unsubscribe", _town.Hub.Asked.Last()["hub.mode"]);
        Assert.Empty(_town.Hub.Subscriptions);
        Assert.Equal(0, await _town.Test.NumberAsync("SELECT COUNT(*) FROM websub"));
        Assert.Equal(System.Net.HttpStatusCode.Gone, await _town.Hub.SendAsync(subscription.Callback, _town.Topic, [1], LoopbackHub.Sign("sha256", subscription.Secret, [1])));
    }

    [Fact]
    public async Task A_feed_that_changes_its_hub_is_subscribed_there_and_let_go_by_the_old_one()
    {
        await _town.SubscribeAsync();
        await using var other = await LoopbackHub.StartAsync();
        _town.News.On("/feed", _town.Rss(other.Address.AbsoluteUri));
        _town.Test.Time.Advance(_town.Polling.Interval * 1.1);
        await _town.PollAsync();

        await _town.DoErrandsAsync();
        await other.SettleAsync();

        Assert.Empty(_town.Hub.Subscriptions);
        Assert.Single(other.Subscriptions);
        Assert.Empty(other.Breaches);
    }

    [Fact]
    public async Task A_hub_that_does_not_answer_goodbyes_is_forgotten_in_the_end()
    {
        await _town.SubscribeAsync();
        _town.Hub.Status = 500;
        await new FeedStore(_town.Test.Database).SyncAsync([], _town.Test.Now, CancellationToken.None);

        for (var i = 0; i < 7; i++)
        {
            await _town.DoErrandsAsync();
            _town.Test.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(0, await _town.Test.NumberAsync("SELECT COUNT(*) FROM websub"));
        Assert.Equal(6, _town.Hub.Asked.Count);
    }

    [Fact]
    public async Task Without_a_public_address_or_with_another_one_nothing_of_the_old_is_kept()
    {
        await _town.SubscribeAsync();
        await HubStore.TakeUpAsync(_town.Test.Database, _town.PublicUrl + "/websub/", _town.Test.Now, CancellationToken.None);
        Assert.Equal("active", await _town.StateAsync());

        await HubStore.TakeUpAsync(_town.Test.Database, null, _town.Test.Now, CancellationToken.None);

        Assert.Equal(0, await _town.Test.NumberAsync("SELECT COUNT(*) FROM websub"));
        Assert.Equal(0, await _town.Test.NumberAsync("SELECT push_floor_ms FROM feed"));
    }
}
