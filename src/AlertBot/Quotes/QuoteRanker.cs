using AlertBot.Text;

namespace AlertBot.Quotes;

/// <summary>Orders quotations by their value for a reader of a topic.</summary>
internal static class QuoteRanker
{
    // Topic words further than this from a quotation do not count, in characters.
    private const double MaxEvidenceDistance = 600;

    // Quotations that later ones are compared with. Limits the time for a story with hundreds of quotations; only the first ones are shown.
    private const int MaxCompared = 30;

    // A quotation of which a larger share of words is in a better one repeats it.
    private const double RepeatShare = 0.8;

    private static readonly char[] WordSeparators = [' ', '\n', '\t', ',', '.', '!', '?', ';', ':', '—'];

    /// <param name="topic">Where the words of the topic are in the text; empty for no topic.</param>
    /// <returns>All quotations, the best first. A part that continues a quotation follows its first part.</returns>
    public static IReadOnlyList<Quote> Rank(string text, IReadOnlyList<Quote> quotes, IReadOnlyList<TextSpan> topic) =>
        Rank([new QuotedText(text, quotes, topic)]);

    /// <summary>Orders the quotations of several articles together. A quotation that another article also has is included once.</summary>
    public static IReadOnlyList<Quote> Rank(IReadOnlyList<QuotedText> texts)
    {
        var seen = new List<(int Text, HashSet<string> Words)>();
        return texts
            .SelectMany((text, index) => Weigh(text).Select(run => (Text: index, run.Parts, run.Weight)))
            .OrderByDescending(run => run.Weight)
            .ThenBy(run => run.Text)
            .ThenBy(run => run.Parts[0].Start)
            .Select(run => (run.Parts, Repeat: FindRepeat(run.Text, run.Parts, seen)))
            .Where(run => run.Repeat is not RepeatKind.OfOtherText)
            .OrderByDescending(run => run.Repeat is RepeatKind.None)
            .SelectMany(run => run.Parts)
            .ToList();
    }

    private static IEnumerable<(List<Quote> Parts, double Weight)> Weigh(QuotedText text)
    {
        var evidence = text.TopicSpans.OrderBy(span => span.Start).ToList();
        return GroupParts(text.Quotes).Select(parts => (parts, Weight(text.Text, parts, evidence)));
    }

    private static List<List<Quote>> GroupParts(IReadOnlyList<Quote> quotes)
    {
        var runs = new List<List<Quote>>();
        foreach (var quote in quotes.OrderBy(quote => quote.Start))
        {
            if (quote.Continues && runs.Count > 0)
            {
                runs[^1].Add(quote);
            }
            else
            {
                runs.Add([quote]);
            }
        }

        return runs;
    }

    private static double Weight(string text, List<Quote> parts, List<TextSpan> evidence)
    {
        var first = parts[0];
        var words = parts.Sum(quote => Words(quote.Text).Length);
        var speaker = first switch
        {
            { Name: not null, Role: not null } => 1.0,
            { Name: not null } => 0.8,
            { Speaker: not null } => 0.4,
            _ => 0.1,
        };
        var length = words switch
        {
            < 5 => 0.2,
            < 9 => 0.6,
            <= 60 => 1,
            _ => 0.8,
        };

        // A fragment inside a sentence of the author has less value than a whole sentence of speech.
        var isSentence = first.Text.Length > 0 && !char.IsLower(first.Text[0]);
        var position = 0.3 * (1 - ((double)first.Start / Math.Max(1, text.Length)));
        return 0.01 + speaker + length + (isSentence ? 0.3 : 0) + position + (1.5 * Proximity(parts, evidence));
    }

    /// <returns>1 where the quotation contains a topic word, less with the distance to the nearest one, 0 without one.</returns>
    private static double Proximity(List<Quote> parts, List<TextSpan> evidence)
    {
        if (evidence.Count == 0)
        {
            return 0;
        }

        int start = parts[0].Start, end = parts[^1].End;
        var next = OffsetSearch.FirstAtOrAfter(evidence, start, span => span.Start);
        var toNext = next < evidence.Count ? Math.Max(0, evidence[next].Start - end) : int.MaxValue;
        var toPrevious = next > 0 ? Math.Max(0, start - evidence[next - 1].End) : int.MaxValue;
        var distance = Math.Min(toNext, toPrevious);
        return distance == 0 ? 1 : Math.Max(0, 0.7 * (1 - (distance / MaxEvidenceDistance)));
    }

    /// <summary>Whether a better quotation has most of the words. A repeat of the same text moves to the end.</summary>
    private static RepeatKind FindRepeat(int text, List<Quote> parts, List<(int Text, HashSet<string> Words)> seen)
    {
        var words = parts.SelectMany(quote => Words(quote.Text)).Select(word => word.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        var first = seen.FindIndex(other => words.Count(other.Words.Contains) > RepeatShare * words.Count);
        if (seen.Count < MaxCompared)
        {
            seen.Add((text, words));
        }

        return first < 0 ? RepeatKind.None : seen[first].Text == text ? RepeatKind.OfSameText : RepeatKind.OfOtherText;
    }

    private static string[] Words(string text) => text.Split(WordSeparators, StringSplitOptions.RemoveEmptyEntries);

    private enum RepeatKind
    {
        None,
        OfSameText,
        OfOtherText,
    }
}

/// <summary>A text with its quotations.</summary>
/// <param name="TopicSpans">Where the words of the topic are in the text; empty for no topic.</param>
internal sealed record QuotedText(string Text, IReadOnlyList<Quote> Quotes, IReadOnlyList<TextSpan> TopicSpans);
