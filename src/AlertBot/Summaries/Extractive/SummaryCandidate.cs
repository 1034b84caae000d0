using System.Collections.Frozen;
using AlertBot.Quotes;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Text;

namespace AlertBot.Summaries.Extractive;

/// <summary>A sentence that is suitable for a summary: it is complete and understandable without its context.</summary>
/// <param name="Position">Its index among the longer sentences of its text.</param>
/// <param name="Words">Its content words: lower case, without stop words, plural folded into singular.</param>
/// <param name="WordCount">The number of all its words.</param>
internal sealed record SummaryCandidate(TextSpan Span, int Position, IReadOnlyList<string> Words, int WordCount)
{
    private const int MinWords = 6;

    /// <summary>In UTF-16 code units. A shorter first line without a period is a heading or a label.</summary>
    private const int MinUnpunctuatedLeadLength = 80;

    /// <summary>In UTF-16 code units. A longer line is a sentence, not a heading.</summary>
    private const int MaxHeadingLength = 100;

    /// <summary>In UTF-16 code units. A shorter sentence that begins in lower case is a fragment.</summary>
    private const int MinLowerCaseLength = 61;

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

    /// <summary>The index of its text; 0 for the text that provides the headline.</summary>
    public int TextIndex { get; init; }

    /// <summary>
    /// It is the first sentence of the article. It may contain one of the shown quotes: quotes in the summary are not shown again.
    /// </summary>
    public bool IsLead => Position == 0 && TextIndex == 0;

    /// <summary>Its content words, without duplicates.</summary>
    public IReadOnlySet<string> DistinctWords { get; } = Words.ToHashSet(StringComparer.Ordinal);

    /// <summary>The overlap coefficient of the content words, from 0 to 1: the share of the smaller set that both sentences have.</summary>
    public static double Overlap(SummaryCandidate one, SummaryCandidate other)
    {
        var smaller = Math.Min(one.DistinctWords.Count, other.DistinctWords.Count);
        return smaller == 0 ? 0 : (double)one.DistinctWords.Count(other.DistinctWords.Contains) / smaller;
    }

    /// <param name="position">Its index among the longer sentences of the text.</param>
    /// <param name="quotes">The quotes of the text, in text order.</param>
    /// <param name="isLenient">Also accepts incomplete sentences.</param>
    /// <returns>Null when the sentence is not suitable for a summary.</returns>
    public static SummaryCandidate? TryCreate(string text, TextSpan sentence, int position, IReadOnlyList<Quote> quotes, bool isLenient)
    {
        var span = new TextSpan(sentence.Start + Datelines.PrefixLength(text.AsSpan(sentence.Start, sentence.Length)), sentence.End);
        var content = text.AsSpan(span.Start, span.Length);
        if (BoilerplateSentences.IsBoilerplate(text.AsSpan(sentence.Start, sentence.Length))
            || (!isLenient && !IsCompleteSentence(content, isFirst: position == 0)))
        {
            return null;
        }

        var (words, wordCount) = ReadWords(content);
        var isSuitable = wordCount >= MinWords
            && !AnaphoraDetector.DependsOnPrevious(content, isFirst: position == 0)
            && !IsMostlyQuoted(span, quotes)
            && !HasUnbalancedMarks(content);
        return isSuitable ? new SummaryCandidate(span, position, words, wordCount) : null;
    }

    /// <summary>A statement from its beginning to its end: not a question, a truncated teaser, a list item or a whole quotation.</summary>
    /// <param name="isFirst">It is the first sentence of the text: some outlets write the first one without a period.</param>
    private static bool IsCompleteSentence(ReadOnlySpan<char> sentence, bool isFirst)
    {
        var end = sentence.TrimEnd("\"”’»“'‘)]」』");
        var first = sentence.IsEmpty ? ' ' : sentence[0];
        var hasEnd = !end.IsEmpty
            && (".!。！".Contains(end[^1]) || (isFirst && end.Length > MinUnpunctuatedLeadLength && char.IsLetterOrDigit(end[^1])));
        var isTruncated = end.EndsWith("..", StringComparison.Ordinal) || end.EndsWith('…');
        return hasEnd
            && !isTruncated
            && !StartsWithHeading(sentence)
            && (!char.IsLower(first) || sentence.Length >= MinLowerCaseLength)
            && first is not ('"' or '“' or '„' or '«' or '‘' or '•' or '·' or '*' or '|');
    }

