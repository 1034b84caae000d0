using AlertBot.Storage;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Storage;

public class WorkerLockTests
{
    private const string LeasedFeed =
        "INSERT INTO feed (url, host, added_at, due_at, leased_until, lease_token) VALUES ('https://a.example/feed', 'a.example', 0, "
        + "0, 9000000000000, 'dead')";

    private static readonly LeasedTable[] Tables = [new("feed")];

    [Fact]
    public async Task A_worker_that_starts_alone_releases_rows_of_killed_workers()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        await test.ExecuteAsync(LeasedFeed);

        using var workerLock = await WorkerLock.AcquireAsync(test.Database, test.Options, Tables, CancellationToken.None);

        Assert.Equal(0, await test.NumberAsync("SELECT leased_until FROM feed"));
    }

    [Fact]
    public async Task A_worker_that_starts_beside_another_keeps_its_leases()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        using var first = await WorkerLock.AcquireAsync(test.Database, test.Options, Tables, CancellationToken.None);
        await test.ExecuteAsync(LeasedFeed);

        using var second = await WorkerLock.AcquireAsync(test.Database, test.Options, Tables, CancellationToken.None);

        Assert.Equal(9000000000000, await test.NumberAsync("SELECT leased_until FROM feed"));
    }

    [Fact]
    public async Task Two_workers_starting_simultaneously_both_start()
    {
        await using var test = await TestDatabase.OnSqliteAsync();
        var file = Path.GetFullPath(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(test.Options.Connection).DataSource) + ".lock";
        Task<WorkerLock> second;
        await using (new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            second = WorkerLock.AcquireAsync(test.Database, test.Options, Tables, CancellationToken.None);
            Assert.False(second.IsCompleted);
        }

        using var workerLock = await second.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }
}
