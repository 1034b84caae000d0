using System.Globalization;
using System.Text;
using AlertBot.Text;

namespace AlertBot.Summaries.LanguageModel.Verification;

/// <summary>
/// Makes plain sentences of what a language model answers: without its reasoning, introductions, lists, markdown and control characters.
/// </summary>
/// <remarks>The answer is as little to be trusted as the article that it was given. Every step is one scan.</remarks>
internal static class ModelAnswerParser
{
    /// <summary>What comes later in an answer than this is none of the sentences that were asked for.</summary>
    private const int MaxLength = 8_000;

    private static readonly string[] ReasoningTags = ["think", "thinking", "reasoning", "thought"];

    private static readonly string[] SummaryLabels = ["summary", "zusammenfassung", "résumé", "resumen", "tl;dr", "要約", "摘要", "总结"];

    /// <param name="isCutOff">The model had to stop in the middle.</param>
    public static IReadOnlyList<string> ParseSentences(string answer, bool isCutOff)
    {
        var text = WithoutReasoning(answer);
        var lines = text[..Math.Min(text.Length, MaxLength)].Split(['\n', '\r', '\u2028', '\u2029', '\u0085'])
            .Select(ToPlainLine)
            .Where(line => line.Length > 0 && line[^1] is not (':' or '：'));
        var sentences = lines.SelectMany(line => SentenceSplitter.Split(line).Select(span => span.GetText(line))).ToList();

        // A heading has no full stop; neither have the sentences of a model that leaves them all out.
        var ended = sentences.Where(IsCompleteSentence).ToList();
        return ended.Count > 0 || isCutOff || text.Length > MaxLength ? ended : sentences;
    }

    private static string WithoutReasoning(string answer)
    {
        foreach (var name in ReasoningTags)
        {
            // The template of some models opens the block, so that the answer holds its end alone.
            var end = answer.LastIndexOf($"</{name}>", StringComparison.OrdinalIgnoreCase);
            answer = end < 0 ? answer : answer[(end + name.Length + 3)..];
            var start = answer.IndexOf($"<{name}>", StringComparison.OrdinalIgnoreCase);
            answer = start < 0 ? answer : answer[..start];
        }

        return answer;
    }

    private static string ToPlainLine(string line)
    {
        var plain = WithoutListMarker(WithoutFormatting(line));
        foreach (var label in SummaryLabels)
        {
            if (plain.StartsWith(label, StringComparison.OrdinalIgnoreCase) && plain.Length > label.Length
                && plain[label.Length] is ':' or '：')
            {
                return plain[(label.Length + 1)..].TrimStart();
            }
        }

        return plain.StartsWith("---", StringComparison.Ordinal) ? "" : plain;
    }

    /// <summary>
    /// White space folded; emphasis, code marks, control characters and those that turn the direction or cannot be seen left out.
    /// </summary>
    private static string WithoutFormatting(string line)
    {
        var folded = new StringBuilder(line.Length);
        foreach (var rune in line.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                folded.Append(folded.Length > 0 && folded[^1] != ' ' ? " " : "");
            }
            else if (rune.Value is not ('*' or '`') && IsVisible(rune))
            {
                folded.Append(rune);
            }
        }

        return folded.Replace("__", "").ToString().Trim();
    }

    /// <summary>Two joiners belong to the spelling of Persian and Indian languages.</summary>
    private static bool IsVisible(Rune rune) =>
        rune.Value is 0x200C or 0x200D
        || Rune.GetUnicodeCategory(
            rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);

    private static string WithoutListMarker(string line)
    {
        var bare = line.TrimStart('#', '>', '-', '•', '·', '–', '—', '+', ' ');
        var digits = bare.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 3 && bare[digits] is '.' or ')' && digits + 1 < bare.Length && bare[digits + 1] == ' '
            ? bare[(digits + 2)..] : bare;
    }

    private static bool IsCompleteSentence(string sentence)
    {
        var end = sentence.AsSpan().TrimEnd("\"'”’»“‘›)]」』）】");
        return !end.IsEmpty && ".!?…。！？｡؟۔।".Contains(end[^1]);
    }
}
