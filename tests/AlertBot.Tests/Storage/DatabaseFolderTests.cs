using AlertBot.Storage;

namespace AlertBot.Tests.Storage;

public class DatabaseFolderTests
{
    [Fact]
    public void A_missing_folder_is_created()
    {
        var parent = Directory.CreateTempSubdirectory("alertbot-folder-");
        try
        {
            var folder = Path.Combine(parent.FullName, "a", "b");

            DatabaseFolder.EnsureWritable(Path.Combine(folder, "alertbot.db"));

            Assert.True(Directory.Exists(folder));
            Assert.Empty(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            parent.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_named_with_the_fix()
    {
        var file = Path.GetTempFileName();
        try
        {
            var folder = Path.Combine(file, "data");

            var error = Assert.Throws<StorageException>(() => DatabaseFolder.EnsureWritable(Path.Combine(folder, "alertbot.db")));

            Assert.StartsWith($"storage.connection: the folder {folder} does not exist and cannot be created: ", error.Message,
                StringComparison.Ordinal);
            Assert.EndsWith($"Create it, writable for {DatabaseFolder.CurrentUser}, or name another file.", error.Message,
                StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named_with_the_command_that_fixes_it()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs a folder that even root cannot write: /proc");

        var error = Assert.Throws<StorageException>(() => DatabaseFolder.EnsureWritable("/proc/alertbot.db"));

        Assert.StartsWith($"storage.connection: the folder /proc belongs to root (id 0) and cannot be written by {DatabaseFolder.CurrentUser}: ", error.Message,
            StringComparison.Ordinal);
        Assert.Matches(@"Give it to that user \(chown \d+ /proc\), or name another file\.$", error.Message);
    }

    [Fact]
    public async Task A_database_file_that_cannot_be_written_is_named_with_its_owner_and_the_command()
    {
        var folder = Directory.CreateTempSubdirectory("alertbot-folder-");
        try
        {
            var path = Path.Combine(folder.FullName, "alertbot.db");
            await File.WriteAllBytesAsync(path, [], TestContext.Current.CancellationToken);
            await using var database = Database.Open(new StorageOptions { Connection = $"Data Source={path};Mode=ReadOnly" });

            var error = await Assert.ThrowsAsync<StorageException>(
                () => Migrator.MigrateAsync(database, TimeProvider.System, TestContext.Current.CancellationToken));

            Assert.StartsWith($"storage.connection: the file {path} belongs to {FileOwner.Describe(path)} and cannot be written by ",
                error.Message, StringComparison.Ordinal);
            Assert.EndsWith($"{path}), or name another file.", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
