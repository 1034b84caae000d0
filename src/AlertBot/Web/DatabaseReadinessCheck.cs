using System.Data.Common;
using AlertBot.Storage;

namespace AlertBot.Web;

/// <summary>The database answers.</summary>
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
            return $"it does not answer (error {e.ErrorCode}): look at the disk and at storage.connection";
        }
    }
}
