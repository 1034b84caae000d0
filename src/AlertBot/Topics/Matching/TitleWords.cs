using System.Collections.Frozen;

namespace AlertBot.Topics.Matching;

/// <summary>What of a headline tells stories apart: its words without the small ones, and its numbers.</summary>
internal sealed class TitleWords
{
    private const int MaxOutletWords = 4;

    // Below this many words a headline ("Live updates") names no event.
    private const int MinWords = 3;

    private static readonly string[] Separators = [" - ", " | ", " – ", " — ", " · "];

    private static readonly FrozenSet<string> StopWords = FrozenSet.Create(
        "a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "by", "for", "from", "with", "as", "is", "are", "was", "were", "be",
        "been", "has", "have",
        "had", "will", "it", "its", "his", "her", "their", "he", "she", "they", "that", "this", "s", "says", "said", "after", "over",
        "but", "not", "new");

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
        var forms = WordScanner.Scan(RemoveOutlet(title, source)).Select(part => part.Form).Where(form => !StopWords.Contains(form))
            .ToFrozenSet();
        return new TitleWords(forms, forms.Where(form => char.IsAsciiDigit(form[0])).ToFrozenSet());
    }

    /// <returns>0 for nothing in common, 1 for the same words (Dice's coefficient).</returns>
    public double SimilarityTo(TitleWords other) => 2.0 * Words.Count(other.Words.Contains) / (Words.Count + other.Words.Count);

    /// <summary>Five dead and twelve dead are two reports; a number that only one of them tells is no contradiction.</summary>
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
        var isOutlet = outlet.Select(part => part.Form).SequenceEqual(WordScanner.Scan(source).Select(part => part.Form))
            || (outlet.Count <= MaxOutletWords && headline.Count > outlet.Count + MinWords);
        return isOutlet ? title[..at] : title;
    }
}
