using System.Data.Common;
using AlertBot.Storage;

namespace AlertBot.Web;

/// <summary>Ready when the database answers a query.</summary>
internal sealed class DatabaseReadinessCheck(Database database) : IReadinessCheck
{
    public string Name => "database";

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.ReadAsync(
                session => session.ExecuteScalarAsync("SELECT MAX(version) FROM schema_version", [], cancellationToken), cancellationToken);
            return null;
        }
        catch (DbException e)
        {
            return $"no answer (error {e.ErrorCode}): check the disk and storage.connection";
        }
    }
}
