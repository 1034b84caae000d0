namespace AlertBot.Articles;

/// <summary>Finds the sentences of a text. Paragraphs are separated by an empty line and end a sentence.</summary>
internal static class Sentences
{
    private const string Ends = ".!?…";
    private const string WideEnds = "。！？｡";
    private const string Closers = "\"'”’»«“‘)]」』）】›";
    private const string Openers = "\"'“‘«„‚‹([「『（【¿¡";

    // In Japanese a quotation's end is followed by the particle that belongs to its sentence.
    private const string Particles = "とのはがをにでもなや，、,";

    // An attribution behind a question or exclamation ("Why?" Smith asked.) belongs to the same sentence.
    private static readonly string[] Attributions = ["said", "says", "asked", "asks", "told", "added", "wrote", "replied", "shouted", "tweeted", "cried"];

    /// <returns>The sentences in order, without the white space around them; a quotation's closing mark belongs to its sentence.</returns>
    public static IReadOnlyList<TextSpan> Split(string text)
    {
        var sentences = new List<TextSpan>();
        foreach (var paragraph in Paragraphs.Split(text))
        {
            var start = paragraph.Start;
            for (var at = start; at < paragraph.End; at++)
            {
                var terminators = TerminatorsAt(text, at, paragraph.End);
                if (terminators == 0)
                {
                    continue;
                }

                var end = EndAt(text, at, terminators, paragraph);
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

    private static int TerminatorsAt(string text, int at, int limit)
    {
        var end = at;
        while (end < limit && (Ends.Contains(text[end]) || WideEnds.Contains(text[end])))
        {
            end++;
        }

        return end - at;
    }

    /// <returns>Where the sentence ends whose terminators stand at <paramref name="at"/>; 0 where none ends.</returns>
    private static int EndAt(string text, int at, int terminators, TextSpan paragraph)
    {
        var marks = at + terminators;
        var end = AfterClosers(text, marks, paragraph.End);
        if (end >= paragraph.End)
        {
            return paragraph.End;
        }

        var wide = WideEnds.Contains(text[marks - 1]);
        if (wide)
        {
            return end > marks && Particles.Contains(text[end]) ? 0 : end;
        }

        return char.IsWhiteSpace(text[end]) && EndsBefore(text, at, end > marks, terminators, SkipSpace(text, end, paragraph.End), paragraph) ? end : 0;
    }

    private static int AfterClosers(string text, int end, int limit)
    {
        while (end < limit && Closers.Contains(text[end]))
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
        while (word < paragraph.End && Openers.Contains(text[word]))
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
            '.' when terminators == 1 && !closed => !Abbreviations.Continues(WordBefore(text, at, paragraph.Start), WordAt(text, word, paragraph.End)),
            '.' or '…' => true,
            _ => !closed || !IsAttribution(text, word, paragraph.End),
        };
    }

    private static bool IsAttribution(string text, int at, int limit)
    {
        for (var words = 0; words < 4 && at < limit; words++)
        {
            var word = WordAt(text, at, limit);
            foreach (var verb in Attributions)
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
