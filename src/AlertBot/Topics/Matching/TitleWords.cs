using System.Collections.Frozen;

namespace AlertBot.Topics.Matching;

/// <summary>The words of a headline that identify its story: without stop words and the name of the outlet; numbers apart.</summary>
internal sealed class TitleWords
{
    /// <summary>Words after the last separator of a headline that may be the name of an outlet.</summary>
    private const int MaxOutletWords = 4;

    /// <summary>A headline with fewer words ("Live updates") does not identify an event.</summary>
    private const int MinWords = 3;

    private static readonly string[] Separators = [" - ", " | ", " – ", " — ", " · "];

    private static readonly FrozenSet<string> StopWords = FrozenSet.Create(
        "a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "by", "for", "from", "with", "as", "is", "are", "was", "were", "be",
        "been", "has", "have", "had", "will", "it", "its", "his", "her", "their", "he", "she", "they", "that", "this", "s", "says",
        "said", "after", "over", "but", "not", "new");

    private TitleWords(FrozenSet<string> words, FrozenSet<string> numbers)
    {
        Words = words;
        Numbers = numbers;
    }

    public FrozenSet<string> Words { get; }

    public FrozenSet<string> Numbers { get; }

    public bool IsDistinctive => Words.Count >= MinWords;

    public static TitleWords Of(string title, string source)
    {
        var forms = WordScanner.Scan(RemoveOutlet(title, source))
            .Select(token => token.Form)
            .Where(form => !StopWords.Contains(form))
            .ToFrozenSet();
        return new TitleWords(forms, forms.Where(form => char.IsAsciiDigit(form[0])).ToFrozenSet());
    }

    /// <returns>The Sørensen–Dice coefficient: 0 for no common words, 1 for the same words.</returns>
    public double SimilarityTo(TitleWords other) => 2.0 * Words.Count(other.Words.Contains) / (Words.Count + other.Words.Count);

    /// <summary>
    /// Whether two headlines do not contradict each other in their numbers, as "five dead" and "twelve dead" do. A number in only one of
    /// them is not a contradiction.
    /// </summary>
    public bool NumbersAgreeWith(TitleWords other) => Numbers.IsSubsetOf(other.Numbers) || other.Numbers.IsSubsetOf(Numbers);

    private static string RemoveOutlet(string title, string source)
    {
        var at = Separators.Max(separator => title.LastIndexOf(separator, StringComparison.Ordinal));
        if (at <= 0)
        {
            return title;
        }

        var outlet = WordScanner.Scan(title[(at + 3)..]);
        var headline = WordScanner.Scan(title[..at]);
        var isOutlet = outlet.Select(token => token.Form).SequenceEqual(WordScanner.Scan(source).Select(token => token.Form))
            || (outlet.Count <= MaxOutletWords && headline.Count > outlet.Count + MinWords);
        return isOutlet ? title[..at] : title;
    }
}
