using System.Buffers;

namespace AlertBot.Summaries.LanguageModel.Verification;

/// <summary>
/// Verifies the answer of a language model and keeps one to three sentences. Each quotation and number must be in the article; addresses
/// and markup are not allowed. Whether a sentence has the meaning of the article is not verified, so the summary is shown as generated.
/// </summary>
internal static class SummaryVerifier
{
    private const int MaxSentences = 3;

    /// <summary>In UTF-16 code units. A long sentence of a news article has 400.</summary>
    private const int MaxSentenceLength = 450;

    /// <summary>In UTF-16 code units, of all sentences with a space after each.</summary>
    private const int MaxSummaryLength = 850;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    // A sentence that begins with one of these depends on the previous one.
    private static readonly string[] AnaphoricWords =
    [
        "he", "she", "it", "they", "his", "her", "their", "its", "this", "these", "those", "however", "but",
        "er", "sie", "es", "dies", "diese", "dieser", "il", "elle", "ils", "elles", "cela", "él", "ella", "ellos", "esto", "pero",
    ];

    // The model refuses, or talks about itself: the whole answer is rejected.
    private static readonly string[] RefusalPhrases =
    [
        "i'm sorry", "i am sorry", "sorry", "i apologize", "i apologise", "i cannot", "i can't", "i can not", "i am unable", "i'm unable",
        "i am not able", "i'm not able", "i won't", "i will not",
        "as an ai", "as a language model", "as a large language model", "es tut mir leid", "tut mir leid", "entschuldigung", "ich kann",
        "als ki", "je suis désolé", "désolé", "je ne peux", "lo siento", "no puedo",
        "申し訳", "抱歉", "对不起",
    ];

    // About the summary, or to the user: the sentence is rejected.
    private static readonly string[] MetaCommentPhrases =
    [
        "here is", "here's", "here are", "below is", "note that", "note", "please note", "let me know", "i have", "i've", "i hope",
        "feel free", "sure", "certainly", "of course", "this summary", "the summary",
        "hier ist", "hier sind", "hier die", "hier eine", "ich habe", "ich hoffe", "gerne", "hinweis", "voici", "voilà", "j'ai",
        "j'espère", "n'hésitez", "aquí", "he resumido", "espero", "avísame", "claro", "以下",
    ];

    /// <param name="isCutOff">The answer ends at the token limit of the model.</param>
    /// <returns>The accepted sentences; null when there are none.</returns>
    public static IReadOnlyList<string>? Verify(string answer, bool isCutOff, SourceText source)
    {
        var sentences = ModelAnswerParser.ParseSentences(answer, isCutOff);
        if (sentences.Count == 0 || IsRefusal(sentences[0]))
        {
            return null;
        }

        var kept = new List<string>();
        var remainingLength = MaxSummaryLength;
        var isPreviousRejected = false;
        foreach (var sentence in sentences)
        {
            var isAccepted = IsAcceptable(sentence, string.Join(' ', kept), source)
                && !(isPreviousRejected && IsAnaphoric(sentence))
                && !kept.Contains(sentence, StringComparer.OrdinalIgnoreCase);
            isPreviousRejected = !isAccepted;
            if (isAccepted && (remainingLength -= sentence.Length + 1) >= 0)
            {
                kept.Add(sentence);
            }

            if (kept.Count == MaxSentences || remainingLength < 0)
            {
                break;
            }
        }

        return kept.Count == 0 ? null : kept;
    }

    private static bool IsRefusal(string sentence) => StartsWith(sentence, RefusalPhrases);

    private static bool StartsWith(string sentence, string[] phrases)
    {
        var normalized = SourceText.Normalize(sentence).ToLowerInvariant();
        return phrases.Any(phrase => normalized.StartsWith(phrase, StringComparison.Ordinal)
            && (normalized.Length == phrase.Length || !char.IsLetterOrDigit(normalized[phrase.Length]) || phrase[0] >= '\u3040'));
    }

    private static bool IsAcceptable(string sentence, string before, SourceText source) =>
        sentence.Length <= MaxSentenceLength
        && HasWords(sentence)
        && !IsRefusal(sentence)
        && !StartsWith(sentence, MetaCommentPhrases)
        && !HasAddressOrMarkup(SourceText.NormalizeCompatibility(sentence))
        && !SourceText.Normalize(sentence).TrimEnd('.').Equals(source.Title.TrimEnd('.'), StringComparison.OrdinalIgnoreCase)
        && NumberExtractor.Extract(sentence).All(source.HasNumber)
        && QuotationVerifier.AreFaithful(sentence, before, source);

    /// <summary>At least two words; in scripts without spaces, four characters.</summary>
    private static bool HasWords(string sentence)
    {
        var words = sentence.Split(' ').Count(word => word.Any(char.IsLetter));
        return words > 1 || sentence.Count(c => c >= '\u3040' && char.IsLetter(c)) >= 4;
    }

    /// <summary>A summary must not link anywhere, mention chat users or format text, even if the article does.</summary>
    private static bool HasAddressOrMarkup(string sentence) =>
        sentence.Split([' ', '(', ')', '[', ']', '{', '}', '"', '“', '”', '<', '>', ',', ';']).Any(IsAddress) || IsMarkup(sentence);

    private static bool IsAddress(string word) =>
        word.Contains("://", StringComparison.Ordinal)
        || word.Contains("www.", StringComparison.OrdinalIgnoreCase)
        || word.Contains('@', StringComparison.Ordinal)
        || IsDomain(word);

    /// <summary>“evil.example/x”: a period between letters, and at least two letters after it. Not “U.S.”, “9.30am”.</summary>
    private static bool IsDomain(string word)
    {
        var host = word.AsSpan().Trim("\"'“”‘’«»()[],;:!?.");
        var end = host.IndexOfAny('/', ':', '?');
        host = end < 0 ? host : host[..end];
        var dot = host.LastIndexOf('.');
        return dot > 0 && host.Length - dot > 2 && !host[(dot + 1)..].ContainsAnyExcept(Letters) && char.IsLetterOrDigit(host[dot - 1]);
    }

    private static bool IsMarkup(string sentence)
    {
        var open = sentence.IndexOf('<', StringComparison.Ordinal);
        return (open >= 0 && open + 1 < sentence.Length && !char.IsWhiteSpace(sentence[open + 1]) && !char.IsDigit(sentence[open + 1]))
            || sentence.Contains("](", StringComparison.Ordinal)
            || sentence.Contains("||", StringComparison.Ordinal)
            || sentence.Contains("~~", StringComparison.Ordinal)
            || sentence.Contains('_', StringComparison.Ordinal);
    }

    private static bool IsAnaphoric(string sentence)
    {
        var end = sentence.IndexOf(' ', StringComparison.Ordinal);
        return end > 0 && AnaphoricWords.Contains(sentence[..end].TrimEnd(','), StringComparer.OrdinalIgnoreCase);
    }
}
