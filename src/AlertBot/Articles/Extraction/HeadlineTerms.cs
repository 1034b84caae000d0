using AlertBot.Articles.Html;
using AlertBot.Text;
using AngleSharp.Dom;

namespace AlertBot.Articles.Extraction;

/// <summary>The words in which a page's head says what its article is about.</summary>
internal sealed class HeadlineTerms
{
    /// <summary>With fewer words nothing can be said.</summary>
    private const int MinWords = 4;

    private const int MinWordLength = 5;

    /// <summary>Endings change: so many letters stand for the word.</summary>
    private const int StemLength = 6;

    /// <summary>An article has more of the words, whatever its length.</summary>
    private const double MinCoverage = 0.25;

    private const double MinBetterCoverage = 0.4;

    private const double MinCoverageNearDescription = 0.2;

    private const int MaxNearbyParagraphs = 12;

    /// <summary>Characters of a description by which it is known again on the page.</summary>
    private const int DescriptionPrefixLength = 50;

    private readonly HashSet<string> _words;
    private readonly string _description;

    private HeadlineTerms(HashSet<string> words, string description)
    {
        _words = words;
        _description = description;
    }

    public static HeadlineTerms? From(string? title, string? description)
    {
        var words = FindStems($"{title} {description}").ToHashSet(StringComparer.Ordinal);
        return words.Count < MinWords ? null
            : new HeadlineTerms(words,
                NormalizedLineKey.From(description ?? "") is var loose && loose.Length > DescriptionPrefixLength
                    ? loose[..DescriptionPrefixLength] : loose);
    }

    public bool IsAbsentFrom(IEnumerable<string> paragraphs) => GetCoverage(paragraphs, MinCoverage) < MinCoverage;

    /// <summary>Another text tells of it that much more clearly.</summary>
    /// <param name="around">Where the text stands; beside the description itself it need not tell as much.</param>
    public bool IsBetterCoveredBy(IEnumerable<string> paragraphs, IEnumerable<string> insteadOf, IElement? around = null)
    {
        var (share, other) = (GetCoverage(paragraphs), GetCoverage(insteadOf));
        return (share >= MinBetterCoverage && share >= 2 * other)
            || (share >= MinCoverageNearDescription && share >= 1.5 * other && around is not null
                && ParagraphWriter.Write(around).Take(MaxNearbyParagraphs).Any(IsDescription));
    }

    /// <summary>The description itself, where it stands on the page, says nothing of what stands beside it.</summary>
    /// <param name="enough">A share from which on nothing more is counted.</param>
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
            && NormalizedLineKey.From(paragraph.AsSpan(0, Math.Min(paragraph.Length, 200)))
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
