using System.Data.Common;
using System.Globalization;

namespace AlertBot.Storage;

/// <summary>
/// Runs statements with named parameters on an open connection. Repeated statements are compiled once.
/// </summary>
internal sealed class Session(DbConnection connection) : IAsyncDisposable
{
    /// <summary>
    /// Bounds the memory of the cache, in statements. The stores have fewer; only SQL that is composed differently each time reaches it.
    /// </summary>
    private const int MaxCachedCommands = 500;

    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);

    private DbTransaction? _transaction;

    /// <summary>Runs all further statements in the transaction.</summary>
    public void UseTransaction(DbTransaction transaction) => _transaction = transaction;

    /// <summary>Runs a part of the transaction. If it throws, only this part is rolled back.</summary>
    public async Task<T> RunInSavepointAsync<T>(Func<Task<T>> work)
    {
        const string Savepoint = "part";
        await _transaction!.SaveAsync(Savepoint);
        try
        {
            var result = await work();
            await _transaction.ReleaseAsync(Savepoint);
            return result;
        }
        catch
        {
            await _transaction.RollbackAsync(Savepoint);
            throw;
        }
    }

    /// <returns>The number of rows that the statement changed.</returns>
    public async Task<int> ExecuteAsync(string sql, IReadOnlyList<(string Name, object? Value)> values, CancellationToken cancellationToken)
    {
        var command = PrepareCommand(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<List<T>> QueryAsync<T>(string sql, IReadOnlyList<(string Name, object? Value)> values, Func<DbDataReader, T> read,
        CancellationToken cancellationToken)
    {
        var command = PrepareCommand(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <returns>The first column of the first row; null when there is no row or it holds NULL.</returns>
    public async Task<long?> ExecuteScalarAsync(string sql, IReadOnlyList<(string Name, object? Value)> values,
        CancellationToken cancellationToken)
    {
        var command = PrepareCommand(sql, values);
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            null or DBNull => null,
            var value => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Clears the cache of statements when it has become too large.</summary>
    public ValueTask TrimCommandsAsync() => _commands.Count > MaxCachedCommands ? DisposeAsync() : ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values)
        {
            await command.DisposeAsync();
        }

        _commands.Clear();
    }

    private DbCommand PrepareCommand(string sql, IReadOnlyList<(string Name, object? Value)> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            _commands[sql] = command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of the stores; values are passed as parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
        }

        command.Transaction = _transaction;

        for (var i = 0; i < values.Count; i++)
        {
            SetParameter(command, i, values[i]);
        }

        return command;
    }

    private static void SetParameter(DbCommand command, int index, (string Name, object? Value) value)
    {
        if (index == command.Parameters.Count)
        {
            command.Parameters.Add(command.CreateParameter());
        }

        // With its "@": without it, the driver first searches for the bare name.
        var parameter = command.Parameters[index];
        if (parameter.ParameterName.Length == 0 || !parameter.ParameterName.AsSpan(1).SequenceEqual(value.Name))
        {
            parameter.ParameterName = "@" + value.Name;
        }

        parameter.Value = value.Value ?? DBNull.Value;
    }
}
