using AlertBot.Articles;

namespace AlertBot.Briefs;

/// <summary>Gathers the sentences of one or more texts that could stand in their summary.</summary>
internal static class SummaryCandidates
{
    // What comes later in an article than this is background.
    private const int Considered = 60;

    // Of what other outlets write the beginning is enough; more outlets add nothing to three sentences.
    private const int ConsideredOfOthers = 12;
    private const int MostOthers = 8;

    // A sentence of which so much stands in another outlet's sentence is agency copy.
    private const double Copied = 0.75;

    // Some quoted words may stand in the summary and below it; a longer quotation is read once.
    private const int LongestRepeated = 30;

    // So many quotations a brief shows without being asked.
    private const int Shown = 3;

    public static List<SummaryCandidate> Of(IReadOnlyList<SummarizedText> texts)
    {
        var shown = ShownQuotes(texts);
        var all = new List<SummaryCandidate>();
        var others = 0;
        for (var n = 0; n < texts.Count && others < MostOthers; n++)
        {
            if (n == 0)
            {
                all.AddRange(OfText(texts[0], 0, shown, Considered));
            }
            else if (IsSameLanguage(texts[0].Language, texts[n].Language) && NewOnes(OfText(texts[n], n, shown, ConsideredOfOthers), all) is { Count: > 0 } own)
            {
                all.AddRange(own);
                others++;
            }
        }

        return all;
    }

    /// <returns>None where most of the text is copied: what an editor added to an agency's report changes no summary.</returns>
    private static List<SummaryCandidate> NewOnes(List<SummaryCandidate> candidates, List<SummaryCandidate> known)
    {
        var own = candidates.Where(candidate => !known.Exists(other => SummaryCandidate.Overlap(candidate, other) > Copied)).ToList();
        return own.Count * 2 > candidates.Count ? own : [];
    }

    private static bool IsSameLanguage(string? one, string? other) =>
        one is not null && other is not null && Primary(one).Equals(Primary(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>“de” of “de-AT”.</summary>
    private static ReadOnlySpan<char> Primary(string language) => language.AsSpan()[..(language.AsSpan().IndexOfAny('-', '_') is var at and >= 0 ? at : language.Length)];

    /// <summary>The quotations that stand below the summary, the small ones left out.</summary>
    private static HashSet<Quote> ShownQuotes(IReadOnlyList<SummarizedText> texts)
    {
        var runs = 0;
        return KeyQuotes.Rank([.. texts.Select(text => new QuotedText(text.Text, text.Quotes, text.Topic))])
            .TakeWhile(quote => (runs += quote.Continues ? 0 : 1) <= Shown)
            .Where(quote => quote.Text.Length > LongestRepeated)
            .ToHashSet<Quote>(ReferenceEqualityComparer.Instance);
    }

    private static List<SummaryCandidate> OfText(SummarizedText text, int number, HashSet<Quote> shown, int most)
    {
        var quotes = text.Quotes.OrderBy(quote => quote.Start).ToList();
        var told = quotes.Where(shown.Contains).ToList();
        var sentences = Sentences.Split(text.Text);
        var candidates = Candidates(text.Text, number, sentences, quotes, most, lenient: false);
        var own = candidates.Where(candidate => candidate.IsLead || !told.Exists(quote => quote.Start < candidate.Span.End && candidate.Span.Start < quote.End)).ToList();

        // A quotation that stands twice is better than no summary.
        candidates = own.Count > 0 ? own : candidates;
        return candidates.Count > 0 || number > 0 ? candidates : Candidates(text.Text, number, sentences, quotes, most, lenient: true);
    }

    private static List<SummaryCandidate> Candidates(string text, int number, IReadOnlyList<TextSpan> sentences, IReadOnlyList<Quote> quotes, int most, bool lenient)
    {
        var candidates = new List<SummaryCandidate>();
        var order = 0;
        foreach (var sentence in sentences.Where(Outside(Captions(text))))
        {
            if (SummaryCandidate.Of(text, sentence, order, quotes, lenient) is { } candidate)
            {
                candidates.Add(candidate with { Text = number });
            }

            // Furniture and fragments take no place.
            order += sentence.Length > 40 ? 1 : 0;
            if (candidates.Count >= most)
            {
                break;
            }
        }

        return candidates;
    }

    private static List<TextSpan> Captions(string text) =>
        Paragraphs.Split(text).Where(paragraph => Furniture.IsCaption(text.AsSpan(paragraph.Start, paragraph.Length))).ToList();

    /// <summary>Both lists are in order of place.</summary>
    private static Func<TextSpan, bool> Outside(List<TextSpan> captions)
    {
        var at = 0;
        return sentence =>
        {
            while (at < captions.Count && captions[at].End <= sentence.Start)
            {
                at++;
            }

            return at == captions.Count || sentence.End <= captions[at].Start;
        };
    }
}
