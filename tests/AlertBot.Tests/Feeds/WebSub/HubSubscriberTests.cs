using AlertBot.Feeds;
using AlertBot.Feeds.WebSub;
using AlertBot.Testing.Feeds;

namespace AlertBot.Tests.Feeds.WebSub;

public sealed class HubSubscriberTests : IAsyncLifetime
{
    private WebSubHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await WebSubHost.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_host.Hub.Violations);
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_feed_with_a_hub_is_subscribed_verified_and_then_polled_at_the_fallback_interval()
    {
        var subscription = await _host.SubscribeAsync();

        Assert.Equal(_host.Topic, subscription.Topic);
        Assert.Matches($"^{_host.PublicUrl}/websub/[0-9a-f]{{48}}$", subscription.Callback);
        Assert.Equal("active", await _host.StateAsync());
        Assert.InRange(await _host.TimeUntilPollAsync(), TimeSpan.Zero, _host.Polling.Interval * 1.1);

        _host.Test.Time.Advance(_host.Polling.Interval * 1.1);
        Assert.Equal(1, await _host.PollAsync());

        Assert.Equal(_host.Polling.Max, await _host.TimeUntilPollAsync());
    }

    [Fact]
    public async Task Each_subscription_has_a_callback_and_a_secret_of_its_own()
    {
        _host.News.On("/other",
            _host.Rss(_host.Hub.Address.AbsoluteUri)
                .Replace(_host.Topic, _host.News.UrlOf("/other").AbsoluteUri, StringComparison.Ordinal));
        await new FeedStore(_host.Test.Database).SyncWithSettingsAsync(
            [new FeedOptions(_host.News.UrlOf("/feed")), new FeedOptions(_host.News.UrlOf("/other"))], _host.Test.Now,
            CancellationToken.None);
        await _host.PollAsync();
        await _host.PollAsync();
        await _host.SendHubRequestsAsync();

        Assert.Equal(2, _host.Hub.Subscriptions.Values.Select(s => s.Secret).Distinct().Count());
        Assert.Equal(2, _host.Hub.Subscriptions.Count);
    }

    [Fact]
    public async Task A_subscription_is_renewed_before_its_lease_expires_across_restarts()
    {
        _host.Hub.Lease = 100_000;
        var first = await _host.SubscribeAsync();

        _host.Test.Time.Advance(TimeSpan.FromSeconds(79_000));
        Assert.Equal(0, await _host.SendHubRequestsAsync());
        await _host.RestartAsync();
        _host.Test.Time.Advance(TimeSpan.FromSeconds(2_000));
        Assert.Equal(1, await _host.SendHubRequestsAsync());

        Assert.Equal(first.Callback, Assert.Single(_host.Hub.Subscriptions.Values).Callback);
        Assert.Equal(2, _host.Hub.Requests.Count);
        Assert.InRange((await _host.Test.NumberAsync("SELECT expires_at FROM websub"))!.Value,
            _host.Test.Now.AddSeconds(99_000).ToUnixTimeMilliseconds(), long.MaxValue);
        Assert.Equal([System.Net.HttpStatusCode.Accepted], await _host.Hub.PublishAsync(_host.Topic, _host.Rss("", "After the restart")));
    }

    [Fact]
    public async Task An_expired_lease_restores_normal_polling_at_once()
    {
        _host.Hub.Lease = 100_000;
        await _host.SubscribeAsync();
        _host.Test.Time.Advance(_host.Polling.Interval * 1.1);
        await _host.PollAsync();
        _host.Hub.Status = 503;

        _host.Test.Time.Advance(TimeSpan.FromSeconds(81_000));
        await _host.SendHubRequestsAsync();
        _host.Test.Time.Advance(TimeSpan.FromSeconds(19_500));
        await _host.SendHubRequestsAsync();

        Assert.Equal(1, await _host.PollAsync());
        Assert.InRange(await _host.TimeUntilPollAsync(), TimeSpan.Zero, _host.Polling.Interval * 1.1);
    }

    [Fact]
    public async Task A_failing_hub_is_retried_with_backoff_while_the_feed_is_polled_as_usual()
    {
        _host.Hub.Status = 503;
        await _host.PollAsync();

        var waits = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(1, await _host.SendHubRequestsAsync());
            waits.Add((await _host.Test.NumberAsync("SELECT due_at FROM websub"))!.Value - _host.Test.Now.ToUnixTimeMilliseconds());
            _host.Test.Time.Advance(TimeSpan.FromMilliseconds(waits[^1]));
        }

        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits[^1] / waits[0], 6, 11);
        Assert.Equal(0, await _host.Test.NumberAsync("SELECT push_floor_ms FROM feed"));
        Assert.Contains("503", Assert.Single(await _host.Test.TextsAsync("SELECT last_error FROM websub")));
        _host.Hub.Status = 202;
        await _host.SendHubRequestsAsync();
        Assert.Equal("active", await _host.StateAsync());
    }

    [Fact]
    public async Task Retry_After_of_a_hub_is_respected()
    {
        (_host.Hub.Status, _host.Hub.RetryAfter) = (429, "7200");
        await _host.PollAsync();
        await _host.SendHubRequestsAsync();

        await _host.RestartAsync();
        _host.Test.Time.Advance(TimeSpan.FromSeconds(7_190));

        Assert.Equal(0, await _host.SendHubRequestsAsync());
        _host.Test.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1, await _host.SendHubRequestsAsync());
    }

    [Fact]
    public async Task A_hub_that_never_verifies_is_asked_again_and_its_pushes_are_rejected()
    {
        _host.Hub.VerifiesIntent = false;
        await _host.PollAsync();
        await _host.SendHubRequestsAsync();

        _host.Test.Time.Advance(TimeSpan.FromMinutes(16));
        await _host.SendHubRequestsAsync();

        Assert.Equal("wanted", await _host.StateAsync());
        Assert.Equal(2, _host.Hub.Requests.Count);
        Assert.Equal(0, await _host.Test.NumberAsync("SELECT push_floor_ms FROM feed"));
    }

    [Fact]
    public async Task A_denied_subscription_ends_and_is_retried_after_a_day()
    {
        await _host.SubscribeAsync();
        _host.Hub.DenyReason = "not\r\nfor you";

        _host.Test.Time.Advance(0.81 * HubSubscriber.RequestedLease);
        await _host.SendHubRequestsAsync();
        await _host.SendHubRequestsAsync();

        Assert.Equal("wanted", await _host.StateAsync());
        Assert.Equal("the hub refused: not  for you", Assert.Single(await _host.Test.TextsAsync("SELECT last_error FROM websub")));
        Assert.Equal(0, await _host.Test.NumberAsync("SELECT push_floor_ms FROM feed"));
        Assert.Equal(2, _host.Hub.Requests.Count);
        _host.Test.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await _host.SendHubRequestsAsync());
    }

    [Fact]
    public async Task A_removed_feed_is_unsubscribed_and_further_pushes_get_410()
    {
        var subscription = await _host.SubscribeAsync();
        await new FeedStore(_host.Test.Database).SyncWithSettingsAsync([], _host.Test.Now, CancellationToken.None);

        Assert.Equal(1, await _host.SendHubRequestsAsync());

        Assert.Equal("unsubscribe", _host.Hub.Requests.Last()["hub.mode"]);
        Assert.Empty(_host.Hub.Subscriptions);
        Assert.Equal(0, await _host.Test.NumberAsync("SELECT COUNT(*) FROM websub"));
        Assert.Equal(System.Net.HttpStatusCode.Gone,
            await _host.Hub.SendAsync(subscription.Callback, _host.Topic, [1], LoopbackHub.Sign("sha256", subscription.Secret, [1])));
    }

    [Fact]
    public async Task A_feed_that_changes_its_hub_is_subscribed_at_the_new_and_unsubscribed_from_the_old()
    {
        await _host.SubscribeAsync();
        await using var other = await LoopbackHub.StartAsync();
        _host.News.On("/feed", _host.Rss(other.Address.AbsoluteUri));
        _host.Test.Time.Advance(_host.Polling.Interval * 1.1);
        await _host.PollAsync();

        await _host.SendHubRequestsAsync();
        await other.WaitForVerificationsAsync();

        Assert.Empty(_host.Hub.Subscriptions);
        Assert.Single(other.Subscriptions);
        Assert.Empty(other.Violations);
    }

    [Fact]
    public async Task Unsubscribing_from_an_unresponsive_hub_is_eventually_abandoned()
    {
        await _host.SubscribeAsync();
        _host.Hub.Status = 500;
        await new FeedStore(_host.Test.Database).SyncWithSettingsAsync([], _host.Test.Now, CancellationToken.None);

        for (var i = 0; i < 7; i++)
        {
            await _host.SendHubRequestsAsync();
            _host.Test.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(0, await _host.Test.NumberAsync("SELECT COUNT(*) FROM websub"));
        Assert.Equal(6, _host.Hub.Requests.Count);
    }

    [Fact]
    public async Task A_missing_or_changed_public_address_discards_old_subscriptions()
    {
        await _host.SubscribeAsync();
        await HubSubscriptionStore.ResetOnStartAsync(_host.Test.Database, _host.PublicUrl + "/websub/", _host.Test.Now,
            CancellationToken.None);
        Assert.Equal("active", await _host.StateAsync());

        await HubSubscriptionStore.ResetOnStartAsync(_host.Test.Database, null, _host.Test.Now, CancellationToken.None);

        Assert.Equal(0, await _host.Test.NumberAsync("SELECT COUNT(*) FROM websub"));
        Assert.Equal(0, await _host.Test.NumberAsync("SELECT push_floor_ms FROM feed"));
    }
}
