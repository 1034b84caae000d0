using AlertBot.Storage;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Storage;

public class MigratorTests
{
    [Fact]
    public async Task An_up_to_date_database_is_not_changed()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        await test.ExecuteAsync("INSERT INTO workspace (id, platform, external_id) VALUES (7, 'discord', '1')");

        await Migrator.MigrateAsync(test.Database, test.Time, CancellationToken.None);

        Assert.Equal(2, await test.NumberAsync("SELECT COUNT(*) FROM workspace"));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_with_the_fix()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        await test.ExecuteAsync("INSERT INTO schema_version (version, applied_at) VALUES (9999, 0)");

        var exception =
            await Assert.ThrowsAsync<StorageException>(() => Migrator.MigrateAsync(test.Database, test.Time, CancellationToken.None));

        Assert.Contains("newer AlertBot", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_keys_of_an_older_version_are_kept()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        await test.ExecuteAsync(
            """
            DROP TABLE entry_key;
            CREATE TABLE entry_key (
              feed_id BIGINT NOT NULL REFERENCES feed (id), kind TEXT NOT NULL, hash TEXT NOT NULL,
                  entry_id BIGINT NOT NULL REFERENCES entry (id), PRIMARY KEY (feed_id, kind, hash));
            CREATE INDEX entry_key_entry ON entry_key (entry_id);
            DELETE FROM schema_version WHERE version = 5;
            INSERT INTO feed (id, url, host, added_at, due_at) VALUES (3, 'https://outlet.example/feed', 'outlet.example', 0, 0);
            INSERT INTO entry (id, feed_id, state, backlog, first_seen_at, last_listed_at, title, host, summary, due_at)
                VALUES (8, 3, 'done', 0, 0, 0, 'Ferry sails', 'outlet.example', '', 0);
            INSERT INTO entry_key (feed_id, kind, hash, entry_id) VALUES (3, 'link', 'b', 8), (3, 'guid', 'a', 8);
            """);

        await Migrator.MigrateAsync(test.Database, test.Time, CancellationToken.None);

        Assert.Equal(["guid a 8", "link b 8"],
            await test.TextsAsync("SELECT kind || ' ' || hash || ' ' || entry_id FROM entry_key WHERE feed_id = 3 ORDER BY kind"));
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_refused_with_the_fix()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new string('x', 5000));
        await using var database = Database.Open(new StorageOptions { Connection = $"Data Source={file}" });

        var exception =
            await Assert.ThrowsAsync<StorageException>(() => Migrator.MigrateAsync(database, TimeProvider.System, CancellationToken.None));

        Assert.Contains("storage.connection", exception.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task A_throwing_transaction_is_rolled_back()
    {
        await using var test = await TestDatabase.OnSqliteAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync("INSERT INTO workspace (id, platform, external_id) VALUES (7, 'discord', '1')", [],
                CancellationToken.None);
            throw new InvalidOperationException("killed here");
        }, CancellationToken.None));

        Assert.Equal(1, await test.NumberAsync("SELECT COUNT(*) FROM workspace"));
    }
}
