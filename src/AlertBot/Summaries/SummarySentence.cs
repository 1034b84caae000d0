using System.Text.Json.Serialization;

namespace AlertBot.Summaries;

/// <summary>One sentence of a summary: exactly the article text from <paramref name="Start"/> to <paramref name="End"/>.</summary>
/// <param name="Start">Offset in UTF-16 code units; <paramref name="End"/> is exclusive.</param>
internal sealed record SummarySentence(string Text, int Start, int End)
{
    /// <summary>The index of its text among those that are summarized together.</summary>
    [JsonIgnore]
    public int TextIndex { get; init; }
}
