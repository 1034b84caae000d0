using System.Buffers;
using AlertBot.Articles.Paywalls;
using AlertBot.Text;

namespace AlertBot.Articles.Cleaning;

/// <summary>
/// Puts the paragraphs of an article in order: what was cut apart is joined, what stands twice stands once, what stands around the article
/// goes.
/// </summary>
internal static class ParagraphCleanup
{
    /// <summary>Shorter paragraphs may well be said twice.</summary>
    private const int MinDuplicateLength = 60;

    /// <summary>
    /// Where so many paragraphs from the article's head follow each other again, it begins again; one or two may be a refrain.
    /// </summary>
    private const int MinRepeatedRun = 3;

    private const int MaxOccurrences = 3;

    private const int MaxBiographyLength = 400;

    /// <summary>Boxes stand among so many of the last paragraphs.</summary>
    private const int TailLength = 4;

    /// <summary>Notices stand among so many of the first.</summary>
    private const int HeadLength = 3;

    /// <summary>Below a call to pay shorter lines are its prices and buttons.</summary>
    private const int MinReadableLength = 90;

    private const double MinOfferShare = 0.75;

    /// <summary>A lead without a full stop is a piece of one of so many paragraphs after it.</summary>
    private const int StandfirstSearchDepth = 5;

    private static readonly SearchValues<char> QuoteCharacters = SearchValues.Create("“”„«»\"");

    public static List<string> Clean(List<string> paragraphs, string? byline) =>
        RemoveRepetitions(
            SplitSentenceJoiner.Join(
                ArticleFooterLines.RemoveFrom(
                    RemoveTailAsides(RemoveHeadNotices(RemoveSubscriptionOffer(RemoveGalleryNumbers(paragraphs))), byline), byline)));

    /// <summary>A standfirst that is the first paragraph once more, and blocks that a page holds once a size of screen.</summary>
    private static List<string> RemoveRepetitions(List<string> paragraphs)
    {
        var loose = paragraphs.ConvertAll(p => NormalizedLineKey.From(p));
        var first = loose.Select((text, index) => (text, index)).Where(p => p.text.Length >= MinDuplicateLength).GroupBy(p => p.text)
            .ToDictionary(g => g.Key, g => (At: g.First().index, Times: g.Count()), StringComparer.Ordinal);
        var once = new List<string>();
        for (var i = 0; i < paragraphs.Count;)
        {
            var (earlier, times) = first.GetValueOrDefault(loose[i], (i, 1));
            var length = times <= MaxOccurrences ? CountRepeated(loose, earlier, i) : 0;

            // Once or twice more is a page's doing; again and again is the author's.
            if ((length >= MinRepeatedRun && earlier <= HeadLength)
                || (length > 0 && earlier == 0 && i <= HeadLength && times == 2 && loose.Count > HeadLength))
            {
                i += length;
                continue;
            }

            once.Add(paragraphs[i++]);
        }

        if (once.Count > 1 && once[0].Length >= MinDuplicateLength
            && (once.Skip(1).Take(once[0][^1] is '.' or '!' or '?' ? 2 : StandfirstSearchDepth).Any(p => BeginsWith(p, once[0]))
                || DuplicateStandfirst.IsRepeatedInText(once)))
        {
            once.RemoveAt(0);
        }

        return once;
    }

    /// <summary>From a call to pay on, where little but prices and buttons follows it.</summary>
    private static List<string> RemoveSubscriptionOffer(List<string> paragraphs)
    {
        var call = paragraphs.FindIndex(p => !ContainsQuote(p) && InterstitialText.IsCallToPay(p));
        var rest = call < 0 ? 0 : paragraphs.Count - call;
        return call > 0 && rest > TailLength && paragraphs.Skip(call).Count(p => p.Length < MinReadableLength) >= rest * MinOfferShare
            ? paragraphs[..call] : paragraphs;
    }

    /// <summary>The numbers of the pictures in a gallery, once all of it is gone.</summary>
    private static List<string> RemoveGalleryNumbers(List<string> paragraphs)
    {
        var often = paragraphs.Where(p => p.Length <= 2 && p.All(char.IsAsciiDigit)).GroupBy(p => p)
            .Where(g => g.Count() >= MaxOccurrences).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return often.Count == 0 ? paragraphs : [.. paragraphs.Where(p => !often.Contains(p))];
    }

    /// <summary>How many paragraphs from one on are, in order, those from an earlier one on.</summary>
    private static int CountRepeated(List<string> loose, int earlier, int at)
    {
        if (earlier == at)
        {
            return 0;
        }

        var length = 1;
        while (at + length < loose.Count && earlier + length < at && loose[at + length] == loose[earlier + length])
        {
            length++;
        }

        return length;
    }

    private static bool BeginsWith(string paragraph, string standfirst) => paragraph.Length > standfirst.Length
        && NormalizedLineKey.From(paragraph.AsSpan(0, Math.Min(paragraph.Length, standfirst.Length * 2)))
            .StartsWith(NormalizedLineKey.From(standfirst), StringComparison.Ordinal);

    private static List<string> RemoveHeadNotices(List<string> paragraphs) =>
        paragraphs.Count <= HeadLength ? paragraphs : [.. paragraphs.Where((p, index) => index >= HeadLength || !IsNotice(p))];

    /// <summary>Calls to pay, notices and the box about the writer; a text that is nothing else is left for others to judge.</summary>
    private static List<string> RemoveTailAsides(List<string> paragraphs, string? byline)
    {
        var kept = paragraphs.Where((p, index) => index < paragraphs.Count - TailLength || !(IsAside(p) || IsBiography(p, byline)))
            .ToList();
        return kept.Count == 0 && paragraphs.Any(p => !IsAside(p)) ? paragraphs : kept;
    }

    private static bool IsAside(string paragraph) =>
        !ContainsQuote(paragraph)
            && (InterstitialText.IsOffer(paragraph) || (paragraph.Length <= MaxBiographyLength && Boilerplate.IsContactLine(paragraph)));

    private static bool IsNotice(string paragraph) =>
        !ContainsQuote(paragraph) && (InterstitialText.IsNotice(paragraph) || InterstitialText.IsCallToPay(paragraph));

    /// <summary>What somebody says of cookies is news.</summary>
    private static bool ContainsQuote(string paragraph) => paragraph.AsSpan().ContainsAny(QuoteCharacters);

    private static bool IsBiography(string paragraph, string? byline) =>
        byline is { Length: > 4 } && paragraph.Length <= MaxBiographyLength && !ContainsQuote(paragraph)
        && paragraph.StartsWith(byline, StringComparison.OrdinalIgnoreCase)
        && paragraph.AsSpan(byline.Length).TrimStart() is var rest
        && (StartsWithAny(rest, "is a ", "is an ", "is the ", "has been ", "covers ", "writes ", "reports ", "works ", "ist ",
            "schreibt ", "arbeitet ", "est ", "es un", "escribe ", "è un"));

    private static bool StartsWithAny(ReadOnlySpan<char> text, params ReadOnlySpan<string> starts)
    {
        foreach (var start in starts)
        {
            if (text.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
