using System.Text;
using AlertBot.Alerts.Subscriptions;

namespace AlertBot.Settings.Sources;

/// <summary>Reads a secret from the file that a variable ending in <c>_FILE</c> names, as container platforms provide them.</summary>
internal static class SecretFile
{
    /// <summary>Limit of a secret, in bytes: a multiple of the longest token.</summary>
    private const int MaxBytes = 16_384;

    private const string FileKeySuffix = "_FILE";

    public static string FileKeyFor(string key) => key + FileKeySuffix;

    /// <summary>The key of the secret that an entry gives, directly or by file.</summary>
    public static string SecretKeyOf(SettingEntry entry) =>
        entry.Location.IsEnvironment && entry.Key.EndsWith(FileKeySuffix, StringComparison.OrdinalIgnoreCase)
            ? entry.Key[..^FileKeySuffix.Length] : entry.Key;

    /// <summary>Errors do not name the file: its name may be the secret itself, given to the wrong variable.</summary>
    public static ParseResult<string> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[MaxBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var text = Encoding.UTF8.GetString(bytes, 0, length).TrimStart('\uFEFF').TrimEnd('\r', '\n');
            return length > MaxBytes ? ParseResult.Failure<string>("the named file is larger than 16 KB; name the file of the secret")
                : text.Length == 0 ? ParseResult.Failure<string>("the named file is empty; write the secret into it")
                : text;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return ParseResult.Failure<string>("the named file does not exist; give the path of a file that holds the secret");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return ParseResult.Failure<string>("the named file cannot be read; check its path and its permissions");
        }
    }
}
