using AlertBot.Reading;
using AlertBot.Storage;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Reading;

public abstract class ArticleStoreTests : StoreTests
{
    private ArticleStore Store => new(Test.Database);

    [Fact]
    public async Task Entries_of_one_host_are_claimed_one_at_a_time_newest_first_without_delaying_other_hosts()
    {
        await AddAsync(1, "a.example", backlog: true);
        await AddAsync(2, "a.example");
        await AddAsync(3, "a.example");
        await AddAsync(4, "b.example");

        var claimed = await ClaimAsync();

        Assert.Equal([2L, 4L], claimed.Select(entry => entry.Id.Value));
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task An_entry_waiting_for_a_retry_does_not_block_its_host()
    {
        await AddAsync(1, "a.example");
        await AddAsync(2, "a.example");
        await Store.PostponeAsync(Assert.Single(await ClaimAsync()), Test.Now.AddMinutes(1), isAttempt: true, None);

        Assert.Equal(2, Assert.Single(await ClaimAsync()).Id.Value);
        Test.Time.Advance(Lease.Duration);
        Assert.Equal(1, Assert.Single(await ClaimAsync()).Id.Value);
    }

    [Fact]
    public async Task Many_unread_entries_do_not_slow_claims()
    {
        await AddAsync(1, "a.example");
        await Test.ExecuteAsync(
            """
            WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
            INSERT INTO entry (id, feed_id, state, backlog, first_seen_at, last_listed_at, title, host, summary, due_at)
            SELECT i, 1, 'new', 1, 0, 0, 'Truce', 'h' || (i % 3) || '.example', 'A truce.', 0 FROM n
            """);

        for (var i = 0; i < 10; i++)
        {
            // A scan of the 30,000 entries alone would take 100,000 instructions.
            Assert.InRange(await Test.CountInstructionsAsync(ClaimAsync), 1, 20_000);
            Test.Time.Advance(Lease.Duration);
        }
    }

    private Task<List<UnreadEntry>> ClaimAsync() => Store.ClaimAsync(16, Test.Now, None);

    private async Task AddAsync(long id, string host, bool backlog = false)
    {
        await Test.ExecuteAsync(
            "INSERT INTO feed (id, url, host, added_at, due_at) VALUES (1, 'https://a.example/feed', 'a.example', 0, 0) ON CONFLICT DO "
                + "NOTHING");
        await Test.ExecuteAsync(
            $"INSERT INTO entry (id, feed_id, state, backlog, first_seen_at, last_listed_at, title, host, summary, due_at) VALUES "
                + $"({id}, 1, 'new', {(backlog ? 1 : 0)}, 0, 0, 'Truce', '{host}', 'A truce.', 0)");
    }
}

public sealed class ArticleStoreOnSqliteTests : ArticleStoreTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
