using AlertBot.Storage;

namespace AlertBot.Cli;

/// <summary>Describes why the database of the settings cannot be used, with the fix.</summary>
internal static class DatabaseError
{
    /// <param name="e">A <see cref="StorageException"/> or the database driver's exception.</param>
    public static string Describe(Exception e) =>
        e is StorageException ? e.Message : $"The database failed: {e.Message.TrimEnd('.')}. Check the disk and storage.connection.";
}
