using AlertBot.Cli.Settings;

namespace AlertBot.Tests.Cli.Settings;

/// <summary>Reads settings given as text, through a real file that is gone afterwards; messages name it <c>FILE</c>.</summary>
internal static class Reading
{
    public static AlertBotSettings Loaded(string yaml, params (string Name, string Value)[] environment) =>
        Of(yaml, environment) is SettingsReading.Loaded loaded ? loaded.Settings : throw new InvalidOperationException(string.Join('\n', Mistakes(yaml, environment)));

    public static IReadOnlyList<string> Notices(string yaml, params (string Name, string Value)[] environment) =>
        Assert.IsType<SettingsReading.Loaded>(Of(yaml, environment)).Notices;

    public static IReadOnlyList<string> Mistakes(string yaml, params (string Name, string Value)[] environment) =>
        Assert.IsType<SettingsReading.Mistaken>(Of(yaml, environment)).Mistakes;

    public static SettingsReading Of(string yaml, params (string Name, string Value)[] environment) =>
        OfBytes(System.Text.Encoding.UTF8.GetBytes(yaml), environment);

    public static SettingsReading OfBytes(byte[] yaml, params (string Name, string Value)[] environment)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, yaml);
            return SettingsFile.Load(path, environment.ToDictionary(v => v.Name, v => v.Value)) switch
            {
                SettingsReading.Mistaken mistaken => new SettingsReading.Mistaken([.. mistaken.Mistakes.Select(line => line.Replace(path, "FILE", StringComparison.Ordinal))]),
                var loaded => loaded,
            };
        }
        finally
        {
            File.Delete(path);
        }
    }
}
