using AlertBot.Settings.Sources;

namespace AlertBot.Settings;

/// <summary>Gathers every mistake of the settings, so that a person mends them all in one go.</summary>
internal sealed class SettingErrors
{
    private const int MaxQuotedLength = 60;

    private readonly List<(SettingLocation Place, string Sentence)> _errors = [];

    /// <summary>In the order of the file, those of the environment last.</summary>
    public IReadOnlyList<string> Messages =>
        [.. _errors.OrderBy(mistake => mistake.Place.IsEnvironment).ThenBy(mistake => mistake.Place.LineNumber)
            .Select(mistake => $"{mistake.Place}: {mistake.Sentence}")];

    /// <param name="sentence">What is wrong and the mend; holds no secret.</param>
    public void Add(SettingLocation place, string sentence) => _errors.Add((place, sentence));

    /// <summary>A value as it can be shown: in quotation marks, on one line, cut.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length > MaxQuotedLength ? string.Concat(text.AsSpan(0, MaxQuotedLength), "…") : text;
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c))}'";
    }
}
