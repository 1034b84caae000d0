using System.Collections;
using AlertBot.Settings;

namespace AlertBot.Cli;

/// <summary>Reads the settings for a verb and says on standard error what is wrong with them, or has no effect yet.</summary>
internal static class CommandSettings
{
    /// <returns>Null when there are mistakes, which have been said.</returns>
    public static AlertBotSettings? Load(string? path)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => pair.Value as string ?? "");
        switch (SettingsLoader.Load(path, environment))
        {
            case SettingsResult.Loaded loaded:
                WriteLines(loaded.Notices);
                return loaded.Settings;
            case SettingsResult.Invalid mistaken:
                WriteLines(mistaken.Errors);
                return null;
            case var other:
                throw new InvalidOperationException($"{other} is no reading");
        }
    }

    private static void WriteLines(IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            Console.Error.WriteLine(line);
        }
    }
}
