using AlertBot.Alerts;
using AlertBot.Storage;
using AlertBot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Alerts;

public abstract class BackSearchTests : StoreTests
{
    private const long Quay = 9;

    private StoredNews News => new(Test);

    [Fact]
    public async Task A_topic_that_is_new_finds_what_was_stored_before_and_nothing_of_it_is_told()
    {
        await News.OpenAsync();
        await News.AddAsync("Quay rebuilt in Nordhaven", "The quay was rebuilt. “It stands for a hundred years,” said Ana Ruiz, who leads the boat owners.");
        await News.AddAsync("Rain again", "It rained.");
        await News.TopicAsync(Quay, StoredNews.North, "quay", "quay", isSearched: false);
        await News.FollowAsync(1, Quay);

        await SearchAsync();
        await News.GroupAsync();

        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM match WHERE topic_id = 9"));
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM story_entry WHERE entry_id = 1"));
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM quote WHERE article_id = 1"));
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM message"));
        Assert.Equal(["not_told"], await Test.TextsAsync("SELECT verdict FROM decision"));
        Assert.Equal(["it was there before the topic was as it is now"], await Test.TextsAsync("SELECT reason FROM decision"));
    }

    [Fact]
    public async Task A_search_that_is_done_is_not_done_again_until_the_topic_changes()
    {
        await News.OpenAsync();
        await News.TopicAsync(Quay, StoredNews.North, "quay", "quay", isSearched: false);

        Assert.Equal(1, await SearchAsync());
        Assert.Equal(0, await SearchAsync());
        await Test.ExecuteAsync("UPDATE topic SET revision = 2 WHERE id = 9");
        Assert.Equal(1, await SearchAsync());
    }

    [Fact]
    public async Task A_topic_that_was_changed_loses_what_it_matches_no_more_and_keeps_what_it_still_does()
    {
        await News.OpenAsync();
        await News.TopicAsync(Quay, StoredNews.North, "quay", "quay");
        await News.AddAsync("Quay rebuilt", "The quay was rebuilt.", topics: [Quay]);
        await News.AddAsync("Quay and crane rebuilt", "The crane was rebuilt.", topics: [Quay]);
        await News.GroupAsync();
        await Test.ExecuteAsync("UPDATE topic SET query = 'crane', revision = 2 WHERE id = 9");

        await SearchAsync();

        Assert.Equal(2, await Test.NumberAsync("SELECT article_id FROM match WHERE topic_id = 9"));
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM match WHERE topic_id = 9"));
        Assert.Contains("crane", (await Test.TextsAsync("SELECT evidence FROM match WHERE topic_id = 9 AND topic_revision = 2"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guild_s_topic_is_not_looked_for_in_another_guild_s_feed_but_everyone_s_topic_is_in_all()
    {
        await News.OpenAsync();
        await News.AddAsync("Quay rebuilt", "The quay was rebuilt.", StoredNews.SouthFeed);
        await News.TopicAsync(Quay, StoredNews.North, "quay", "quay", isSearched: false);
        await News.TopicAsync(10, 0, "rebuilding", "rebuilt", isSearched: false);

        await SearchAsync();

        Assert.Equal(10, await Test.NumberAsync("SELECT topic_id FROM match"));
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM match"));
    }

    [Fact]
    public async Task News_on_its_way_to_its_story_is_told_to_those_of_its_topic_only_and_searched_afterwards()
    {
        await News.OpenAsync();
        await News.TopicAsync(Quay, StoredNews.North, "quay", "quay", isSearched: false);
        await News.FollowAsync(1, Quay);
        await News.FollowAsync(2, StoredNews.Truce);
        await News.AddAsync("Truce on the quay", "A truce.", topics: [StoredNews.Truce]);

        await SearchAsync();
        await News.GroupAsync();

        Assert.Equal(2, await Test.NumberAsync("SELECT destination_id FROM decision WHERE verdict = 'told'"));
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM decision WHERE destination_id = 1"));
        Test.Time.Advance(TimeSpan.FromSeconds(30));
        await SearchAsync();
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM match WHERE topic_id = 9"));
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM topic WHERE id = 9 AND searched_revision = 1"));
    }

    [Fact]
    public async Task A_search_whose_lease_was_lost_keeps_nothing()
    {
        await News.OpenAsync();
        await News.AddAsync("Quay rebuilt", "The quay was rebuilt.");
        await News.TopicAsync(Quay, StoredNews.North, "quay", "quay", isSearched: false);
        var suspended = (await Pass().ClaimAsync(1, None))[0];
        Test.Time.Advance(Lease.Duration);
        var successor = (await Pass().ClaimAsync(1, None))[0];

        await Pass().WorkAsync(suspended, None);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM match"));
        await Pass().WorkAsync(successor, None);
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM match"));
    }

    [Fact]
    public async Task A_search_of_a_query_that_was_changed_meanwhile_begins_again()
    {
        await News.OpenAsync();
        await News.AddAsync("Quay rebuilt", "The quay was rebuilt.");
        await News.TopicAsync(Quay, StoredNews.North, "quay", "quay", isSearched: false);
        var claimed = (await Pass().ClaimAsync(1, None))[0];
        await Test.ExecuteAsync("UPDATE topic SET query = 'crane', revision = 2 WHERE id = 9");

        await Pass().WorkAsync(claimed, None);

        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM match"));
        Assert.Equal("crane", Assert.Single(await Pass().ClaimAsync(1, None)).Query);
    }

    private BackSearch Pass() => new(Test.Database, new PassSignals(), Test.Time, NullLogger<BackSearch>.Instance);

    private async Task<int> SearchAsync()
    {
        var pass = Pass();
        var count = 0;
        while (await pass.ClaimAsync(1, None) is [var item, ..])
        {
            await pass.WorkAsync(item, None);
            Assert.InRange(++count, 1, 10);
        }

        return count;
    }
}

public sealed class BackSearchOnSqliteTests : BackSearchTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
