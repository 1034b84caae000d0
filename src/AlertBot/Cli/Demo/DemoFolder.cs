namespace AlertBot.Cli.Demo;

/// <summary>The folder that the demo's database lies in: fresh, and gone with it.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alertbot-demo-");

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
