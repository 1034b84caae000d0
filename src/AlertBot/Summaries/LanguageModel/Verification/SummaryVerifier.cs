using System.Buffers;

namespace AlertBot.Summaries.LanguageModel.Verification;

/// <summary>
/// What of a language model's answer may be shown: one to three sentences without a quotation, a number or an address that the article
/// does not have. Whether they mean what the article means is not checked, which is why they are marked.
/// </summary>
internal static class SummaryVerifier
{
    private const int MaxSentences = 3;

    /// <summary>UTF-16 units of a sentence; a long one of a news article has 400.</summary>
    private const int MaxSentenceLength = 450;

    private const int MaxSummaryLength = 850;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    // A sentence that begins so leans on the one before it.
    private static readonly string[] AnaphoricWords =
    [
        "he", "she", "it", "they", "his", "her", "their", "its", "this", "these", "those", "however", "but",
        "er", "sie", "es", "dies", "diese", "dieser", "il", "elle", "ils", "elles", "cela", "él", "ella", "ellos", "esto", "pero",
    ];

    // Models that will not, or that speak of themselves: said of the answer as a whole.
    private static readonly string[] RefusalPhrases =
    [
        "i'm sorry", "i am sorry", "sorry", "i apologize", "i apologise", "i cannot", "i can't", "i can not", "i am unable", "i'm unable",
        "i am not able", "i'm not able", "i won't", "i will not",
        "as an ai", "as a language model", "as a large language model", "es tut mir leid", "tut mir leid", "entschuldigung", "ich kann",
        "als ki", "je suis désolé", "désolé", "je ne peux", "lo siento", "no puedo",
        "申し訳", "抱歉", "对不起",
    ];

    // Words about the summary or to whoever asked for it: such a sentence goes, wherever it stands.
    private static readonly string[] MetaCommentPhrases =
    [
        "here is", "here's", "here are", "below is", "note that", "note", "please note", "let me know", "i have", "i've", "i hope",
        "feel free", "sure", "certainly", "of course", "this summary", "the summary",
        "hier ist", "hier sind", "hier die", "hier eine", "ich habe", "ich hoffe", "gerne", "hinweis", "voici", "voilà", "j'ai",
        "j'espère", "n'hésitez", "aquí", "he resumido", "espero", "avísame", "claro", "以下",
    ];

    /// <param name="isCutOff">The model had to stop in the middle.</param>
    /// <returns>Null where nothing is left.</returns>
    public static IReadOnlyList<string>? Verify(string answer, bool isCutOff, SourceText source)
    {
        var sentences = ModelAnswerParser.ParseSentences(answer, isCutOff);
        if (sentences.Count == 0 || IsRefusal(sentences[0]))
        {
            return null;
        }

        var kept = new List<string>();
        var room = MaxSummaryLength;
        var isBeforeGone = false;
        foreach (var sentence in sentences)
        {
            var isFit = IsAcceptable(sentence, string.Join(' ', kept), source) && !(isBeforeGone && IsAnaphoric(sentence))
                && !kept.Contains(sentence, StringComparer.OrdinalIgnoreCase);
            isBeforeGone = !isFit;
            if (isFit && (room -= sentence.Length + 1) >= 0)
            {
                kept.Add(sentence);
            }

            if (kept.Count == MaxSentences || room < 0)
            {
                break;
            }
        }

        return kept.Count == 0 ? null : kept;
    }

    private static bool IsRefusal(string sentence) => StartsWith(sentence, RefusalPhrases);

    private static bool StartsWith(string sentence, string[] beginnings)
    {
        var folded = SourceText.Normalize(sentence).ToLowerInvariant();
        return beginnings.Any(
            words => folded.StartsWith(words, StringComparison.Ordinal)
                && (folded.Length == words.Length || !char.IsLetterOrDigit(folded[words.Length]) || words[0] >= '\u3040'));
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

    /// <summary>Two words or more; in scripts without spaces four characters.</summary>
    private static bool HasWords(string sentence)
    {
        var words = sentence.Split(' ').Count(word => word.Any(char.IsLetter));
        return words > 1 || sentence.Count(c => c >= '\u3040' && char.IsLetter(c)) >= 4;
    }

    /// <summary>Whatever the article says: a summary of news leads nowhere, mentions nobody in the chat and formats nothing.</summary>
    private static bool HasAddressOrMarkup(string sentence) =>
        sentence.Split([' ', '(', ')', '[', ']', '{', '}', '"', '“', '”', '<', '>', ',', ';']).Any(IsAddress) || IsMarkup(sentence);

    private static bool IsAddress(string word)
    {
        return word.Contains("://", StringComparison.Ordinal) || word.Contains("www.", StringComparison.OrdinalIgnoreCase)
            || word.Contains('@', StringComparison.Ordinal)
            || IsDomain(word);
    }

    /// <summary>
    /// “evil.example”, “evil.example/x”: letters on both sides of a point, the last of them a name's end. “U.S.” and “9.30am” are none.
    /// </summary>
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
            || sentence.Contains("](", StringComparison.Ordinal) || sentence.Contains("||", StringComparison.Ordinal)
            || sentence.Contains("~~", StringComparison.Ordinal) || sentence.Contains('_', StringComparison.Ordinal);
    }

    private static bool IsAnaphoric(string sentence)
    {
        var end = sentence.IndexOf(' ', StringComparison.Ordinal);
        return end > 0 && AnaphoricWords.Contains(sentence[..end].TrimEnd(','), StringComparer.OrdinalIgnoreCase);
    }
}
