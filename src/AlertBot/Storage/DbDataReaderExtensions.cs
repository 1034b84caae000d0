using System.Data.Common;

namespace AlertBot.Storage;

/// <summary>Reads columns in the same way on each engine. Integers are stored as long, instants as Unix milliseconds.</summary>
internal static class DbDataReaderExtensions
{
    public static string? GetStringOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? GetInt64OrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static bool GetFlag(this DbDataReader row, int column) => row.GetInt64(column) != 0;

    public static DateTimeOffset GetInstant(this DbDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? GetInstantOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInstant(column);
}
