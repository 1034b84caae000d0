namespace AlertBot.Testing;

/// <summary>Finds the root of the checkout, for tests that read its files.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AlertBot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("AlertBot.sln was not found above " + AppContext.BaseDirectory);
    }
}
