using System.Data.Common;

namespace AlertBot.Storage;

/// <summary>Reads columns the same way on each engine: integers are long, instants Unix milliseconds.</summary>
internal static class Rows
{
    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? NumberOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static bool Flag(this DbDataReader row, int column) => row.GetInt64(column) != 0;

    public static DateTimeOffset Instant(this DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? InstantOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Instant(column);
}
