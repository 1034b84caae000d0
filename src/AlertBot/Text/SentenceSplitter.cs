using AlertBot.Text.Languages;

namespace AlertBot.Text;

/// <summary>Finds the sentences of a text. Each ends at the latest with its paragraph.</summary>
internal static class SentenceSplitter
{
    private const string Terminators = ".!?…";
    private const string ClosingMarks = "\"'”’»«“‘)]」』）】›";
    private const string OpeningMarks = "\"'“‘«„‚‹([「『（【¿¡";

    /// <summary>Longer words, in characters, are not looked up as abbreviations.</summary>
    private const int MaxAbbreviationLength = 12;

    /// <summary>Characters of the next word that are read; longer than any word of a list.</summary>
    private const int MaxWordLength = 40;

    /// <summary>Words after a quotation that are searched for a verb of saying.</summary>
    private const int MaxAttributionWords = 4;

    /// <summary>Verbs that continue a sentence after a quoted question or exclamation: "Why?" Smith asked.</summary>
    private static readonly string[] AttributionVerbs =
        ["said", "says", "asked", "asks", "told", "added", "wrote", "replied", "shouted", "tweeted", "cried"];

    /// <returns>
    /// The sentences in order, without surrounding white space. The closing mark of a quotation belongs to its sentence.
    /// </returns>
    public static IReadOnlyList<TextSpan> Split(string text)
    {
        var sentences = new List<TextSpan>();
        foreach (var paragraph in ParagraphSplitter.Split(text))
        {
            AddSentences(sentences, text, paragraph);
        }

        return sentences;
    }

    private static void AddSentences(List<TextSpan> sentences, string text, TextSpan paragraph)
    {
        var start = paragraph.Start;
        var quotedUntil = 0;
        var unclosedUntil = 0;
        for (var at = start; at < paragraph.End; at++)
        {
            if (at >= quotedUntil && at >= unclosedUntil && EastAsianSentences.IsOpeningMark(text[at]))
            {
                quotedUntil = EastAsianSentences.FindQuotationEnd(text, at, paragraph.End, ref unclosedUntil);
            }

            if (at < quotedUntil && EastAsianSentences.IsTerminator(text[at]))
            {
                continue;
            }

            var terminators = CountTerminators(text, at, paragraph.End);
            if (terminators == 0)
            {
                continue;
            }

            var end = FindSentenceEnd(text, at, terminators, paragraph);
            if (end > 0)
            {
                sentences.Add(new TextSpan(start, end));
                start = SkipSpace(text, end, paragraph.End);
                at = start - 1;
            }
            else
            {
                at += terminators - 1;
            }
        }

        if (start < paragraph.End)
        {
            sentences.Add(new TextSpan(start, paragraph.End));
        }
    }

    private static int CountTerminators(string text, int at, int limit)
    {
        var end = at;
        while (end < limit && (Terminators.Contains(text[end]) || EastAsianSentences.IsTerminator(text[end])))
        {
            end++;
        }

        return end - at;
    }

    /// <param name="text">The whole text.</param>
    /// <param name="at">The index of the first terminator.</param>
    /// <param name="terminators">How many terminators there are in a row.</param>
    /// <param name="paragraph">The paragraph around them.</param>
    /// <returns>The end of the sentence, closing marks included; 0 when the sentence continues.</returns>
    private static int FindSentenceEnd(string text, int at, int terminators, TextSpan paragraph)
    {
        var marks = at + terminators;
        var end = SkipClosingMarks(text, marks, paragraph.End);
        if (end >= paragraph.End)
        {
            return paragraph.End;
        }

        var isQuoted = end > marks;
        if (EastAsianSentences.IsTerminator(text[marks - 1]))
        {
            return isQuoted && EastAsianSentences.ContinuesAfterQuotation(text, end, paragraph.End) ? 0 : end;
        }

        if (IsMissingSpace(text, at, terminators, end, paragraph))
        {
            return end;
        }

        return char.IsWhiteSpace(text[end])
            && EndsBefore(text, at, isQuoted, terminators, SkipSpace(text, end, paragraph.End), paragraph)
                ? end
                : 0;
    }

