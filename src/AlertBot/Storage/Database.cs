using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AlertBot.Storage;

/// <summary>The embedded database. Only this folder knows which engine it is.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly DbDataSource _source;
    private readonly DbDataSource _loose;

    // SQLite has one writer. Writers of this process wait here in order, instead of polling the file's lock; other
    // processes are kept out by the lock itself. Nothing relies on this for correctness: that is what leases are for.
    private readonly SemaphoreSlim _writer = new(1);

    private Database(DbDataSource source, DbDataSource loose) => (_source, _loose) = (source, loose);

    /// <exception cref="StorageException">The connection string cannot be used: says why and the mend.</exception>
    public static Database Open(StorageOptions options)
    {
        try
        {
            var settings = new SqliteConnectionStringBuilder(options.Connection) { ForeignKeys = true, DefaultTimeout = 30 };
            if (Path.GetDirectoryName(Path.GetFullPath(settings.DataSource)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            var source = SqliteFactory.Instance.CreateDataSource(settings.ConnectionString);

            // Another timeout makes another pool: how loosely a connection writes stays with it.
            settings.DefaultTimeout++;
            return new Database(source, SqliteFactory.Instance.CreateDataSource(settings.ConnectionString));
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new StorageException($"storage.connection cannot be used: {e.Message.TrimEnd('.')}. Write \"Data Source=data/alertbot.db\", in a folder that can be written", e);
        }
    }

    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var session = new Session(connection, null);
        return await work(session);
    }

    /// <summary>Runs the work in one transaction: everything is kept, or nothing when it throws.</summary>
    public Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) => WriteAsync(_source, work, cancellationToken);

    /// <summary>The same, but a loss of power, never a kill, may undo it with all that was written after: for what would then come about again, and is told to nobody before a strict write has followed.</summary>
    public Task<T> WriteLooselyAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) => WriteAsync(_loose, work, cancellationToken);

    private async Task<T> WriteAsync<T>(DbDataSource source, Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            if (source == _loose)
            {
                await using var loosely = connection.CreateCommand();
                loosely.CommandText = "PRAGMA synchronous = NORMAL";
                await loosely.ExecuteNonQueryAsync(cancellationToken);
            }

            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            await using var session = new Session(connection, transaction);
            var result = await work(session);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    public Task WriteAsync(Func<Session, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(async session =>
        {
            await work(session);
            return true;
        }, cancellationToken);

    /// <summary>For statements that stand outside every transaction, such as the journal mode.</summary>
    internal async Task PrepareAsync(string sql, CancellationToken cancellationToken) =>
        await ReadAsync(session => session.ExecuteAsync(sql, [], cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _loose.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _writer.Dispose();
    }
}

/// <summary>The database cannot be used; the message says what to do.</summary>
internal sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
