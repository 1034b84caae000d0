using Microsoft.Data.Sqlite;

namespace AlertBot.Storage;

/// <summary>
/// Tells whether other workers share the database. Whoever starts alone knows that every lease in it belonged to a process
/// that is dead, and sets the rows free at once instead of waiting for the leases to run out.
/// </summary>
/// <remarks>The operating system drops the lock of a killed process; the file beside the database only carries it.</remarks>
internal sealed class WorkerLock : IDisposable
{
    private const int MaxAttempts = 300;

    private readonly FileStream _file;

    private WorkerLock(FileStream shared) => _file = shared;

    public static async Task<WorkerLock> AcquireAsync(Database database, StorageOptions options,
        IEnumerable<LeasedTable> leasedTables, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(new SqliteConnectionStringBuilder(options.Connection).DataSource) + ".lock";
        try
        {
            await using var alone = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            await ReleaseAbandonedLeasesAsync(database, leasedTables, cancellationToken);
        }
        catch (IOException)
        {
            // Another worker is here: its leases stand.
        }

        return new WorkerLock(await OpenSharedAsync(path, cancellationToken));
    }

    /// <summary>A worker that starts at the same moment may still be alone with the file, for as long as it sets rows free.</summary>
    private static async Task<FileStream> OpenSharedAsync(string path, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
            }
            catch (IOException e) when (tries == MaxAttempts)
            {
                throw new StorageException($"{path} cannot be opened: {e.Message} Look whether another program holds it", e);
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
