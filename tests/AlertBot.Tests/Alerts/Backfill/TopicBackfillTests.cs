using AlertBot.Alerts.Backfill;
using AlertBot.Hosting;
using AlertBot.Storage;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Alerts.Backfill;

public abstract class TopicBackfillTests : StoreTests
{
    private const long Quay = 9;

    private StoredNewsFixture News => new(Test);

    [Fact]
    public async Task A_new_topic_matches_stored_articles_without_posting_them()
    {
        await News.OpenAsync();
        await News.AddAsync("Quay rebuilt in Nordhaven",
            "The quay was rebuilt. “It stands for a hundred years,” said Ana Ruiz, who leads the boat owners.");
        await News.AddAsync("Rain again", "It rained.");
        await News.AddTopicAsync(Quay, StoredNewsFixture.North, "quay", "quay", isSearched: false);
        await News.SubscribeAsync(1, Quay);

        await SearchAsync();
        await News.GroupAsync();

        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM match WHERE topic_id = 9"));
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM story_entry WHERE entry_id = 1"));
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM quote WHERE article_id = 1"));
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM message"));
        Assert.Equal(["not_told"], await Test.TextsAsync("SELECT verdict FROM decision"));
        Assert.Equal(["it predates the topic's current query"], await Test.TextsAsync("SELECT reason FROM decision"));
    }

    [Fact]
    public async Task A_completed_backfill_is_repeated_only_after_the_topic_changes()
    {
        await News.OpenAsync();
        await News.AddTopicAsync(Quay, StoredNewsFixture.North, "quay", "quay", isSearched: false);

        Assert.Equal(1, await SearchAsync());
        Assert.Equal(0, await SearchAsync());
        await Test.ExecuteAsync("UPDATE topic SET revision = 2 WHERE id = 9");
        Assert.Equal(1, await SearchAsync());
    }

    [Fact]
    public async Task A_changed_topic_drops_stale_matches_and_keeps_valid_ones()
    {
        await News.OpenAsync();
        await News.AddTopicAsync(Quay, StoredNewsFixture.North, "quay", "quay");
        await News.AddAsync("Quay rebuilt", "The quay was rebuilt.", topics: [Quay]);
        await News.AddAsync("Quay and crane rebuilt", "The crane was rebuilt.", topics: [Quay]);
        await News.GroupAsync();
        await Test.ExecuteAsync("UPDATE topic SET query = 'crane', revision = 2 WHERE id = 9");

        await SearchAsync();

        Assert.Equal(2, await Test.NumberAsync("SELECT article_id FROM match WHERE topic_id = 9"));
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM match WHERE topic_id = 9"));
        Assert.Contains("crane", (await Test.TextsAsync("SELECT evidence FROM match WHERE topic_id = 9 AND topic_revision = 2"))[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guilds_topic_is_backfilled_from_its_visible_feeds_and_a_shared_topic_from_all()
    {
        await News.OpenAsync();
        await News.AddAsync("Quay rebuilt", "The quay was rebuilt.", StoredNewsFixture.SouthFeed);
        await News.AddTopicAsync(Quay, StoredNewsFixture.North, "quay", "quay", isSearched: false);
        await News.AddTopicAsync(10, 0, "rebuilding", "rebuilt", isSearched: false);

        await SearchAsync();

        Assert.Equal(10, await Test.NumberAsync("SELECT topic_id FROM match"));
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM match"));
    }

    [Fact]
    public async Task An_article_awaiting_grouping_is_routed_by_its_own_topics_and_backfilled_afterwards()
    {
        await News.OpenAsync();
        await News.AddTopicAsync(Quay, StoredNewsFixture.North, "quay", "quay", isSearched: false);
        await News.SubscribeAsync(1, Quay);
        await News.SubscribeAsync(2, StoredNewsFixture.Truce);
        await News.AddAsync("Truce on the quay", "A truce.", topics: [StoredNewsFixture.Truce]);

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
    public async Task A_backfill_that_lost_its_lease_stores_nothing()
    {
        await News.OpenAsync();
        await News.AddAsync("Quay rebuilt", "The quay was rebuilt.");
        await News.AddTopicAsync(Quay, StoredNewsFixture.North, "quay", "quay", isSearched: false);
        var suspended = (await CreateStage().ClaimAsync(1, None))[0];
        Test.Time.Advance(Lease.Duration);
        var successor = (await CreateStage().ClaimAsync(1, None))[0];

        await CreateStage().ProcessAsync(suspended, None);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM match"));
        await CreateStage().ProcessAsync(successor, None);
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM match"));
    }

    [Fact]
    public async Task A_backfill_restarts_when_its_query_changes_meanwhile()
    {
        await News.OpenAsync();
        await News.AddAsync("Quay rebuilt", "The quay was rebuilt.");
        await News.AddTopicAsync(Quay, StoredNewsFixture.North, "quay", "quay", isSearched: false);
        var claimed = (await CreateStage().ClaimAsync(1, None))[0];
        await Test.ExecuteAsync("UPDATE topic SET query = 'crane', revision = 2 WHERE id = 9");

        await CreateStage().ProcessAsync(claimed, None);

        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM match"));
        Assert.Equal("crane", Assert.Single(await CreateStage().ClaimAsync(1, None)).Query);
    }

    private TopicBackfill CreateStage() => new(Test.Database, new WakeSignals(), Test.Time, NullLogger<TopicBackfill>.Instance);

    private async Task<int> SearchAsync()
    {
        var stage = CreateStage();
        var count = 0;
        while (await stage.ClaimAsync(1, None) is [var job, ..])
        {
            await stage.ProcessAsync(job, None);
            Assert.InRange(++count, 1, 10);
        }

        return count;
    }
}

public sealed class TopicBackfillOnSqliteTests : TopicBackfillTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
