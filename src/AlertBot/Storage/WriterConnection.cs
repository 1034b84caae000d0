using System.Data;
using System.Data.Common;

namespace AlertBot.Storage;

/// <summary>A connection that stays open for transactions, one at a time, so that their statements are compiled once.</summary>
/// <param name="prepare">Runs when the connection opens.</param>
internal sealed class WriterConnection(DbDataSource source, string prepare) : IAsyncDisposable
{
    private DbConnection? _connection;
    private Session? _session;

    /// <summary>Runs the work in one transaction: everything is kept, or nothing when it throws.</summary>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        var isDone = false;
        try
        {
            var (connection, session) = await OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            session.UseTransaction(transaction);
            var result = await work(session);
            await transaction.CommitAsync(cancellationToken);
            isDone = true;
            return result;
        }
        finally
        {
            // After a fault nobody knows what state it left: the next one begins anew.
            await (isDone ? _session!.TrimCommandsAsync() : DisposeAsync());
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
            await _session.ExecuteAsync(prepare, [], cancellationToken);
        }

        return (_connection, _session!);
    }
}
