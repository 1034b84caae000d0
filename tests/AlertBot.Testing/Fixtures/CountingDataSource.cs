using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AlertBot.Testing.Fixtures;

/// <summary>Opens SQLite connections that count the instructions of SQLite's virtual machine: work that no clock has to measure.</summary>
/// <seealso href="https://www.sqlite.org/c3ref/progress_handler.html"/>
internal sealed class CountingDataSource(string connectionString) : DbDataSource
{
    /// <summary>The counter advances in steps of this many instructions.</summary>
    private const int Resolution = 100;

    private long _instructions;

    public override string ConnectionString => connectionString;

    /// <summary>The instructions of all connections so far.</summary>
    public long Instructions => Interlocked.Read(ref _instructions);

    protected override DbConnection CreateDbConnection()
    {
        var connection = new SqliteConnection(connectionString);
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == System.Data.ConnectionState.Open)
            {
                SQLitePCL.raw.sqlite3_progress_handler(connection.Handle, Resolution, Count, null);
            }
        };
        return connection;
    }

    /// <returns>0: the statement goes on.</returns>
    private int Count(object? _)
    {
        Interlocked.Add(ref _instructions, Resolution);
        return 0;
    }
}
