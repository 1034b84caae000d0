using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AlertBot.Benchmarks.Harness;

/// <summary>The service's database, read only, while the service runs or after it.</summary>
internal sealed class ServiceDatabase(string path)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private const string Waiting = """
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

    /// <summary>Waits until no entry and no message waits and the condition holds.</summary>
    /// <returns>False when it took longer than the limit.</returns>
    public async Task<bool> WaitUntilAsync(TimeSpan limit, Func<bool> condition, CancellationToken cancellationToken)
    {
        var end = TimeProvider.System.GetUtcNow() + limit;
        using var timer = new PeriodicTimer(PollInterval, TimeProvider.System);
        while (!condition() || Number(Waiting) > 0)
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
