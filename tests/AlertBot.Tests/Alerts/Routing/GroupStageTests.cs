using AlertBot.Storage;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Alerts.Routing;

public abstract class GroupStageTests : StoreTests
{
    private NewsroomFixture Fixture => new(Test);

    [Fact]
    public async Task A_story_is_one_alert_with_one_message_for_each_destination()
    {
        await Fixture.OpenAsync("a", "b");
        await Fixture.AddMatchedAsync("Truce in Norvia");
        await Fixture.AddMatchedAsync("Truce in Norvia");
        await Fixture.AddMatchedAsync("Truce in Sundmark");

        await Fixture.GroupAsync();

        Assert.Equal(2, await Test.NumberAsync("SELECT COUNT(*) FROM story"));
        Assert.Equal(4, await Test.NumberAsync("SELECT COUNT(*) FROM alert"));
        Assert.Equal(4, await Test.NumberAsync("SELECT COUNT(*) FROM message WHERE state = 'ready'"));
        Assert.Equal(["joined", "joined", "told", "told", "told", "told"],
            await Test.TextsAsync("SELECT verdict FROM decision ORDER BY verdict"));
    }

    [Fact]
    public async Task A_restart_does_not_post_a_story_again()
    {
        await Fixture.OpenAsync("a");
        await Fixture.AddMatchedAsync("Truce in Norvia");
        await Fixture.GroupAsync();
        await Fixture.AddMatchedAsync("Truce in Norvia");

        await Fixture.GroupAsync();

        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM message"));
    }

    [Fact]
    public async Task An_article_matching_two_topics_is_posted_once_naming_both()
    {
        await Fixture.OpenAsync("a");
        await Fixture.AddMatchAsync(await Fixture.AddMatchedAsync("Truce in Norvia"), topic: 2);

        await Fixture.GroupAsync();

        Assert.Contains("\"Topics\":[\"ceasefire\",\"article-5\"]", Assert.Single(await Test.TextsAsync("SELECT payload FROM message")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_workers_open_one_story_for_one_event()
    {
        await Fixture.OpenAsync("a");
        await Fixture.AddMatchedAsync("Truce in Norvia");
        await Fixture.AddMatchedAsync("Truce in Norvia");
        var first = Fixture.CreateGroupStage();
        var second = Fixture.CreateGroupStage();
        var batch = (await first.ClaimAsync(1, None))[0];
        Assert.Empty(await second.ClaimAsync(1, None));

        await Task.WhenAll(Task.Run(() => first.ProcessAsync(batch, None)), Task.Run(() => second.ProcessAsync(batch, None)));

        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM story"));
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM message"));
    }

    [Fact]
    public async Task A_worker_takes_over_when_a_killed_workers_lease_expires()
    {
        await Fixture.OpenAsync("a");
        await Fixture.AddMatchedAsync("Truce in Norvia");
        await Test.Database.WriteAsync(session => new NamedLease("group").TryAcquireAsync(session, Test.Now, None), None);
        var stage = Fixture.CreateGroupStage();

        Assert.Empty(await stage.ClaimAsync(1, None));
        Test.Time.Advance(NamedLease.Duration);
        await stage.ProcessAsync((await stage.ClaimAsync(1, None))[0], None);

        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM story"));
    }

    [Fact]
    public async Task A_match_without_subscribers_is_skipped_with_that_reason()
    {
        await Fixture.OpenAsync();
        await Fixture.AddMatchedAsync("Truce in Norvia");

        await Fixture.GroupAsync();

        Assert.Equal(["no channel follows its topics"], await Test.TextsAsync("SELECT reason FROM entry"));
    }

    [Fact]
    public async Task A_subscription_made_later_gets_no_backlog()
    {
        await Fixture.OpenAsync("a");
        await Fixture.AddMatchedAsync("Truce in Norvia");
        Test.Time.Advance(TimeSpan.FromSeconds(1));
        await Fixture.SubscribeAsync("a", "b");

        await Fixture.GroupAsync();

        Assert.Equal(["a"], await Test.TextsAsync("SELECT d.external_id FROM message m JOIN destination d ON d.id = m.destination_id"));
        Assert.Equal(["it was seen before the subscription"],
            await Test.TextsAsync("SELECT reason FROM decision WHERE verdict = 'not_told'"));
    }

    [Fact]
    public async Task An_article_that_cannot_be_grouped_is_skipped_with_that_reason_and_blocks_no_other()
    {
        await Fixture.OpenAsync("a");
        var broken = await Fixture.AddMatchedAsync("Truce one");
        await Test.ExecuteAsync($"INSERT INTO quote (article_id, n, start_at, end_at, continues) VALUES ({broken}, 0, 5, 9999, 0)");
        await Fixture.AddMatchedAsync("Truce two");
        var stage = Fixture.CreateGroupStage();

        var batches = 0;
        for (var hours = 0; hours < 20; hours++)
        {
            while (await stage.ClaimAsync(1, None) is [var batch, ..])
            {
                await stage.ProcessAsync(batch, None);
                Assert.InRange(++batches, 1, 30);
            }

            Test.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(["Truce two"],
            await Test.TextsAsync("SELECT e.title FROM decision c JOIN entry e ON e.id = c.entry_id WHERE c.verdict = 'told'"));
        Assert.Equal("done", Assert.Single(await Test.TextsAsync($"SELECT state FROM entry WHERE id = {broken}")));
        Assert.Contains("grouping failed", Assert.Single(await Test.TextsAsync($"SELECT reason FROM entry WHERE id = {broken}")),
            StringComparison.Ordinal);
    }
}

public sealed class GroupStageOnSqliteTests : GroupStageTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
