using System.Collections.Frozen;

namespace AlertBot.Summaries.LanguageModel.Verification;

/// <summary>
/// Detects negations that would reverse the meaning of a quotation: near it in the summary, or before the quoted part in the article.
/// </summary>
internal static class Negations
{
    /// <summary>The number of words before and after a quotation that are searched for a negation.</summary>
    private const int NearbyWords = 8;

    private static readonly FrozenSet<string> NegationWords = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "not", "never", "no", "nor", "neither", "cannot", "without", "deny", "denied", "denies", "denying", "refused", "refuses",
        "refusing", "accused", "accuses", "accusing", "nobody", "unless",
        "nicht", "nie", "niemals", "kein", "keine", "keinen", "keinem", "keiner", "weder", "ohne", "bestritt", "bestreitet",
        "dementierte", "dementiert", "niemand",
        "pas", "jamais", "ni", "sans", "aucun", "aucune", "nié", "nie", "démenti", "dément", "accusé", "nunca", "jamás", "sin", "negó",
        "niega", "desmintió", "tampoco", "acusado", "acusó", "nadie");

    private static readonly FrozenSet<string> Conjunctions = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "and", "but", "because", "that", "while", "so", "und", "aber", "weil", "dass", "denn", "et", "mais", "que", "car", "parce", "y",
        "pero", "porque");

    /// <summary>Whether a negation is within a few words of a quotation, outside its marks.</summary>
    /// <param name="start">The index of the opening mark.</param>
    /// <param name="end">The index after the closing mark.</param>
    public static bool IsNear(string text, int start, int end) =>
        SplitWords(text[..Math.Max(0, start)]).TakeLast(NearbyWords).Any(IsNegation)
        || SplitWords(text[Math.Min(end, text.Length)..]).Take(NearbyWords).Any(IsNegation);

    /// <summary>
    /// Whether a part may be quoted from here: it begins with the quotation, a sentence, or a clause, and no negation earlier in the
    /// sentence applies to it.
    /// </summary>
    public static bool IsUnnegatedStart(string quotation, int start)
    {
        var before = quotation.AsSpan(0, start).TrimEnd();
        if (before.TrimEnd("\"'([. ").IsEmpty || ".!?;:。！？".Contains(before[^1]))
        {
            return true;
        }

        var words = SplitWords(quotation[(before.LastIndexOfAny(".!?;:") + 1)..start]);
        var isClauseStart = ",-、，".Contains(before[^1]) || (words.Length > 0 && Conjunctions.Contains(words[^1]));
        return isClauseStart && !words.Any(IsNegation);
    }

    private static bool IsNegation(string word) => NegationWords.Contains(word) || word.EndsWith("n't", StringComparison.OrdinalIgnoreCase);

    private static string[] SplitWords(string text) =>
        text.Split([' ', ',', '.', ';', ':', '(', ')', '"'], StringSplitOptions.RemoveEmptyEntries);
}
