using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AlertBot.Storage;

/// <summary>The embedded database. Only this folder knows which engine it is.</summary>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>What a part of a transaction may have to undo is kept in memory; in a file it costs more than the rows.</summary>
    private const string TempStorePragma = "PRAGMA temp_store = MEMORY";

    private readonly DbDataSource _source;
    private readonly WriterConnection _durable;
    private readonly WriterConnection _relaxed;
    private readonly WriteBatcher _batcher;

    // SQLite has one writer. Writers of this process wait here in order, instead of polling the file's lock; other
    // processes are kept out by the lock itself. Nothing relies on this for correctness: that is what leases are for.
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

    /// <exception cref="StorageException">The connection string or the file's folder cannot be used. The message has the fix.</exception>
    public static Database Open(StorageOptions options)
    {
        try
        {
            var settings = new SqliteConnectionStringBuilder(options.Connection) { ForeignKeys = true, DefaultTimeout = 30 };
            var path = Path.GetFullPath(settings.DataSource);
            DatabaseFolder.EnsureWritable(path);
            return new Database(SqliteFactory.Instance.CreateDataSource(settings.ConnectionString), path);
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

    /// <summary>Runs the work in one transaction: everything is kept, or nothing when it throws.</summary>
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
    /// The same, but a loss of power, never a kill, may undo it with all that was written after: for what would then come about again, and
    /// is told to nobody before a strict write has followed.
    /// </summary>
    public Task<T> WriteRelaxedAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) =>
        _batcher.WriteAsync(work, cancellationToken);

    public Task WriteAsync(Func<Session, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(async session =>
        {
            await work(session);
            return true;
        }, cancellationToken);

    /// <summary>For statements that stand outside every transaction, such as the journal mode.</summary>
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

/// <summary>The database cannot be used; the message says what to do.</summary>
internal sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
