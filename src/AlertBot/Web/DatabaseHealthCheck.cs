using System.Data.Common;
using AlertBot.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AlertBot.Web;

/// <summary>Healthy when the database answers a query.</summary>
internal sealed class DatabaseHealthCheck(Database database) : IHealthCheck
{
    public const string Name = "database";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.ReadAsync(
                session => session.ExecuteScalarAsync("SELECT MAX(version) FROM schema_version", [], cancellationToken), cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (DbException e)
        {
            return HealthCheckResult.Unhealthy($"no answer (error {e.ErrorCode}): check the disk and storage.connection");
        }
    }
}
