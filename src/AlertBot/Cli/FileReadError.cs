namespace AlertBot.Cli;

/// <summary>Describes why a file named on the command line cannot be read, with the fix.</summary>
internal static class FileReadError
{
    public static string Describe(string path, Exception e) => e switch
    {
        _ when Directory.Exists(path) => "this is a folder; name a file in it",
        FileNotFoundException or DirectoryNotFoundException =>
            $"there is no such file (looked for {Path.GetFullPath(path)})"
                + (LooksLikeUrl(path) ? "; if you mean a URL, write https:// in front" : ""),
        InvalidDataException => "the name ends in .gz, but the file is damaged or not compressed with gzip",
        _ => $"the file cannot be read: {e.Message}",
    };

    /// <summary>Whether the first folder of the path has a dot in its name, as in <c>www.example.org/rss</c>.</summary>
    private static bool LooksLikeUrl(string path) =>
        path.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && path.AsSpan(1, slash - 1).Contains('.');
}
