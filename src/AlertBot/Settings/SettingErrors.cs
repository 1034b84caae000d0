using AlertBot.Settings.Sources;

namespace AlertBot.Settings;

/// <summary>Collects all errors of the settings, so that a person can fix them in one go.</summary>
internal sealed class SettingErrors
{
    /// <summary>Limit of a value quoted in a message, in UTF-16 code units: keeps a message on about one line.</summary>
    private const int MaxQuotedLength = 60;

    private readonly List<(SettingLocation Location, string Message)> _errors = [];

    /// <summary>In the order of the file; those of environment variables last.</summary>
    public IReadOnlyList<string> Messages =>
        [.. _errors.OrderBy(error => error.Location.IsEnvironment).ThenBy(error => error.Location.LineNumber)
            .Select(error => $"{error.Location}: {error.Message}")];

    /// <param name="message">What is wrong and how to fix it, without secrets.</param>
    public void Add(SettingLocation location, string message) => _errors.Add((location, message));

    /// <summary>Prepares a value for a message: in quotation marks, on one line, cut to 60 characters.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length > MaxQuotedLength ? string.Concat(text.AsSpan(0, MaxQuotedLength), "…") : text;
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c))}'";
    }
}
