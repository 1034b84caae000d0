using System.Runtime.InteropServices;
using System.Text;

namespace AlertBot.Storage;

/// <summary>Reads who owns a file on Linux, for error messages. .NET has no API for it.</summary>
internal static class FileOwner
{
    // https://man7.org/linux/man-pages/man2/statx.2.html: the kernel's structure has 256 bytes on every architecture, the owner's id at 20.
    private const int StatxSize = 256;
    private const int OwnerOffset = 20;
    private const int CurrentDirectory = -100;
    private const uint OwnerMask = 0x8;

    private const string UsersPath = "/etc/passwd";

    /// <returns>For example <c>root (id 0)</c>; null where the owner cannot be read.</returns>
    public static string? Describe(string path) =>
        ReadId(path) is not { } id ? null : ReadName(id) is { } name ? $"{name} (id {id})" : $"the user with id {id}";

    private static uint? ReadId(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            var status = new byte[StatxSize];
            return Statx(CurrentDirectory, Encoding.UTF8.GetBytes(path + "\0"), 0, OwnerMask, status) == 0
                ? BitConverter.ToUInt32(status, OwnerOffset) : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static string? ReadName(uint id)
    {
        try
        {
            return File.ReadLines(UsersPath).Select(line => line.Split(':'))
                .FirstOrDefault(user => user.Length > 2 && user[2] == $"{id}")?[0];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // DllImport with byte arrays needs no unsafe code, which LibraryImport would generate.
    [DllImport("libc", EntryPoint = "statx", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int directory, byte[] path, int flags, uint mask, [Out] byte[] status);
}
