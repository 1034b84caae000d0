using System.Collections.Frozen;
using AlertBot.Quotes;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Text;

namespace AlertBot.Summaries.Extractive;

/// <summary>A sentence that could stand alone in a summary.</summary>
/// <param name="Position">Its place among the article's sentences, furniture left out.</param>
/// <param name="Words">Its words that carry meaning, lower case.</param>
internal sealed record SummaryCandidate(TextSpan Span, int Position, IReadOnlyList<string> Words, int WordCount)
{
    private const int MinWords = 6;

    // A shorter line without a full stop is a heading or a label.
    private const int MinUnpunctuatedLeadLength = 80;

    private const int MaxHeadingLength = 100;

    /// <summary>The number of its text, where there are several.</summary>
    public int TextIndex { get; init; }

    /// <summary>It opens the article, and says what happened even where it quotes: what the summary holds is not shown below it.</summary>
    public bool IsLead => Position == 0 && TextIndex == 0;

    /// <summary>Its words that carry meaning, each once.</summary>
    public IReadOnlySet<string> DistinctWords { get; } = Words.ToHashSet(StringComparer.Ordinal);

    /// <summary>From 0 to 1: the share of the smaller sentence's words that both have.</summary>
    public static double Overlap(SummaryCandidate one, SummaryCandidate other)
    {
        var smaller = Math.Min(one.DistinctWords.Count, other.DistinctWords.Count);
        return smaller == 0 ? 0 : (double)one.DistinctWords.Count(other.DistinctWords.Contains) / smaller;
    }

    private static readonly FrozenSet<string> StopWords = Vocabulary.WordSet(
        """
        the a an of to in on at for from by with as and or but is are was were be been being has have had will would could can may it its
        he she they his her their that this these those who which what when where not no
        said says say told after before about into over also more than one two up out if so such there i we you our us them him
        der die das den dem des ein eine und oder in im am an auf zu von mit für ist sind war hat haben sich nicht auch es er sie wird le
        la les un une des du de et en à au aux que qui dans pour sur est a ont il elle ne pas
        el los las una y que por para con su se del al es fue ha
        als bei nach aus um wie noch vor über durch bis aber dass werden wurde wurden worden einer einem einen eines zum zur vom beim ihr
        ihre sein seine sie wir kann soll sagte
        ce cette ces se sa ses leur leurs nous vous ils elles qu d l n s c avec mais ou été être ont était sont aux où dont selon
        lo le les como más pero sus este esta sobre ya han había también ante tras según dijo muy hasta desde
        """);

    /// <returns>Null where the sentence cannot stand in a summary.</returns>
    public static SummaryCandidate? TryCreate(string text, TextSpan sentence, int order, IReadOnlyList<Quote> quotes, bool lenient)
    {
        var span = new TextSpan(sentence.Start + Datelines.PrefixLength(text.AsSpan(sentence.Start, sentence.Length)), sentence.End);
        var content = text.AsSpan(span.Start, span.Length);
        if (BoilerplateSentences.IsBoilerplate(text.AsSpan(sentence.Start, sentence.Length))
            || (!lenient && !IsCompleteSentence(content, order == 0)))
        {
            return null;
        }

        var (words, length) = ReadWords(content);
        return length < MinWords || AnaphoraDetector.DependsOnPrevious(content, begins: order == 0) || IsMostlyQuoted(span, quotes)
            || HasUnbalancedMarks(content) ? null : new SummaryCandidate(span, order, words, length);
    }

    /// <summary>A sentence from its beginning to its end: no question, no teaser that breaks off, no piece of a list.</summary>
    /// <param name="begins">The text begins with it: some outlets set no full stop behind a lead.</param>
    private static bool IsCompleteSentence(ReadOnlySpan<char> sentence, bool begins)
    {
        var end = sentence.TrimEnd("\"”’»“'‘)]」』");
        var first = sentence.IsEmpty ? ' ' : sentence[0];
        var stops = !end.IsEmpty
            && (".!。！".Contains(end[^1]) || (begins && end.Length > MinUnpunctuatedLeadLength && char.IsLetterOrDigit(end[^1])));
        var breaksOff = end.EndsWith("..", StringComparison.Ordinal) || end.EndsWith('…');
        return stops && !breaksOff && !StartsWithHeading(sentence) && (!char.IsLower(first) || sentence.Length > 60)
            && first is not ('"' or '“' or '„' or '«' or '‘' or '•' or '·' or '*' or '|');
    }

    /// <summary>A short line without an end above the sentence: a heading that only a line break parts from it.</summary>
    private static bool StartsWithHeading(ReadOnlySpan<char> sentence) =>
        sentence.IndexOf('\n') is var at and >= 0 and < MaxHeadingLength && sentence[(at + 1)..].TrimStart() is { IsEmpty: false } below
            && char.IsUpper(below[0]);

    /// <summary>Whether it shows one mark of a quotation without the other, e.g. of one that runs over several sentences.</summary>
    private static bool HasUnbalancedMarks(ReadOnlySpan<char> sentence)
    {
        // „Deutsche“ and “English” share a mark: all opened and closed, their numbers are even.
        var curly = sentence.Count('“') + sentence.Count('”') + sentence.Count('„');
        return curly % 2 != 0 || sentence.Count('"') % 2 != 0 || sentence.Count('«') != sentence.Count('»')
            || sentence.Count('「') != sentence.Count('」') || sentence.Count('(') != sentence.Count(')');
    }

    private static (List<string> Words, int Length) ReadWords(ReadOnlySpan<char> sentence)
    {
        var words = new List<string>();
        var length = 0;
        for (var at = 0; at < sentence.Length;)
        {
            var end = at;
            while (end < sentence.Length
                && (char.IsLetterOrDigit(sentence[end])
                    || (end > at && sentence[end] is '\'' or '’' or '-' or '.' && end + 1 < sentence.Length
                        && char.IsLetterOrDigit(sentence[end + 1]))))
            {
                end++;
            }

            if (end > at)
            {
                // Scripts without spaces: about two characters are a word.
                length += sentence[at] >= '\u3040' ? Math.Max(1, (end - at) / 2) : 1;
                var word = NameParser.WithoutPossessive(sentence[at..end].ToString()).ToLowerInvariant();
                if (word.Length > 2 && word.AsSpan().ContainsAnyInRange('\u3040', '\u9FFF'))
                {
                    // Where no space parts them, any two characters that follow each other stand for a word.
                    words.AddRange(Enumerable.Range(0, word.Length - 1).Select(i => word.Substring(i, 2)));
                }
                else if (word.Length > 1 && !StopWords.Contains(word))
                {
                    words.Add(Stem(word));
                }
            }

            at = Math.Max(end, at + 1);
        }

        return (words, length);
    }

    /// <summary>Plural and singular count as one.</summary>
    private static string Stem(string word) =>
        word.Length > 4 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;

    private static bool IsMostlyQuoted(TextSpan sentence, IReadOnlyList<Quote> quotes)
    {
        var quoted = 0;
        for (var i = FirstAfter(quotes, sentence.Start); i < quotes.Count && quotes[i].Start < sentence.End; i++)
        {
            // Cut through a quotation, the sentence would show one mark without the other.
            if (quotes[i].End > sentence.End || quotes[i].Start <= sentence.Start - 1)
            {
                return true;
            }

            quoted += quotes[i].End - quotes[i].Start;
        }

        return quoted * 2 > sentence.Length;
    }

    private static int FirstAfter(IReadOnlyList<Quote> quotes, int start)
    {
        int low = 0, high = quotes.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (quotes[middle].End <= start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
