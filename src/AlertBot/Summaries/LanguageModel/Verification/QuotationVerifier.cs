using AlertBot.Quotes;

namespace AlertBot.Summaries.LanguageModel.Verification;

/// <summary>
/// Holds the quotations of a sentence against the article: only the article's own, as they stand there, of the one who said them.
/// </summary>
internal static class QuotationVerifier
{
    private const string DoubleMarks = "\"“”„‟«»‹›＂「」『』｢｣〝〞〟《》〈〉❝❞";

    public static bool IsDoubleMark(char c) => DoubleMarks.Contains(c);

    /// <param name="sentence">Not folded.</param>
    /// <returns>False where a quotation of two words or more is not the article's, where its speaker is another, or where marks are left
    /// open.</returns>
    /// <param name="before">The sentences kept before it, for whom a pronoun means.</param>
    public static bool AreFaithful(string sentence, string before, SourceText source)
    {
        var folded = SourceText.Normalize(sentence);
        var marks = Enumerable.Range(0, folded.Length).Where(at => folded[at] == '"').ToList();
        if (marks.Count % 2 != 0)
        {
            return false;
        }

        var quotations =
            Enumerable.Range(0, marks.Count / 2).Select(pair => (Start: marks[2 * pair] + 1, End: marks[(2 * pair) + 1])).ToList();
        quotations.AddRange(FindSingleQuoted(folded, out var isOpen));
        if (isOpen || quotations.Count == 0)
        {
            return !isOpen;
        }

        var whole = $"{before} {sentence}";
        var spoken = QuoteExtractor.Extract(whole, source.Language).Where(quote => quote.Start > before.Length).ToList();
        return quotations.TrueForAll(quotation => IsFaithful(folded, quotation.Start, quotation.End, spoken, source));
    }

    /// <summary>Between single marks: one before a word and not behind one, and the next behind a word or its stop.</summary>
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

            var (behind, before) = (at > 0 && !char.IsWhiteSpace(text[at - 1]), at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]));
            if (open < 0 && before && !(behind && char.IsLetterOrDigit(text[at - 1])))
            {
                open = at;
            }
            else if (open >= 0 && behind && !before)
            {
                found.Add((open + 1, at));
                open = -1;
            }
        }

        isOpen = open >= 0;
        return found;
    }

    private static bool IsFaithful(string text, int start, int end, IReadOnlyList<Quote> spoken, SourceText source)
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

        var quote = spoken.FirstOrDefault(quote => WithoutPunctuation(SourceText.Normalize(quote.Text)) == words);
        return HasSameSpeaker(text, start, end, quote?.Name ?? quote?.Speaker, source.FindQuotesWith(words).ToList(), source);
    }

    private static string WithoutPunctuation(string words) => words.Trim(' ', ',', '.', '!', '?', ';', ':', '-', '。', '、', '，', '！', '？');

    /// <summary>Two words or more; in scripts without spaces four characters.</summary>
    private static bool IsQuotation(string words) => words.Contains(' ') || words.Count(c => c >= '\u3040') >= 4;

    /// <summary>
    /// The sentence gives it to the one to whom the article gives it; where it names no speaker, it names nobody else either.
    /// </summary>
    /// <param name="speaker">As the sentence is read, null where it gives none.</param>
    /// <param name="quotes">Those of the article that hold the words.</param>
    private static bool HasSameSpeaker(string text, int start, int end, string? speaker, IReadOnlyList<Quote> quotes, SourceText source)
    {
        var known = quotes.Where(quote => (quote.Name ?? quote.Speaker) is not null).ToList();
        if (known.Count == 0)
        {
            // A name for something needs no speaker; what somebody says does, and the article gives none.
            const int Term = 4;
            return speaker is null || Words(text[start..end]).Length < Term;
        }

        return speaker is not null
            ? known.Exists(quote => IsSameSpeaker(speaker, quote, source))
            : known.Exists(quote => NamesNobodyElse(text, start, end, quote, source));
    }

    private static bool IsSameSpeaker(string speaker, Quote quote, SourceText source)
    {
        var (said, own, role) = (Words(speaker), Words(quote.Name ?? quote.Speaker!), Words(quote.Role ?? ""));
        if (said.Length == 0 || own.Length == 0)
        {
            return false;
        }

        if (said.Contains(own[^1], StringComparer.OrdinalIgnoreCase))
        {
            return said.All(word => !char.IsUpper(word[0]) || own.Concat(role).Contains(word, StringComparer.OrdinalIgnoreCase));
        }

        // “The minister”, where the article has one alone.
        return !said.Skip(1).Any(word => char.IsUpper(word[0])) && role.Contains(said[^1], StringComparer.OrdinalIgnoreCase)
            && source.ContainsOnce(said[^1]);
    }

    private static bool NamesNobodyElse(string text, int start, int end, Quote quote, SourceText source)
    {
        var own = Words($"{quote.Name} {quote.Speaker} {quote.Role}");
        var around = Words($"{text[..(start - 1)]} {text[(end + 1)..]}");
        return !around.Where(
            (word, n) =>
                char.IsUpper(word[0]) && (n > 0 || start == 1 || source.ContainsName(word))
                    && !own.Contains(word, StringComparer.OrdinalIgnoreCase)).Any();
    }

    private static string[] Words(string text) =>
        SourceText.Normalize(text).Split([' ', ',', '.', ';', ':', '-', '(', ')', '"', '\''], StringSplitOptions.RemoveEmptyEntries);
}
