using System.Data;
using System.Data.Common;

namespace AlertBot.Storage;

/// <summary>A connection that stays open for one transaction after another, so that their statements are compiled once.</summary>
/// <param name="setupSql">Runs when the connection is opened.</param>
internal sealed class WriterConnection(DbDataSource source, string setupSql) : IAsyncDisposable
{
    private DbConnection? _connection;
    private Session? _session;

    /// <summary>Runs the work in one transaction, which is rolled back when the work throws.</summary>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        var isCommitted = false;
        try
        {
            var (connection, session) = await OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            session.UseTransaction(transaction);
            var result = await work(session);
            await transaction.CommitAsync(cancellationToken);
            isCommitted = true;
            return result;
        }
        finally
        {
            // After a failure, the state of the connection is unknown. The next transaction opens a new one.
            await (isCommitted ? _session!.TrimCommandsAsync() : DisposeAsync());
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync();
            _session = null;
        }

        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }

    private async Task<(DbConnection Connection, Session Session)> OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is null)
        {
            _connection = await source.OpenConnectionAsync(cancellationToken);
            _session = new Session(_connection);
            await _session.ExecuteAsync(setupSql, [], cancellationToken);
        }

        return (_connection, _session!);
    }
}
