using System.Globalization;
using System.Text;
using AlertBot.Text;

namespace AlertBot.Summaries.LanguageModel.Verification;

/// <summary>
/// Parses the answer of a language model into plain sentences, without reasoning, introductions, list markers, Markdown and control
/// characters.
/// </summary>
/// <remarks>The answer is not trusted, like the article that the model was given. Every step is linear in its length.</remarks>
internal static class ModelAnswerParser
{
    /// <summary>The part of an answer that is read, in UTF-16 code units: far longer than the requested sentences.</summary>
    private const int MaxLength = 8_000;

    private static readonly string[] ReasoningTags = ["think", "thinking", "reasoning", "thought"];

    private static readonly string[] SummaryLabels = ["summary", "zusammenfassung", "résumé", "resumen", "tl;dr", "要約", "摘要", "总结"];

    /// <param name="isCutOff">The answer ends at the token limit of the model.</param>
    public static IReadOnlyList<string> ParseSentences(string answer, bool isCutOff)
    {
        var text = WithoutReasoning(answer);
        var lines = text[..Math.Min(text.Length, MaxLength)].Split(['\n', '\r', '\u2028', '\u2029', '\u0085'])
            .Select(ToPlainLine)
            .Where(line => line.Length > 0 && line[^1] is not (':' or '：'));
        var sentences = lines.SelectMany(line => SentenceSplitter.Split(line).Select(span => span.GetText(line))).ToList();

        // Sentences without a final mark are headings, unless the model writes none at all.
        var complete = sentences.Where(IsCompleteSentence).ToList();
        return complete.Count > 0 || isCutOff || text.Length > MaxLength ? complete : sentences;
    }

    private static string WithoutReasoning(string answer)
    {
        foreach (var name in ReasoningTags)
        {
            // The prompt template of some models opens the block, so that the answer contains only its end.
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

    /// <summary>Folds white space, and removes emphasis, code marks, control characters, bidirectional and invisible characters.</summary>
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

    /// <summary>The two joiners (U+200C, U+200D) are part of the spelling of Persian and Indic languages.</summary>
    private static bool IsVisible(Rune rune) =>
        rune.Value is 0x200C or 0x200D
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
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
