using Microsoft.Data.Sqlite;

namespace AlertBot.Storage;

/// <summary>
/// Shows that a worker uses the database. A worker that starts alone knows that all leases belong to dead processes, and releases them
/// at once instead of waiting until they expire.
/// </summary>
/// <remarks>A lock on a file next to the database. The operating system releases it when the process is killed.</remarks>
internal sealed class WorkerLock : IDisposable
{
    /// <summary>Waits 30 s at most for a worker that starts at the same moment, which holds the file while it releases leases.</summary>
    private const int MaxAttempts = 300;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;

    private WorkerLock(FileStream file) => _file = file;

    public static async Task<WorkerLock> AcquireAsync(Database database, StorageOptions options,
        IEnumerable<LeasedTable> leasedTables, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(new SqliteConnectionStringBuilder(options.Connection).DataSource) + ".lock";
        try
        {
            await using var exclusive = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            await ReleaseAbandonedLeasesAsync(database, leasedTables, cancellationToken);
        }
        catch (IOException)
        {
            // Another worker is running and keeps its leases.
        }

        return new WorkerLock(await OpenSharedAsync(path, cancellationToken));
    }

    private static async Task<FileStream> OpenSharedAsync(string path, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(RetryInterval);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
            }
            catch (IOException e) when (attempt == MaxAttempts)
            {
                throw new StorageException($"{path} cannot be opened: {e.Message} Check whether another program has locked it", e);
            }
            catch (IOException)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static Task ReleaseAbandonedLeasesAsync(Database database, IEnumerable<LeasedTable> tables,
        CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            foreach (var table in tables)
            {
                await table.ReleaseAllAsync(session, cancellationToken);
            }

            await NamedLease.ReleaseAllAsync(session, cancellationToken);
        }, cancellationToken);
}
