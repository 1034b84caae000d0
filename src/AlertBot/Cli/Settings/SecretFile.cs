using System.Text;
using AlertBot.Alerts;

namespace AlertBot.Cli.Settings;

/// <summary>Reads a secret from the file that a variable ending in <c>_FILE</c> names, as container platforms hand them in.</summary>
internal static class SecretFile
{
    private const int MostBytes = 16_384;

    private const string Ending = "_FILE";

    public static string KeyFor(string key) => key + Ending;

    /// <summary>The key of the secret that an entry gives, by file or directly.</summary>
    public static string KeyOf(SettingEntry entry) =>
        entry.Place.IsEnvironment && entry.Key.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? entry.Key[..^Ending.Length] : entry.Key;

    /// <summary>The name of the file is not shown: it may be the secret itself, given to the wrong variable.</summary>
    public static Parsed<string> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[MostBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var text = Encoding.UTF8.GetString(bytes, 0, length).TrimStart('\uFEFF').TrimEnd('\r', '\n');
            return length > MostBytes ? Mistaken.As<string>("the file that this names is larger than any secret; name another")
                : text.Length == 0 ? Mistaken.As<string>("the file that this names is empty; write the secret into it")
                : text;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Mistaken.As<string>("there is no file of the name that this gives; give the path of a file that holds the secret");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Mistaken.As<string>("the file that this names cannot be read; check its path and its permissions");
        }
    }
}
