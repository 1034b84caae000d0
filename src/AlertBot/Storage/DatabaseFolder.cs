using System.Globalization;

namespace AlertBot.Storage;

/// <summary>Prepares the folder of the database file, in which SQLite creates files next to the database too.</summary>
internal static class DatabaseFolder
{
    private const string ProcessStatusPath = "/proc/self/status";

    /// <summary>
    /// The user of this process for an error message, with the id that a container's host knows: <c>user app (id 1654)</c>.
    /// </summary>
    public static string CurrentUser => ReadUserId() is { } id ? $"user {Environment.UserName} (id {id})" : $"user {Environment.UserName}";

    /// <summary>Creates the folder if it does not exist, and checks that it and the files of an existing database can be written.</summary>
    /// <exception cref="StorageException">The folder or a file cannot be created or written. The message names it, its owner and the
    /// command that fixes it.</exception>
    public static void EnsureWritable(string databasePath)
    {
        var folder = Path.GetDirectoryName(databasePath) ?? Path.GetPathRoot(databasePath) ?? ".";
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"storage.connection: the folder {folder} does not exist and cannot be created: {e.Message.TrimEnd('.')}. Create it, "
                    + $"writable for {CurrentUser}, or name another file.", e);
        }

        RequireWritable(folder, $"the folder {folder}", () =>
        {
            var probe = Path.Combine(folder, $".alertbot-{Guid.NewGuid():N}");
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        });

        // A restored database may belong to another user than its folder.
        foreach (var existing in DatabaseFiles(databasePath).Where(File.Exists))
        {
            RequireWritable(existing, $"the file {existing}", () =>
            {
                using var file = new FileStream(existing, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            });
        }
    }

    private static string[] DatabaseFiles(string path) => [path, path + "-wal", path + "-shm"];

    private static void RequireWritable(string path, string description, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var owner = FileOwner.Describe(path) is { } name ? $" belongs to {name} and" : "";
            var command = ReadUserId() is { } id ? $"chown {id} {path}" : $"chown {Environment.UserName} {path}";
            throw new StorageException(
                $"storage.connection: {description}{owner} cannot be written by {CurrentUser}: {e.Message.TrimEnd('.')}. Give it to that "
                    + $"user ({command}), or name another file.", e);
        }
    }

    private static int? ReadUserId()
    {
        if (!File.Exists(ProcessStatusPath))
        {
            return null;
        }

        // "Uid:", then the real, effective, saved and file system user ids: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
        var line = File.ReadLines(ProcessStatusPath).FirstOrDefault(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        return line?.Split('\t') is [_, _, var effective, ..] && int.TryParse(effective, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
    }
}
