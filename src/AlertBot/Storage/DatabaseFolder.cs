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

    /// <summary>Creates the folder if it does not exist, and writes a file to test it.</summary>
    /// <exception cref="StorageException">The folder cannot be created or written. The message names it, its owner and the
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

        try
        {
            var probe = Path.Combine(folder, $".alertbot-{Guid.NewGuid():N}");
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"storage.connection: the folder {folder}{DescribeOwner(folder)} cannot be written by {CurrentUser}: "
                    + $"{e.Message.TrimEnd('.')}. Give it to that user ({ChownCommand(folder)}), or name another file.", e);
        }
    }

    /// <summary>
    /// The error for a database file that SQLite may not write, such as a restored one. The files are not opened here to find out: closing
    /// a file drops the locks that SQLite holds on it in this process (https://sqlite.org/howtocorrupt.html, section 2.2).
    /// </summary>
    public static StorageException Unwritable(string path, Exception e) => new(
        $"storage.connection: the file {path}{DescribeOwner(path)} cannot be written by {CurrentUser}: {e.Message.TrimEnd('.')}. Give it "
            + $"to that user ({ChownCommand(path)}), or name another file.", e);

    private static string DescribeOwner(string path) => FileOwner.Describe(path) is { } name ? $" belongs to {name} and" : "";

    private static string ChownCommand(string path) =>
        ReadUserId() is { } id ? $"chown {id} {path}" : $"chown {Environment.UserName} {path}";

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
