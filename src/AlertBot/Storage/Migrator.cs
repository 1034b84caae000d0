using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace AlertBot.Storage;

/// <summary>Migrates a database to the tables of this version. Each numbered SQL file runs once and is recorded by its number.</summary>
internal static class Migrator
{
    /// <summary>SQLITE_READONLY and SQLITE_CANTOPEN: https://sqlite.org/rescode.html</summary>
    private const int ReadOnlyError = 8;
    private const int CannotOpenError = 14;

    private const string ResourcePrefix = "AlertBot.Storage.Migrations.";

    /// <exception cref="StorageException">The database cannot be opened, or a newer version created it.</exception>
    public static async Task MigrateAsync(Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            // The page size takes effect for new files only. Entries are long: pages of twice the default size halve the writes.
            await database.ExecuteOutsideTransactionAsync("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL", cancellationToken);
            await database.WriteAsync(session => ApplyAsync(session, time.GetUtcNow(), cancellationToken), cancellationToken);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is ReadOnlyError or CannotOpenError && File.Exists(database.FilePath))
        {
            throw DatabaseFolder.Unwritable(database.FilePath, e);
        }
        catch (DbException e)
        {
            throw new StorageException(
                $"The database {database.FilePath} cannot be opened: {e.Message.TrimEnd('.')}. storage.connection must name an SQLite "
                    + $"file that {DatabaseFolder.CurrentUser} can write.", e);
        }
    }

    private static async Task ApplyAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY, applied_at BIGINT NOT NULL)",
            [], cancellationToken);
        var current = await session.ExecuteScalarAsync("SELECT MAX(version) FROM schema_version", [], cancellationToken) ?? 0;
        var migrations = LoadMigrations();
        if (current > migrations[^1].Version)
        {
            throw new StorageException(
                $"The database has schema version {current}; this AlertBot knows up to {migrations[^1].Version}. Start the newer AlertBot "
                    + "that wrote it, or name another file in storage.connection.");
        }

        foreach (var (version, sql) in migrations.Where(m => m.Version > current))
        {
            await session.ExecuteAsync(ToSqlite(sql), [], cancellationToken);
            await session.ExecuteAsync(
                "INSERT INTO schema_version (version, applied_at) VALUES (@version, @now)",
                [("version", version), ("now", now.ToUnixTimeMilliseconds())],
                cancellationToken);
        }
    }

    /// <summary>
    /// Translates the placeholders. SQLite assigns ids only in a column of exactly this type, and stores rows in key order only where they
    /// have no row id.
    /// </summary>
    private static string ToSqlite(string sql) =>
        sql.Replace("IDENTITY", "INTEGER PRIMARY KEY AUTOINCREMENT", StringComparison.Ordinal)
            .Replace(") CLUSTERED", ") WITHOUT ROWID", StringComparison.Ordinal);

    private static List<(long Version, string Sql)> LoadMigrations()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
                (long.Parse(name.AsSpan(ResourcePrefix.Length, 4), CultureInfo.InvariantCulture), ReadResource(assembly, name)))];
    }

    private static string ReadResource(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
