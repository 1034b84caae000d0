using System.Collections.Frozen;
using AlertBot.Articles;

namespace AlertBot.Briefs;

/// <summary>A sentence that could stand alone in a summary.</summary>
/// <param name="Order">Its place among the article's sentences, furniture left out.</param>
/// <param name="Words">Its words that carry meaning, lower case.</param>
internal sealed record SummaryCandidate(TextSpan Span, int Order, IReadOnlyList<string> Words, int Length)
{
    private const int ShortestWords = 6;

    // What begins so leans on the sentence before it.
    private static readonly FrozenSet<string> Leaning = Vocabulary.Set(
        """
        he she it they his her their its him them this that these those such but and or so yet however meanwhile moreover furthermore instead then there nevertheless nonetheless still also additionally therefore thus
        er sie es sein ihr dies diese dieser dabei damit doch aber und zudem außerdem daher dennoch il elle ils elles ce cela cette ces mais et son sa ses él ella ellos esto eso pero y además su sus
        dieser dieses diesem deren dessen dazu daraufhin danach dagegen deshalb trotzdem allerdings jedoch hingegen auch so sodann denn damals dort ihre ihren seine seinen seiner dann ebenso gleichzeitig zugleich
        celui-ci celle-ci ceux-ci cependant toutefois pourtant ainsi donc ensuite puis leur leurs or c’est c'est là en-outre
        ese esa esos esas ellas sin-embargo también entonces asimismo luego aquello por-eso ello
        """);

    private static readonly FrozenSet<string> Empty = Vocabulary.Set(
        """
        the a an of to in on at for from by with as and or but is are was were be been being has have had will would could can may it its he she they his her their that this these those who which what when where not no
        said says say told after before about into over also more than one two up out if so such there i we you our us them him
        der die das den dem des ein eine und oder in im am an auf zu von mit für ist sind war hat haben sich nicht auch es er sie wird le la les un une des du de et en à au aux que qui dans pour sur est a ont il elle ne pas
        el los las una y que por para con su se del al es fue ha
        als bei nach aus um wie noch vor über durch bis aber dass werden wurde wurden worden einer einem einen eines zum zur vom beim ihr ihre sein seine sie wir kann soll sagte
        ce cette ces se sa ses leur leurs nous vous ils elles qu d l n s c avec mais ou été être ont était sont aux où dont selon
        lo le les como más pero sus este esta sobre ya han había también ante tras según dijo muy hasta desde
        """);

    /// <returns>Null where the sentence cannot stand in a summary.</returns>
    public static SummaryCandidate? Of(string text, TextSpan sentence, int order, IReadOnlyList<Quote> quotes, bool lenient)
    {
        var span = new TextSpan(sentence.Start + Datelines.Length(text.AsSpan(sentence.Start, sentence.Length)), sentence.End);
        var content = text.AsSpan(span.Start, span.Length);
        if (Furniture.Is(text.AsSpan(sentence.Start, sentence.Length)) || (!lenient && !IsWhole(content)))
        {
            return null;
        }

        var (words, length, first) = Read(content);
        var leans = Leaning.Contains(first) && (order > 0 || first is "he" or "she" or "they");
        return length < ShortestWords || leans || IsMostlyQuoted(span, quotes) ? null : new SummaryCandidate(span, order, words, length);
    }

    private static bool IsWhole(ReadOnlySpan<char> sentence)
    {
        var end = sentence.TrimEnd("\"”’»“'‘)]」』");
        var begins = sentence.IsEmpty ? ' ' : sentence[0];
        return !end.IsEmpty && ".!…。！".Contains(end[^1]) && (!char.IsLower(begins) || sentence.Length > 60) && begins is not ('"' or '“' or '„' or '«' or '‘' or '•' or '·' or '*' or '|');
    }

    private static (List<string> Words, int Length, string First) Read(ReadOnlySpan<char> sentence)
    {
        var words = new List<string>();
        var first = "";
        var length = 0;
        for (var at = 0; at < sentence.Length;)
        {
            var end = at;
            while (end < sentence.Length && (char.IsLetterOrDigit(sentence[end]) || (end > at && sentence[end] is '\'' or '’' or '-' or '.' && end + 1 < sentence.Length && char.IsLetterOrDigit(sentence[end + 1]))))
            {
                end++;
            }

            if (end > at)
            {
                // Scripts without spaces: about two characters are a word.
                length += sentence[at] >= '\u3040' ? Math.Max(1, (end - at) / 2) : 1;
                var word = Names.WithoutPossessive(sentence[at..end].ToString()).ToLowerInvariant();
                first = first.Length == 0 ? word : first;
                if (word.Length > 1 && !Empty.Contains(word))
                {
                    words.Add(Stem(word));
                }
            }

            at = Math.Max(end, at + 1);
        }

        return (words, length, first);
    }

    /// <summary>Plural and singular count as one.</summary>
    private static string Stem(string word) => word.Length > 4 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;

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
