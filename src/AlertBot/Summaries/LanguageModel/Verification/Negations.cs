namespace AlertBot.Summaries.LanguageModel.Verification;

/// <summary>
/// Words that turn what is said into its contrary: beside a quotation in a summary, or before a piece that it takes out of one.
/// </summary>
internal static class Negations
{
    private static readonly HashSet<string> NegationWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "not", "never", "no", "nor", "neither", "cannot", "without", "deny", "denied", "denies", "denying", "refused", "refuses",
        "refusing", "accused", "accuses", "accusing", "nobody", "unless",
        "nicht", "nie", "niemals", "kein", "keine", "keinen", "keinem", "keiner", "weder", "ohne", "bestritt", "bestreitet",
        "dementierte", "dementiert", "niemand",
        "pas", "jamais", "ni", "sans", "aucun", "aucune", "nié", "nie", "démenti", "dément", "accusé", "nunca", "jamás", "sin", "negó",
        "niega", "desmintió", "tampoco", "acusado", "acusó", "nadie",
    };

    private static readonly HashSet<string> Conjunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "but", "because", "that", "while", "so", "und", "aber", "weil", "dass", "denn", "et", "mais", "que", "car", "parce", "y",
        "pero", "porque",
    };

    /// <summary>Within a few words of a quotation, outside its marks.</summary>
    /// <param name="open">Its first mark.</param>
    /// <param name="behind">Behind its last mark.</param>
    public static bool IsNear(string text, int open, int behind)
    {
        const int Near = 8;
        return Words(text[..Math.Max(0, open)]).TakeLast(Near).Any(IsNegation)
            || Words(text[Math.Min(behind, text.Length)..]).Take(Near).Any(IsNegation);
    }

    /// <summary>A piece begins with its quotation, or with a clause that no negation before it governs.</summary>
    public static bool IsUnnegatedStart(string quotation, int at)
    {
        var before = quotation.AsSpan(0, at).TrimEnd();
        if (before.TrimEnd("\"'([. ").IsEmpty)
        {
            return true;
        }

        if (".!?;:。！？".Contains(before[^1]))
        {
            return true;
        }

        var words = Words(quotation[(before.LastIndexOfAny(".!?;:") + 1)..at]);
        return (",-、，".Contains(before[^1]) || (words.Length > 0 && Conjunctions.Contains(words[^1]))) && !words.Any(IsNegation);
    }

    private static bool IsNegation(string word) => NegationWords.Contains(word) || word.EndsWith("n't", StringComparison.OrdinalIgnoreCase);

    private static string[] Words(string text) =>
        text.Split([' ', ',', '.', ';', ':', '(', ')', '"'], StringSplitOptions.RemoveEmptyEntries);
}
