using AlertBot.Articles.Paywalls;
using AlertBot.Articles.Phrases;
using AlertBot.Text;

namespace AlertBot.Articles.Cleaning;

/// <summary>
/// Cleans the extracted paragraphs of an article: removes notices and offers around the text, joins split sentences, removes repetitions.
/// </summary>
internal static class ParagraphCleanup
{
    /// <summary>A note about the author is not longer, in characters.</summary>
    private const int MaxBiographyLength = 400;

    /// <summary>A shorter byline, in characters, is too unspecific to recognize a note about its author.</summary>
    private const int MinBylineLength = 5;

    /// <summary>Offers and notes about the author are among this many of the last paragraphs.</summary>
    private const int TailLength = 4;

    /// <summary>Notices are among this many of the first paragraphs.</summary>
    private const int HeadLength = 3;

    /// <summary>Below a request to pay shorter lines, in characters, are prices and buttons.</summary>
    private const int MinReadableLength = 90;

    /// <summary>The share of such short lines from which on everything below the request is an offer.</summary>
    private const double MinOfferShare = 0.75;

    /// <summary>A number that is a paragraph this often numbers the pictures of a gallery.</summary>
    private const int MinGalleryNumbers = 3;

    public static List<string> Clean(List<string> paragraphs, string? byline)
    {
        var cleaned = RemoveGalleryNumbers(paragraphs);
        cleaned = RemoveSubscriptionOffer(cleaned);
        cleaned = RemoveHeadNotices(cleaned);
        cleaned = RemoveTailAsides(cleaned, byline);
        cleaned = ArticleFooterLines.RemoveFrom(cleaned, byline);
        cleaned = SplitSentenceJoiner.Join(cleaned);
        return RepeatedParagraphs.RemoveFrom(cleaned);
    }

    private static List<string> RemoveGalleryNumbers(List<string> paragraphs)
    {
        var numbers = paragraphs.Where(p => p.Length <= 2 && p.All(char.IsAsciiDigit)).GroupBy(p => p)
            .Where(g => g.Count() >= MinGalleryNumbers).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return numbers.Count == 0 ? paragraphs : [.. paragraphs.Where(p => !numbers.Contains(p))];
    }

    /// <summary>Removes everything from a request to pay on, when little but prices and buttons follows.</summary>
    private static List<string> RemoveSubscriptionOffer(List<string> paragraphs)
    {
        var call = paragraphs.FindIndex(p => !ContainsQuote(p) && InterstitialText.IsCallToPay(p));
        var rest = call < 0 ? 0 : paragraphs.Count - call;
        return call > 0 && rest > TailLength && paragraphs.Skip(call).Count(p => p.Length < MinReadableLength) >= rest * MinOfferShare
            ? paragraphs[..call]
            : paragraphs;
    }

    private static List<string> RemoveHeadNotices(List<string> paragraphs) =>
        paragraphs.Count <= HeadLength ? paragraphs : [.. paragraphs.Where((p, index) => index >= HeadLength || !IsNotice(p))];

    /// <summary>
    /// Removes offers, contact lines and the note about the author from the last paragraphs. A text that has nothing else stays:
    /// <see cref="PaywallDetector"/> decides about it.
    /// </summary>
    private static List<string> RemoveTailAsides(List<string> paragraphs, string? byline)
    {
        var kept = paragraphs
            .Where((p, index) => index < paragraphs.Count - TailLength || !(IsAside(p) || IsBiography(p, byline)))
            .ToList();
        return kept.Count == 0 && paragraphs.Any(p => !IsAside(p)) ? paragraphs : kept;
    }

    private static bool IsAside(string paragraph) => !ContainsQuote(paragraph)
        && (InterstitialText.IsOffer(paragraph)
            || (paragraph.Length <= MaxBiographyLength && Boilerplate.IsContactLine(paragraph)));

    private static bool IsNotice(string paragraph) =>
        !ContainsQuote(paragraph) && (InterstitialText.IsNotice(paragraph) || InterstitialText.IsCallToPay(paragraph));

    /// <summary>A paragraph with a quotation is news, even when it is about cookies.</summary>
    private static bool ContainsQuote(string paragraph) => paragraph.AsSpan().ContainsAny(CharacterClasses.QuotationMarks);

    private static bool IsBiography(string paragraph, string? byline)
    {
        if (byline is not { Length: >= MinBylineLength }
            || paragraph.Length > MaxBiographyLength
            || ContainsQuote(paragraph)
            || !paragraph.StartsWith(byline, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = paragraph[byline.Length..].TrimStart();
        return AllLanguages.BiographyBeginnings.Any(beginning => rest.StartsWith(beginning, StringComparison.Ordinal));
    }
}
