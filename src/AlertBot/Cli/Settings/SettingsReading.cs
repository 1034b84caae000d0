namespace AlertBot.Cli.Settings;

/// <summary>What came of reading the settings.</summary>
internal abstract record SettingsReading
{
    private SettingsReading()
    {
    }

    /// <param name="Notices">What a person should know all the same, a line each: settings that have no effect yet.</param>
    internal sealed record Loaded(AlertBotSettings Settings, IReadOnlyList<string> Notices) : SettingsReading;

    /// <param name="Mistakes">All of them, a line each, with place and mend; no secret among them.</param>
    internal sealed record Mistaken(IReadOnlyList<string> Mistakes) : SettingsReading;
}
