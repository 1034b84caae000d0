namespace AlertBot.Cli.Demo;

/// <summary>A temporary folder for the demo's database, deleted on disposal.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alertbot-demo-");

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