    /// <summary>A heading precedes the sentence, separated only by a line break.</summary>
    private static bool StartsWithHeading(ReadOnlySpan<char> sentence) =>
        sentence.IndexOf('\n') is var lineEnd and >= 0 and < MaxHeadingLength
        && sentence[(lineEnd + 1)..].TrimStart() is { IsEmpty: false } rest
        && char.IsUpper(rest[0]);

    /// <summary>It contains one mark of a pair without the other, for example of a quotation of several sentences.</summary>
    private static bool HasUnbalancedMarks(ReadOnlySpan<char> sentence)
    {
        // „Deutsche“ and “English” quotation marks share a character, so only the total number can be checked.
        var curly = sentence.Count('“') + sentence.Count('”') + sentence.Count('„');
        return curly % 2 != 0 || sentence.Count('"') % 2 != 0 || sentence.Count('«') != sentence.Count('»')
            || sentence.Count('「') != sentence.Count('」') || sentence.Count('(') != sentence.Count(')');
    }

    private static (List<string> Words, int Count) ReadWords(ReadOnlySpan<char> sentence)
    {
        var words = new List<string>();
        var count = 0;
        for (var at = 0; at < sentence.Length;)
        {
            var end = at;
            while (end < sentence.Length && (char.IsLetterOrDigit(sentence[end]) || (end > at && IsInnerMark(sentence[end..]))))
            {
                end++;
            }

            if (end > at)
            {
                // In scripts without spaces, a word has about two characters.
                count += sentence[at] >= '\u3040' ? Math.Max(1, (end - at) / 2) : 1;
                var word = NameParser.WithoutPossessive(sentence[at..end].ToString()).ToLowerInvariant();
                if (word.Length > 2 && word.AsSpan().ContainsAnyInRange('\u3040', '\u9FFF'))
                {
                    // In scripts without spaces, each pair of adjacent characters counts as a word.
                    words.AddRange(Enumerable.Range(0, word.Length - 1).Select(i => word.Substring(i, 2)));
                }
                else if (word.Length > 1 && !StopWords.Contains(word))
                {
                    words.Add(Stem(word));
                }
            }

            at = Math.Max(end, at + 1);
        }

        return (words, count);
    }

    /// <summary>A mark within a word, as in “don't”, “cease-fire”, “3.5”.</summary>
    private static bool IsInnerMark(ReadOnlySpan<char> rest) =>
        rest.Length > 1 && rest[0] is '\'' or '’' or '-' or '.' && char.IsLetterOrDigit(rest[1]);

    /// <summary>Folds English plurals into the singular.</summary>
    private static string Stem(string word) =>
        word.Length > 4 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;

    private static bool IsMostlyQuoted(TextSpan sentence, IReadOnlyList<Quote> quotes)
    {
        var quoted = 0;
        for (var i = IndexOfFirstAfter(quotes, sentence.Start); i < quotes.Count && quotes[i].Start < sentence.End; i++)
        {
            // The sentence is a part of a longer quotation, or begins inside of one.
            if (quotes[i].End > sentence.End || quotes[i].Start <= sentence.Start - 1)
            {
                return true;
            }

            quoted += quotes[i].End - quotes[i].Start;
        }

        return quoted * 2 > sentence.Length;
    }

    /// <summary>The index of the first quote that ends after a position, by binary search.</summary>
    private static int IndexOfFirstAfter(IReadOnlyList<Quote> quotes, int start)
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
