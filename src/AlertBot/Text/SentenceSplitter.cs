namespace AlertBot.Text;

/// <summary>Finds the sentences of a text. Paragraphs are separated by an empty line and end a sentence.</summary>
internal static class SentenceSplitter
{
    private const string Terminators = ".!?…";
    private const string FullWidthTerminators = "。！？｡";
    private const string ClosingMarks = "\"'”’»«“‘)]」』）】›";
    private const string OpeningMarks = "\"'“‘«„‚‹([「『（【¿¡";

    // In Japanese a quotation's end is followed by the particle that belongs to its sentence.
    private const string JapaneseParticles = "とのはがをにでもなや，、,";

    // An attribution behind a question or exclamation ("Why?" Smith asked.) belongs to the same sentence.
    private static readonly string[] AttributionVerbs =
        ["said", "says", "asked", "asks", "told", "added", "wrote", "replied", "shouted", "tweeted", "cried"];

    // A Chinese or Japanese quotation is not looked at further than this for its end.
    private const int MaxQuotationLength = 2_000;

    /// <returns>The sentences in order, without the white space around them; a quotation's closing mark belongs to its sentence.</returns>
    public static IReadOnlyList<TextSpan> Split(string text)
    {
        var sentences = new List<TextSpan>();
        foreach (var paragraph in ParagraphSplitter.Split(text))
        {
            var start = paragraph.Start;
            var (quoted, unclosed) = (0, 0);
            for (var at = start; at < paragraph.End; at++)
            {
                if (at >= quoted && at >= unclosed && text[at] is '「' or '『' or '“')
                {
                    quoted = FindEastAsianQuotationEnd(text, at, paragraph.End, ref unclosed);
                }

                if (at < quoted && FullWidthTerminators.Contains(text[at]))
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

        return sentences;
    }

    /// <summary>Inside Japanese and Chinese quotation marks a full stop ends no sentence of the article, except the last one.</summary>
    private static int FindEastAsianQuotationEnd(string text, int open, int limit, ref int unclosed)
    {
        var close = text[open] switch { '「' => '」', '『' => '』', _ => '”' };
        var depth = 0;
        var end = Math.Min(limit, open + MaxQuotationLength);
        for (var at = open; at < end; at++)
        {
            depth += text[at] == text[open] ? 1 : text[at] == close ? -1 : 0;
            if (depth == 0)
            {
                return at > open && FullWidthTerminators.Contains(text[at - 1]) ? FindTrailingTerminators(text, at) : at;
            }
        }

        unclosed = end;
        return 0;
    }

    private static int FindTrailingTerminators(string text, int at)
    {
        while (FullWidthTerminators.Contains(text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private static int CountTerminators(string text, int at, int limit)
    {
        var end = at;
        while (end < limit && (Terminators.Contains(text[end]) || FullWidthTerminators.Contains(text[end])))
        {
            end++;
        }

        return end - at;
    }

    /// <returns>Where the sentence ends whose terminators stand at <paramref name="at"/>; 0 where none ends.</returns>
    private static int FindSentenceEnd(string text, int at, int terminators, TextSpan paragraph)
    {
        var marks = at + terminators;
        var end = SkipClosingMarks(text, marks, paragraph.End);
        if (end >= paragraph.End)
        {
            return paragraph.End;
        }

        var wide = FullWidthTerminators.Contains(text[marks - 1]);
        if (wide)
        {
            return end > marks && (JapaneseParticles.Contains(text[end]) || IsEastAsianAttribution(text, end, paragraph.End)) ? 0 : end;
        }

        return IsMissingSpace(text, at, terminators, end, paragraph) ? end
            : char.IsWhiteSpace(text[end])
                && EndsBefore(text, at, end > marks, terminators, SkipSpace(text, end, paragraph.End), paragraph) ? end : 0;
    }

    /// <summary>“… the physician.Police arrested …”: the space was lost; “Booking.Com” and “e.g.This” are none of it.</summary>
    private static bool IsMissingSpace(string text, int at, int terminators, int end, TextSpan paragraph) =>
        terminators == 1 && text[at] == '.' && end == at + 1 && end + 2 < paragraph.End && char.IsUpper(text[end])
            && char.IsLower(text[end + 1])
        && WordBefore(text, at, paragraph.Start) is { Length: > 3 } before && !before.Contains('.')
        && !before.ContainsAnyExceptInRange('a', 'ÿ')
        && WordAt(text, end, paragraph.End) is var word && end + word.Length < paragraph.End && text[end + word.Length] is ' ' or ',';

    /// <summary>“……。”李明说: what follows the quotation tells who said it.</summary>
    private static bool IsEastAsianAttribution(string text, int at, int limit)
    {
        for (var end = at; end < limit && end - at < 16 && char.IsLetterOrDigit(text[end]); end++)
        {
            if (text[end] is '说' or '說' or '道' or '称' or '稱' or '问' or '問'
                || (text[end] == '表' && end + 1 < limit && text[end + 1] == '示')
                || (text[end] == '指' && end + 1 < limit && text[end + 1] == '出'))
            {
                return true;
            }
        }

        return false;
    }

    private static int SkipClosingMarks(string text, int end, int limit)
    {
        while (end < limit && ClosingMarks.Contains(text[end]))
        {
            end++;
        }

        // French sets a space before its closing mark.
        var next = SkipSpace(text, end, limit);
        return next > end && next < limit && text[next] == '»' ? next + 1 : end;
    }

    private static bool EndsBefore(string text, int at, bool closed, int terminators, int next, TextSpan paragraph)
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

        // A lower-case word goes on: "etc. and", "“Really?” he asked"; so does a comma or a dash after an ellipsis.
        if (char.IsLower(text[word]) && !(text[at] == '.' && terminators == 1 && !closed && word > next))
        {
            return false;
        }

        if (!char.IsLetterOrDigit(text[word]))
        {
            return word > next || !",;:—–-".Contains(text[word]);
        }

        return text[at] switch
        {
            '.' when terminators == 1 && !closed => !IsAbbreviationPeriod(text, at, word, paragraph),
            '.' or '…' => true,
            _ => !closed || !IsAttribution(text, word, paragraph.End),
        };
    }

    private static bool IsAbbreviationPeriod(string text, int at, int word, TextSpan paragraph)
    {
        var abbreviated = WordBefore(text, at, paragraph.Start);
        var gap = at - abbreviated.Length;
        var end = gap;
        while (end > paragraph.Start && gap - end < 2 && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] == '.'))
        {
            end--;
        }

        return Abbreviations.ContinuesSentence(abbreviated, WordAt(text, word, paragraph.End), WordBefore(text, end, paragraph.Start));
    }

    private static bool IsAttribution(string text, int at, int limit)
    {
        for (var words = 0; words < 4 && at < limit; words++)
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
        // A longer word is no abbreviation.
        var start = end;
        while (start > limit && end - start < 12 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '.'))
        {
            start--;
        }

        return text.AsSpan(start, end - start);
    }

    private static ReadOnlySpan<char> WordAt(string text, int start, int limit)
    {
        var end = start;
        while (end < limit && end - start < 40 && char.IsLetterOrDigit(text[end]))
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
