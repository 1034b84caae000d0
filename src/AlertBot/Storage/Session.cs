using System.Data.Common;

namespace AlertBot.Storage;

/// <summary>An open connection, within a transaction or not: runs statements with named values.</summary>
internal sealed class Session(DbConnection connection, DbTransaction? transaction)
{
    /// <returns>How many rows the statement changed.</returns>
    public async Task<int> ExecuteAsync(string sql, IReadOnlyList<(string Name, object? Value)> values, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<List<T>> QueryAsync<T>(string sql, IReadOnlyList<(string Name, object? Value)> values, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <returns>The first column of the first row; null when there is no row or it holds NULL.</returns>
    public async Task<long?> NumberAsync(string sql, IReadOnlyList<(string Name, object? Value)> values, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            null or DBNull => null,
            var value => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    private DbCommand Command(string sql, IReadOnlyList<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of the stores; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
