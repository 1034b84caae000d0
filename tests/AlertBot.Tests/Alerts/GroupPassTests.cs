using AlertBot.Storage;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Alerts;

public abstract class GroupPassTests : StoreTests
{
    private Newsroom Room => new(Test);

    [Fact]
    public async Task A_story_is_one_alert_with_one_message_for_each_destination()
    {
        await Room.OpenAsync("a", "b");
        await Room.AddMatchedAsync("Truce in Norvia");
        await Room.AddMatchedAsync("Truce in Norvia");
        await Room.AddMatchedAsync("Truce in Sundmark");

        await Room.GroupAsync();

        Assert.Equal(2, await Test.NumberAsync("SELECT COUNT(*) FROM story"));
        Assert.Equal(4, await Test.NumberAsync("SELECT COUNT(*) FROM alert"));
        Assert.Equal(4, await Test.NumberAsync("SELECT COUNT(*) FROM message WHERE state = 'ready'"));
        Assert.Equal(["joined", "joined", "told", "told", "told", "told"], await Test.TextsAsync("SELECT verdict FROM decision ORDER BY verdict"));
    }

    [Fact]
    public async Task A_restart_does_not_tell_a_story_again()
    {
        await Room.OpenAsync("a");
        await Room.AddMatchedAsync("Truce in Norvia");
        await Room.GroupAsync();
        await Room.AddMatchedAsync("Truce in Norvia");

        await Room.GroupAsync();

        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM message"));
    }

    [Fact]
    public async Task An_article_of_two_topics_is_told_once_and_names_both()
    {
        await Room.OpenAsync("a");
        await Room.MatchAsync(await Room.AddMatchedAsync("Truce in Norvia"), topic: 2);

        await Room.GroupAsync();

        Assert.Contains("\"Topics\":[\"ceasefire\",\"article-5\"]", Assert.Single(await Test.TextsAsync("SELECT payload FROM message")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_workers_open_one_story_for_one_event()
    {
        await Room.OpenAsync("a");
        await Room.AddMatchedAsync("Truce in Norvia");
        await Room.AddMatchedAsync("Truce in Norvia");
        var (first, second) = (Room.GroupPass(), Room.GroupPass());
        var batch = (await first.ClaimAsync(1, None))[0];
        Assert.Empty(await second.ClaimAsync(1, None));

        await Task.WhenAll(Task.Run(() => first.WorkAsync(batch, None)), Task.Run(() => second.WorkAsync(batch, None)));

        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM story"));
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM message"));
    }

    [Fact]
    public async Task A_worker_takes_over_when_the_lease_of_a_killed_one_runs_out()
    {
        await Room.OpenAsync("a");
        await Room.AddMatchedAsync("Truce in Norvia");
        await Test.Database.WriteAsync(session => new NamedLease("group").HoldAsync(session, Test.Now, None), None);
        var pass = Room.GroupPass();

        Assert.Empty(await pass.ClaimAsync(1, None));
        Test.Time.Advance(NamedLease.Duration);
        await pass.WorkAsync((await pass.ClaimAsync(1, None))[0], None);

        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM story"));
    }

    [Fact]
    public async Task A_match_that_nobody_follows_ends_with_that_reason()
    {
        await Room.OpenAsync();
        await Room.AddMatchedAsync("Truce in Norvia");

        await Room.GroupAsync();

        Assert.Equal(["nobody follows its topics"], await Test.TextsAsync("SELECT reason FROM entry"));
    }

    [Fact]
    public async Task A_subscription_made_later_gets_no_backlog()
    {
        await Room.OpenAsync("a");
        await Room.AddMatchedAsync("Truce in Norvia");
        Test.Time.Advance(TimeSpan.FromSeconds(1));
        await Room.SubscribeAsync("a", "b");

        await Room.GroupAsync();

        Assert.Equal(["a"], await Test.TextsAsync("SELECT d.external_id FROM message m JOIN destination d ON d.id = m.destination_id"));
        Assert.Equal(["it was seen before the subscription"], await Test.TextsAsync("SELECT reason FROM decision WHERE verdict = 'not_told'"));
    }

    [Fact]
    public async Task An_article_that_cannot_be_grouped_holds_up_no_other_and_ends_with_that_reason()
    {
        await Room.OpenAsync("a");
        var broken = await Room.AddMatchedAsync("Truce one");
        await Test.ExecuteAsync($"INSERT INTO quote (article_id, n, start_at, end_at, continues) VALUES ({broken}, 0, 5, 9999, 0)");
        await Room.AddMatchedAsync("Truce two");
        var pass = Room.GroupPass();

        var batches = 0;
        for (var hours = 0; hours < 20; hours++)
        {
            while (await pass.ClaimAsync(1, None) is [var batch, ..])
            {
                await pass.WorkAsync(batch, None);
                Assert.InRange(++batches, 1, 30);
            }

            Test.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(["Truce two"], await Test.TextsAsync("SELECT e.title FROM decision c JOIN entry e ON e.id = c.entry_id WHERE c.verdict = 'told'"));
        Assert.Equal("done", Assert.Single(await Test.TextsAsync($"SELECT state FROM entry WHERE id = {broken}")));
        Assert.Contains("could not be grouped", Assert.Single(await Test.TextsAsync($"SELECT reason FROM entry WHERE id = {broken}")), StringComparison.Ordinal);
    }
}

public sealed class GroupPassOnSqliteTests : GroupPassTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