    /// <summary>“… the physician.Police arrested …”: the space was lost. “Booking.Com” and “e.g.This” are not such places.</summary>
    private static bool IsMissingSpace(string text, int at, int terminators, int end, TextSpan paragraph) =>
        terminators == 1
            && text[at] == '.'
            && end == at + 1
            && end + 2 < paragraph.End
            && char.IsUpper(text[end])
            && char.IsLower(text[end + 1])
            && WordBefore(text, at, paragraph.Start) is { Length: > 3 } before
            && !before.Contains('.')
            && !before.ContainsAnyExceptInRange('a', 'ÿ')
            && WordAt(text, end, paragraph.End) is var word
            && end + word.Length < paragraph.End
            && text[end + word.Length] is ' ' or ',';

    private static int SkipClosingMarks(string text, int end, int limit)
    {
        while (end < limit && ClosingMarks.Contains(text[end]))
        {
            end++;
        }

        // French has a space before its closing mark.
        var next = SkipSpace(text, end, limit);
        return next > end && next < limit && text[next] == '»' ? next + 1 : end;
    }

    private static bool EndsBefore(string text, int at, bool isQuoted, int terminators, int next, TextSpan paragraph)
    {
        var word = next;
        while (word < paragraph.End && OpeningMarks.Contains(text[word]))
        {
            word++;
        }

        if (word >= paragraph.End)
        {
            return true;
        }

        var isPlainPeriod = text[at] == '.' && terminators == 1 && !isQuoted;
        var hasOpeningMark = word > next;

        // The sentence continues before a lower-case word: "etc. and", "“Really?” he asked".
        if (char.IsLower(text[word]) && !(isPlainPeriod && hasOpeningMark))
        {
            return false;
        }

        // It continues before a comma or a dash too, as after an ellipsis.
        if (!char.IsLetterOrDigit(text[word]))
        {
            return hasOpeningMark || !",;:—–-".Contains(text[word]);
        }

        if (isPlainPeriod)
        {
            return !IsAbbreviationPeriod(text, at, word, paragraph);
        }

        return text[at] is '.' or '…' || !isQuoted || !IsAttribution(text, word, paragraph.End);
    }

    private static bool IsAbbreviationPeriod(string text, int at, int word, TextSpan paragraph)
    {
        var abbreviation = WordBefore(text, at, paragraph.Start);
        var gap = at - abbreviation.Length;
        var end = gap;
        while (end > paragraph.Start && gap - end < 2 && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] == '.'))
        {
            end--;
        }

        return Abbreviations.ContinuesSentence(abbreviation, WordAt(text, word, paragraph.End), WordBefore(text, end, paragraph.Start));
    }

    private static bool IsAttribution(string text, int at, int limit)
    {
        for (var words = 0; words < MaxAttributionWords && at < limit; words++)
        {
            var word = WordAt(text, at, limit);
            foreach (var verb in AttributionVerbs)
            {
                if (words > 0 && word.SequenceEqual(verb))
                {
                    return true;
                }
            }

            at = SkipSpace(text, at + Math.Max(1, word.Length), limit);
        }

        return false;
    }

    private static ReadOnlySpan<char> WordBefore(string text, int end, int limit)
    {
        var start = end;
        while (start > limit && end - start < MaxAbbreviationLength && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '.'))
        {
            start--;
        }

        return text.AsSpan(start, end - start);
    }

    private static ReadOnlySpan<char> WordAt(string text, int start, int limit)
    {
        var end = start;
        while (end < limit && end - start < MaxWordLength && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        return text.AsSpan(start, end - start);
    }

    private static int SkipSpace(string text, int at, int limit)
    {
        while (at < limit && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
