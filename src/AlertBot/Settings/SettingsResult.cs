namespace AlertBot.Settings;

/// <summary>The result of loading the settings.</summary>
internal abstract record SettingsResult
{
    private SettingsResult()
    {
    }

    /// <param name="Notices">One line each, for example for a setting that has no effect yet.</param>
    internal sealed record Loaded(AlertBotSettings Settings, IReadOnlyList<string> Notices) : SettingsResult;

    /// <param name="Errors">All errors, one line each: location, problem and fix, without secrets.</param>
    internal sealed record Invalid(IReadOnlyList<string> Errors) : SettingsResult;
}
