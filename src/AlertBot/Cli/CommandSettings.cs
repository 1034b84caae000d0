using System.Collections;
using AlertBot.Settings;

namespace AlertBot.Cli;

/// <summary>Loads the settings for a verb. Errors and notices go to standard error.</summary>
internal static class CommandSettings
{
    /// <returns>Null when the settings have errors; they have been printed.</returns>
    public static AlertBotSettings? Load(string? path)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => pair.Value as string ?? "");
        switch (SettingsLoader.Load(path, environment))
        {
            case SettingsResult.Loaded loaded:
                PrintLines(loaded.Notices);
                return loaded.Settings;
            case SettingsResult.Invalid invalid:
                PrintLines(invalid.Errors);
                return null;
            case var other:
                throw new InvalidOperationException($"Unknown result of loading settings: {other}.");
        }
    }

    private static void PrintLines(IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            Console.Error.WriteLine(line);
        }
    }
}
