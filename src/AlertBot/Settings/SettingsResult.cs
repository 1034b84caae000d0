namespace AlertBot.Settings;

/// <summary>What came of reading the settings.</summary>
internal abstract record SettingsResult
{
    private SettingsResult()
    {
    }

    /// <param name="Notices">What a person should know all the same, a line each: settings that have no effect yet.</param>
    internal sealed record Loaded(AlertBotSettings Settings, IReadOnlyList<string> Notices) : SettingsResult;

    /// <param name="Errors">All of them, a line each, with place and mend; no secret among them.</param>
    internal sealed record Invalid(IReadOnlyList<string> Errors) : SettingsResult;
}
