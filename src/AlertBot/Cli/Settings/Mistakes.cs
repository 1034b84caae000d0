namespace AlertBot.Cli.Settings;

/// <summary>Gathers every mistake of the settings, so that a person mends them all in one go.</summary>
internal sealed class Mistakes
{
    private const int LongestQuotation = 60;

    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <param name="sentence">What is wrong and the mend; holds no secret.</param>
    public void Add(Place place, string sentence) => _lines.Add($"{place}: {sentence}");

    /// <summary>A value as it can be shown: in quotation marks, on one line, cut.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length > LongestQuotation ? string.Concat(text.AsSpan(0, LongestQuotation), "…") : text;
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c))}'";
    }
}
