namespace AlertBot.Cli.Settings;

/// <summary>Gathers every mistake of the settings, so that a person mends them all in one go.</summary>
internal sealed class Mistakes
{
    private const int LongestQuotation = 60;

    private readonly List<(Place Place, string Sentence)> _all = [];

    /// <summary>In the order of the file, those of the environment last.</summary>
    public IReadOnlyList<string> Lines =>
        [.. _all.OrderBy(mistake => mistake.Place.IsEnvironment).ThenBy(mistake => mistake.Place.Number).Select(mistake => $"{mistake.Place}: {mistake.Sentence}")];

    /// <param name="sentence">What is wrong and the mend; holds no secret.</param>
    public void Add(Place place, string sentence) => _all.Add((place, sentence));

    /// <summary>A value as it can be shown: in quotation marks, on one line, cut.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length > LongestQuotation ? string.Concat(text.AsSpan(0, LongestQuotation), "…") : text;
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c))}'";
    }
}
