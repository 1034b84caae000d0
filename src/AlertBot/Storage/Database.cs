using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AlertBot.Storage;

/// <summary>The embedded SQLite database. Only this folder depends on the engine.</summary>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>Keeps savepoint journals in memory: written to a file, they cost more than the rows.</summary>
    private const string TempStorePragma = "PRAGMA temp_store = MEMORY";

    private readonly DbDataSource _source;
    private readonly WriterConnection _durable;
    private readonly WriterConnection _relaxed;
    private readonly WriteBatcher _batcher;

    // SQLite allows one writer. Writers of this process queue here instead of polling the lock of the file, which keeps out other
    // processes. Correctness does not depend on it: leases guard the rows.
    private readonly SemaphoreSlim _writer = new(1);

    private Database(DbDataSource source, string path)
    {
        _source = source;
        FilePath = path;
        _durable = new WriterConnection(source, $"PRAGMA synchronous = FULL; {TempStorePragma}");
        _relaxed = new WriterConnection(source, $"PRAGMA synchronous = NORMAL; {TempStorePragma}");
        _batcher = new WriteBatcher(_writer, _relaxed);
    }

    /// <summary>The full path of the database file.</summary>
    public string FilePath { get; }

    /// <param name="createSource">Opens connections for a connection string. Null: plain SQLite connections.</param>
    /// <exception cref="StorageException">The connection string or the file's folder cannot be used. The message has the fix.</exception>
    public static Database Open(StorageOptions options, Func<string, DbDataSource>? createSource = null)
    {
        createSource ??= SqliteFactory.Instance.CreateDataSource;
        try
        {
            var settings = new SqliteConnectionStringBuilder(options.Connection) { ForeignKeys = true, DefaultTimeout = 30 };
            var path = Path.GetFullPath(settings.DataSource);
            DatabaseFolder.EnsureWritable(path);
            return new Database(createSource(settings.ConnectionString), path);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new StorageException(
                $"storage.connection cannot be used: {e.Message.TrimEnd('.')}. Write \"Data Source=data/alertbot.db\".", e);
        }
    }

    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var session = new Session(connection);
        return await work(session);
    }

    /// <summary>Runs the work in one transaction, which is rolled back when the work throws.</summary>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            return await _durable.WriteAsync(work, cancellationToken);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>
    /// Runs the work in one transaction that a power failure (but not a killed process) may undo, together with all later relaxed
    /// writes. For work that is then repeated, and that has no effect outside before a durable write follows.
    /// </summary>
    public Task<T> WriteRelaxedAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) =>
        _batcher.WriteAsync(work, cancellationToken);

    public Task WriteAsync(Func<Session, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(async session =>
        {
            await work(session);
            return true;
        }, cancellationToken);

    /// <summary>For statements that cannot run in a transaction, such as setting the journal mode.</summary>
    internal async Task ExecuteOutsideTransactionAsync(string sql, CancellationToken cancellationToken) =>
        await ReadAsync(session => session.ExecuteAsync(sql, [], cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _durable.DisposeAsync();
        await _relaxed.DisposeAsync();
        await _source.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _writer.Dispose();
    }
}

/// <summary>The database is not usable. The message says what to do.</summary>
internal sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
