namespace AlertBot.Briefs.LanguageModel;

/// <summary>Holds the quotations of a sentence against the article: only the article's own, as they stand there, of the one who said them.</summary>
internal static class QuotationCheck
{
    private const string Doubles = "\"“”„‟«»‹›＂「」『』｢｣〝〞〟《》〈〉❝❞";

    public static bool IsDouble(char c) => Doubles.Contains(c);

    /// <param name="sentence">Not folded.</param>
    /// <returns>False where a quotation of two words or more is not the article's, where its speaker is another, or where marks are left open.</returns>
    public static bool Holds(string sentence, SourceText source)
    {
        var folded = SourceText.Folded(sentence);
        var marks = Enumerable.Range(0, folded.Length).Where(at => folded[at] == '"').ToList();
        if (marks.Count % 2 != 0)
        {
            return false;
        }

        var quotations = Enumerable.Range(0, marks.Count / 2).Select(pair => (Start: marks[2 * pair] + 1, End: marks[(2 * pair) + 1])).ToList();
        quotations.AddRange(Singles(folded));
        return quotations.TrueForAll(quotation => IsFaithful(folded, quotation.Start, quotation.End, source));
    }

    /// <summary>Between single marks: one before a word and not behind one, and the next behind a word or its stop.</summary>
    private static IEnumerable<(int Start, int End)> Singles(string text)
    {
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
                yield return (open + 1, at);
                open = -1;
            }
        }
    }

    private static bool IsFaithful(string text, int start, int end, SourceText source)
    {
        var words = text[start..end].Trim(' ', ',', '.', '!', '?', ';', ':', '-', '。', '、', '，', '！', '？');
        if (!IsQuotation(words))
        {
            return true;
        }

        return source.Quotes(words) && NamesTheSpeaker(text, start, end, source.SpeakersOf(words).ToHashSet(StringComparer.Ordinal), source);
    }

    /// <summary>Two words or more; in scripts without spaces four characters.</summary>
    private static bool IsQuotation(string words) => words.Contains(' ') || words.Count(c => c >= '\u3040') >= 4;

    /// <summary>Where the article says who spoke, the sentence names that one, or no one.</summary>
    private static bool NamesTheSpeaker(string text, int start, int end, HashSet<string> speaker, SourceText source)
    {
        if (speaker.Count == 0)
        {
            return true;
        }

        var around = $"{text[..(start - 1)]} {text[(end + 1)..]}".Split([' ', ',', '.', ';', ':', '-', '(', ')', '"', '\''], StringSplitOptions.RemoveEmptyEntries);
        return around.Any(word => speaker.Contains(word.ToLowerInvariant()))
            || !around.Where((word, n) => char.IsUpper(word[0]) && (n > 0 || start == 1 || source.HasName(word))).Any();
    }
}
