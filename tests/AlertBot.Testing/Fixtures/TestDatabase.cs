using AlertBot.Storage;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Testing.Fixtures;

/// <summary>A fresh, migrated database that is deleted afterwards.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private CountingDataSource _source = null!;

    private TestDatabase(DirectoryInfo folder, StorageOptions options)
    {
        _folder = folder;
        Options = options;
        Database = Database.Open(options, connectionString =>
        {
            _source = new CountingDataSource(connectionString);
            return _source;
        });
    }

    public StorageOptions Options { get; }

    public Database Database { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public DateTimeOffset Now => Time.GetUtcNow();

    public static async Task<TestDatabase> OnSqliteAsync()
    {
        var folder = Directory.CreateTempSubdirectory("alertbot-test-");
        var test = new TestDatabase(folder, new StorageOptions { Connection = $"Data Source={Path.Combine(folder.FullName, "test.db")}" });
        await Migrator.MigrateAsync(test.Database, test.Time, CancellationToken.None);
        return test;
    }

    /// <returns>The instructions of SQLite's virtual machine that the work takes, to about a hundred.</returns>
    public async Task<long> CountInstructionsAsync(Func<Task> work)
    {
        var before = _source.Instructions;
        await work();
        return _source.Instructions - before;
    }

    public Task<long?> NumberAsync(string sql) =>
        Database.ReadAsync(session => session.ExecuteScalarAsync(sql, [], CancellationToken.None), CancellationToken.None);

    public Task<List<string?>> TextsAsync(string sql) =>
        Database.ReadAsync(session => session.QueryAsync(sql, [], row => row.GetStringOrNull(0), CancellationToken.None),
            CancellationToken.None);

    public Task ExecuteAsync(string sql) =>
        Database.WriteAsync(session => session.ExecuteAsync(sql, [], CancellationToken.None), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
