using AlertBot.Settings.Sources;

namespace AlertBot.Settings;

/// <summary>
/// The built-in settings of a start without a settings file: <c>config/alertbot.example.yaml</c>, embedded in the executable.
/// </summary>
internal static class ExampleSettings
{
    private const string ResourceName = "AlertBot.Settings.alertbot.example.yaml";

    private const string ExamplePath = "config/alertbot.example.yaml";

    public static string Text
    {
        get
        {
            using var reader = new StreamReader(typeof(ExampleSettings).Assembly.GetManifestResourceStream(ResourceName)!);
            return reader.ReadToEnd();
        }
    }

    public static SettingLocation LocationOf(long line) => SettingLocation.AtLine("built-in example settings", line);

    /// <param name="path">The settings file that does not exist.</param>
    public static string NoticeFor(string path) =>
        $"{path} does not exist (looked for {Path.GetFullPath(path)}): using the built-in example settings. To change them, copy "
            + $"{ExamplePath} there.";
}
