using AlertBot.Articles.Html;
using AlertBot.Text;
using AngleSharp.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>The words of the headline and the description of a page, by which its article is recognized.</summary>
internal sealed class HeadlineTerms
{
    /// <summary>Fewer words do not identify an article.</summary>
    private const int MinWords = 4;

    /// <summary>Shorter words, in letters, are ignored.</summary>
    private const int MinWordLength = 5;

    /// <summary>Letters of a word that are compared, since endings vary.</summary>
    private const int StemLength = 6;

    /// <summary>The share of the words that an article of any length has at least.</summary>
    private const double MinCoverage = 0.25;

    // Another block is the article when it has this share of the words and this many times the share of the extracted text.
    private const double MinBetterCoverage = 0.4;
    private const double MinBetterRatio = 2;

    // The same for a block next to the description of the page.
    private const double MinCoverageNearDescription = 0.2;
    private const double MinRatioNearDescription = 1.5;

    /// <summary>Paragraphs around a block that are searched for the description.</summary>
    private const int MaxNearbyParagraphs = 12;

    /// <summary>Characters of a paragraph that are compared with the description.</summary>
    private const int MaxComparedLength = 200;

    /// <summary>Letters and digits of the description by which it is recognized in the text.</summary>
    private const int DescriptionPrefixLength = 50;

    private readonly HashSet<string> _words;
    private readonly string _description;

    private HeadlineTerms(HashSet<string> words, string description)
    {
        _words = words;
        _description = description;
    }

    /// <returns>Null when there are too few words.</returns>
    public static HeadlineTerms? From(string? title, string? description)
    {
        var words = FindStems($"{title} {description}").ToHashSet(StringComparer.Ordinal);
        var key = NormalizedLineKey.From(description ?? "");
        return words.Count < MinWords ? null : new HeadlineTerms(words, key[..Math.Min(key.Length, DescriptionPrefixLength)]);
    }

    public bool IsAbsentFrom(IEnumerable<string> paragraphs) => GetCoverage(paragraphs, MinCoverage) < MinCoverage;

    /// <summary>Whether another text has clearly more of the words.</summary>
    /// <param name="paragraphs">The other text.</param>
    /// <param name="current">The text that was extracted.</param>
    /// <param name="parent">The element around the other text. Next to the description of the page fewer words are enough.</param>
    public bool IsBetterCoveredBy(IEnumerable<string> paragraphs, IEnumerable<string> current, IElement? parent = null)
    {
        var coverage = GetCoverage(paragraphs);
        var currentCoverage = GetCoverage(current);
        return (coverage >= MinBetterCoverage && coverage >= MinBetterRatio * currentCoverage)
            || (coverage >= MinCoverageNearDescription
                && coverage >= MinRatioNearDescription * currentCoverage
                && parent is not null
                && ParagraphWriter.Write(parent).Take(MaxNearbyParagraphs).Any(IsDescription));
    }

    /// <summary>Returns the share of the words that a text has. A paragraph that repeats the description does not count.</summary>
    /// <param name="paragraphs">The text.</param>
    /// <param name="enough">The share from which on the count stops.</param>
    private double GetCoverage(IEnumerable<string> paragraphs, double enough = 1)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in paragraphs.Where(p => !IsDescription(p)).SelectMany(FindStems))
        {
            if (_words.Contains(word) && found.Add(word) && found.Count >= enough * _words.Count)
            {
                break;
            }
        }

        return found.Count / (double)_words.Count;
    }

    private bool IsDescription(string paragraph) =>
        _description.Length > 0
            && NormalizedLineKey.From(paragraph.AsSpan(0, Math.Min(paragraph.Length, MaxComparedLength)))
                .StartsWith(_description, StringComparison.Ordinal);

    private static IEnumerable<string> FindStems(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsLetter(text[end]))
            {
                end++;
            }

            if (end - at >= MinWordLength)
            {
                yield return text[at..Math.Min(end, at + StemLength)].ToLowerInvariant();
            }

            at = end + 1;
        }
    }
}
