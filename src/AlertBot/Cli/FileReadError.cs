namespace AlertBot.Cli;

/// <summary>Says why a path of the command line cannot be read.</summary>
internal static class FileReadError
{
    public static string Describe(string path, Exception e) => e switch
    {
        _ when Directory.Exists(path) => "this is a folder: name a file in it",
        FileNotFoundException or DirectoryNotFoundException =>
            $"there is no such file (looked "
            + $"for {Path.GetFullPath(path)}){(LooksLikeUrl(path) ? "; if an address is meant, write https:// before it" : "")}",
        InvalidDataException => "its name ends in .gz, but it is not packed with gzip, or damaged",
        _ => $"the file cannot be read: {e.Message}",
    };

    /// <summary>As <c>www.example.org/rss</c>: a folder is seldom named so.</summary>
    private static bool LooksLikeUrl(string path) =>
        path.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && path.AsSpan(1, slash - 1).Contains('.');
}
