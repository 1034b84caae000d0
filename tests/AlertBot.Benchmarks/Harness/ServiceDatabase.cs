using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AlertBot.Benchmarks.Harness;

/// <summary>Reads the service's database, while the service runs or afterwards.</summary>
internal sealed class ServiceDatabase(string path)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private const string PendingSql = """
        SELECT (SELECT COUNT(*) FROM entry WHERE state <> 'done') + (SELECT COUNT(*) FROM message
            WHERE state IN ('ready', 'sending', 'unclear'))
        """;

    public long Number(string sql) => Rows(sql) is [[var value, ..], ..] ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;

    public IReadOnlyList<object[]> Rows(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Waits until no entry and no message is pending and the condition is true.</summary>
    /// <returns>False: not within the limit.</returns>
    public async Task<bool> WaitUntilAsync(TimeSpan limit, Func<bool> condition, CancellationToken cancellationToken)
    {
        var end = TimeProvider.System.GetUtcNow() + limit;
        using var timer = new PeriodicTimer(PollInterval, TimeProvider.System);
        while (!condition() || Number(PendingSql) > 0)
        {
            if (TimeProvider.System.GetUtcNow() > end)
            {
                return false;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return true;
    }
}
