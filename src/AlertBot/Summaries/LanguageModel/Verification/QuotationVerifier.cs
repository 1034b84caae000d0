using AlertBot.Quotes;

namespace AlertBot.Summaries.LanguageModel.Verification;

/// <summary>
/// Verifies the quotations of a generated sentence: each must be in the article verbatim, within quotation marks, by the same speaker.
/// </summary>
internal static class QuotationVerifier
{
    /// <summary>The maximum number of words of a term in quotation marks.</summary>
    private const int MaxTermWords = 3;

    private const string DoubleMarks = "\"“”„‟«»‹›＂「」『』｢｣〝〞〟《》〈〉❝❞";

    public static bool IsDoubleMark(char c) => DoubleMarks.Contains(c);

    /// <param name="sentence">As written, not normalized.</param>
    /// <param name="before">The accepted sentences before it, which may name the person that a pronoun refers to.</param>
    /// <returns>
    /// False when a quotation of two words or more is not in the article, its speaker is another one, or a mark has no counterpart.
    /// </returns>
    public static bool AreFaithful(string sentence, string before, SourceText source)
    {
        var normalized = SourceText.Normalize(sentence);
        var marks = Enumerable.Range(0, normalized.Length).Where(at => normalized[at] == '"').ToList();
        if (marks.Count % 2 != 0)
        {
            return false;
        }

        var quotations =
            Enumerable.Range(0, marks.Count / 2).Select(pair => (Start: marks[2 * pair] + 1, End: marks[(2 * pair) + 1])).ToList();
        quotations.AddRange(FindSingleQuoted(normalized, out var isOpen));
        if (isOpen || quotations.Count == 0)
        {
            return !isOpen;
        }

        var attributed = QuoteExtractor.Extract($"{before} {sentence}", source.Language)
            .Where(quote => quote.Start > before.Length)
            .ToList();
        return quotations.TrueForAll(quotation => IsFaithful(normalized, quotation.Start, quotation.End, attributed, source));
    }

    /// <summary>
    /// Finds text in single quotation marks: the opening mark is before a word and not within one, the closing mark after a word or its
    /// punctuation.
    /// </summary>
    private static List<(int Start, int End)> FindSingleQuoted(string text, out bool isOpen)
    {
        var found = new List<(int Start, int End)>();
        var open = -1;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\'')
            {
                continue;
            }

            var isAfterText = at > 0 && !char.IsWhiteSpace(text[at - 1]);
            var isBeforeWord = at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]);
            if (open < 0 && isBeforeWord && !(isAfterText && char.IsLetterOrDigit(text[at - 1])))
            {
                open = at;
            }
            else if (open >= 0 && isAfterText && !isBeforeWord)
            {
                found.Add((open + 1, at));
                open = -1;
            }
        }

        isOpen = open >= 0;
        return found;
    }

    private static bool IsFaithful(string text, int start, int end, IReadOnlyList<Quote> attributed, SourceText source)
    {
        var words = WithoutPunctuation(text[start..end]);
        if (!IsQuotation(words))
        {
            return words.Length == 0 || source.Contains(words);
        }

        if (!source.QuotesVerbatim(words) || Negations.IsNear(text, start - 1, end + 1))
        {
            return false;
        }

        var quote = attributed.FirstOrDefault(quote => WithoutPunctuation(SourceText.Normalize(quote.Text)) == words);
        return HasSameSpeaker(text, start, end, quote?.Name ?? quote?.Speaker, source.FindQuotesWith(words).ToList(), source);
    }

    private static string WithoutPunctuation(string words) => words.Trim(' ', ',', '.', '!', '?', ';', ':', '-', '。', '、', '，', '！', '？');

    /// <summary>At least two words; in scripts without spaces, four characters.</summary>
    private static bool IsQuotation(string words) => words.Contains(' ') || words.Count(c => c >= '\u3040') >= 4;

    /// <summary>
    /// Whether the sentence attributes the quotation to the same speaker as the article. A sentence without a speaker must not name other
    /// people either.
    /// </summary>
    /// <param name="speaker">The speaker in the sentence; null where it names none.</param>
    /// <param name="quotes">The quotes of the article that contain the words.</param>
    private static bool HasSameSpeaker(string text, int start, int end, string? speaker, IReadOnlyList<Quote> quotes, SourceText source)
    {
        var withSpeaker = quotes.Where(quote => (quote.Name ?? quote.Speaker) is not null).ToList();
        if (withSpeaker.Count == 0)
        {
            // A short term in quotation marks needs no speaker. A statement does, but the article names none.
            return speaker is null || SplitWords(text[start..end]).Length <= MaxTermWords;
        }

        return speaker is not null
            ? withSpeaker.Exists(quote => IsSameSpeaker(speaker, quote, source))
            : withSpeaker.Exists(quote => NamesNobodyElse(text, start, end, quote, source));
    }

    private static bool IsSameSpeaker(string speaker, Quote quote, SourceText source)
    {
        var mention = SplitWords(speaker);
        var name = SplitWords(quote.Name ?? quote.Speaker!);
        var role = SplitWords(quote.Role ?? "");
        if (mention.Length == 0 || name.Length == 0)
        {
            return false;
        }

        if (mention.Contains(name[^1], StringComparer.OrdinalIgnoreCase))
        {
            return mention.All(word => !char.IsUpper(word[0]) || name.Concat(role).Contains(word, StringComparer.OrdinalIgnoreCase));
        }

        // “The minister”, when the article mentions only one.
        return !mention.Skip(1).Any(word => char.IsUpper(word[0]))
            && role.Contains(mention[^1], StringComparer.OrdinalIgnoreCase)
            && source.ContainsOnce(mention[^1]);
    }

    private static bool NamesNobodyElse(string text, int start, int end, Quote quote, SourceText source)
    {
        var speaker = SplitWords($"{quote.Name} {quote.Speaker} {quote.Role}");
        var rest = SplitWords($"{text[..(start - 1)]} {text[(end + 1)..]}");

        // The first word of the sentence is capitalized; it is a name only if the article has it as one.
        return !rest
            .Where((word, n) => char.IsUpper(word[0])
                && (n > 0 || start == 1 || source.ContainsName(word))
                && !speaker.Contains(word, StringComparer.OrdinalIgnoreCase))
            .Any();
    }

    private static string[] SplitWords(string text) =>
        SourceText.Normalize(text).Split([' ', ',', '.', ';', ':', '-', '(', ')', '"', '\''], StringSplitOptions.RemoveEmptyEntries);
}
