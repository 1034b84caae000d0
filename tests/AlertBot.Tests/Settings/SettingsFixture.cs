using AlertBot.Settings;

namespace AlertBot.Tests.Settings;

/// <summary>Loads settings given as text, through a temporary file. Messages name the file <c>FILE</c>.</summary>
internal static class SettingsFixture
{
    public static AlertBotSettings Load(string yaml, params (string Name, string Value)[] environment) =>
        Read(yaml, environment) is SettingsResult.Loaded loaded ? loaded.Settings
            : throw new InvalidOperationException(string.Join('\n', Errors(yaml, environment)));

    public static IReadOnlyList<string> Notices(string yaml, params (string Name, string Value)[] environment) =>
        Assert.IsType<SettingsResult.Loaded>(Read(yaml, environment)).Notices;

    public static IReadOnlyList<string> Errors(string yaml, params (string Name, string Value)[] environment) =>
        Assert.IsType<SettingsResult.Invalid>(Read(yaml, environment)).Errors;

    public static SettingsResult Read(string yaml, params (string Name, string Value)[] environment) =>
        ReadBytes(System.Text.Encoding.UTF8.GetBytes(yaml), environment);

    public static SettingsResult ReadBytes(byte[] yaml, params (string Name, string Value)[] environment)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, yaml);
            return SettingsLoader.Load(path, environment.ToDictionary(v => v.Name, v => v.Value)) switch
            {
                SettingsResult.Invalid invalid =>
                    new SettingsResult.Invalid([.. invalid.Errors.Select(line => line.Replace(path, "FILE", StringComparison.Ordinal))]),
                var loaded => loaded,
            };
        }
        finally
        {
            File.Delete(path);
        }
    }
}
