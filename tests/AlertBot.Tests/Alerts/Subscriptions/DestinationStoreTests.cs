using AlertBot.Alerts.Subscriptions;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Alerts.Subscriptions;

public abstract class DestinationStoreTests : StoreTests
{
    private DestinationStore Store => new(Test.Database);

    [Fact]
    public async Task A_missing_destination_is_disabled_with_the_reason_and_its_queue_is_cancelled()
    {
        var fixture = new NewsroomFixture(Test);
        await fixture.OpenAsync("a", "b");
        await fixture.AddMatchedAsync("Truce in Norvia");
        await fixture.GroupAsync();

        var disabled = await Store.DisableAsync("webhook", ["a", "never"], "the channel was deleted", Test.Now, None);

        Assert.Equal(["a"], disabled);
        Assert.Equal(["the channel was deleted"],
            await Test.TextsAsync("SELECT disabled_reason FROM destination WHERE disabled_at IS NOT NULL"));
        Assert.Equal(["a refused", "b ready"],
            await Test.TextsAsync(
                "SELECT d.external_id || ' ' || m.state FROM message m JOIN destination d ON d.id = m.destination_id ORDER BY 1"));
    }

    [Fact]
    public async Task A_disabled_destination_keeps_its_first_reason()
    {
        await new NewsroomFixture(Test).OpenAsync("a");
        await Store.DisableAsync("webhook", ["a"], "first", Test.Now, None);

        Assert.Empty(await Store.DisableAsync("webhook", ["a"], "second", Test.Now, None));
        Assert.Equal(["first"], await Test.TextsAsync("SELECT disabled_reason FROM destination"));
    }

    [Fact]
    public async Task A_returning_destination_is_enabled_and_those_of_other_platforms_are_unchanged()
    {
        await new NewsroomFixture(Test).OpenAsync("a", "b");
        await Store.DisableAsync("webhook", ["a", "b"], "gone", Test.Now, None);

        Assert.Empty(await Store.EnableAsync("discord", ["a"], None));
        Assert.Equal(["a"], await Store.EnableAsync("webhook", ["a"], None));
        Assert.Empty(await Store.EnableAsync("webhook", ["a"], None));

        Assert.Equal(["b"],
            await Test.TextsAsync("SELECT external_id FROM destination WHERE disabled_at IS NOT NULL AND disabled_reason = 'gone'"));
    }

    [Fact]
    public async Task A_channel_counts_as_notified_once_a_message_was_sent_and_not_while_it_is_queued()
    {
        var fixture = new NewsroomFixture(Test);
        await fixture.OpenAsync("a");
        await fixture.AddMatchedAsync("Truce in Norvia");
        await fixture.GroupAsync();
        var address = new DestinationAddress("webhook", "a");

        Assert.False(await Store.HasSentMessagesAsync(address, None));
        await fixture.DeliverAsync(new ScriptedSender());

        Assert.True(await Store.HasSentMessagesAsync(address, None));
        Assert.False(await Store.HasSentMessagesAsync(address with { Address = "b" }, None));
        Assert.False(await Store.HasSentMessagesAsync(address with { Platform = "slack" }, None));
    }

    [Fact]
    public async Task A_channel_is_subscribed_as_long_as_it_follows_a_topic()
    {
        var fixture = new NewsroomFixture(Test);
        await fixture.OpenAsync("a");
        var address = new DestinationAddress("webhook", "a");

        Assert.True(await Store.IsSubscribedAsync(address, None));
        Assert.False(await Store.IsSubscribedAsync(address with { Platform = "slack" }, None));
        await fixture.SubscribeAsync();

        Assert.False(await Store.IsSubscribedAsync(address, None));
    }

    [Fact]
    public async Task A_workspace_is_reported_as_new_only_once()
    {
        var workspaces = new WorkspaceStore(Test.Database);

        var (id, isNew) = await workspaces.RegisterAsync("discord", "1", None);
        var again = await workspaces.RegisterAsync("discord", "1", None);

        Assert.True(isNew);
        Assert.Equal((id, false), again);
    }
}

public sealed class DestinationStoreOnSqliteTests : DestinationStoreTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
