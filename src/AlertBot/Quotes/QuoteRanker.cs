using AlertBot.Text;

namespace AlertBot.Quotes;

/// <summary>Orders quotations by what they tell a reader of a topic.</summary>
internal static class QuoteRanker
{
    // Evidence further away than this says nothing of a quotation.
    private const double MaxEvidenceDistance = 600;

    /// <param name="topic">Where the topic's words stand in the text; empty for none.</param>
    /// <returns>All quotations, the most telling first; a part that continues follows its first part.</returns>
    public static IReadOnlyList<Quote> Rank(string text, IReadOnlyList<Quote> quotes, IReadOnlyList<TextSpan> topic) =>
        Rank([new QuotedText(text, quotes, topic)]);

    /// <summary>Orders the quotations of several articles together; one that another article has too is told once.</summary>
    public static IReadOnlyList<Quote> Rank(IReadOnlyList<QuotedText> texts)
    {
        var seen = new List<(int Text, HashSet<string> Words)>();
        return texts
            .SelectMany((text, n) => Weigh(text).Select(run => (Text: n, run.Run, run.Weight)))
            .OrderByDescending(run => run.Weight)
            .ThenBy(run => run.Text)
            .ThenBy(run => run.Run[0].Start)
            .Select(run => (run.Run, run.Weight, Repeat: FindRepeat(run.Text, run.Run, seen)))
            .Where(run => run.Repeat is not RepeatKind.OfOtherText)
            .OrderByDescending(run => run.Repeat is RepeatKind.None)
            .SelectMany(run => run.Run)
            .ToList();
    }

    private static IEnumerable<(List<Quote> Run, double Weight)> Weigh(QuotedText text)
    {
        var evidence = text.TopicSpans.OrderBy(span => span.Start).ToList();
        return GroupParts(text.Quotes).Select(run => (run, Weight(text.Text, run, evidence)));
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

    private static double Weight(string text, List<Quote> run, List<TextSpan> evidence)
    {
        var first = run[0];
        var words = run.Sum(quote => Words(quote.Text).Length);
        var speaker = first switch
        {
            { Name: not null, Role: not null } => 1.0,
            { Name: not null } => 0.8,
            { Speaker: not null } => 0.4,
            _ => 0.1,
        };
        var length = words < 5 ? 0.2 : words < 9 ? 0.6 : words <= 60 ? 1 : 0.8;

        // Words inside the author's sentence tell less than speech that stands alone.
        var whole = first.Text.Length > 0 && !char.IsLower(first.Text[0]) ? 0.3 : 0;
        var early = 0.3 * (1 - ((double)first.Start / Math.Max(1, text.Length)));
        return 0.01 + speaker + length + whole + early + (1.5 * Proximity(run, evidence));
    }

    private static double Proximity(List<Quote> run, List<TextSpan> evidence)
    {
        if (evidence.Count == 0)
        {
            return 0;
        }

        int start = run[0].Start, end = run[^1].End;
        int low = 0, high = evidence.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (evidence[middle].Start < start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        var behind = low < evidence.Count ? Math.Max(0, evidence[low].Start - end) : int.MaxValue;
        var before = low > 0 ? Math.Max(0, start - evidence[low - 1].End) : int.MaxValue;
        var distance = Math.Min(behind, before);
        return distance == 0 ? 1 : Math.Max(0, 0.7 * (1 - (distance / MaxEvidenceDistance)));
    }

    /// <summary>A quotation most of whose words a better one has said is told last.</summary>
    private static RepeatKind FindRepeat(int text, List<Quote> run, List<(int Text, HashSet<string> Words)> seen)
    {
        var words = run.SelectMany(quote => Words(quote.Text)).Select(word => word.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        var first = seen.FindIndex(other => words.Count(other.Words.Contains) > 0.8 * words.Count);

        // Enough to keep what is shown free of repeats; the rest waits behind a button anyway.
        if (seen.Count < 30)
        {
            seen.Add((text, words));
        }

        return first < 0 ? RepeatKind.None : seen[first].Text == text ? RepeatKind.OfSameText : RepeatKind.OfOtherText;
    }

    private static string[] Words(string text) =>
        text.Split([' ', '\n', '\t', ',', '.', '!', '?', ';', ':', '—'], StringSplitOptions.RemoveEmptyEntries);

    private enum RepeatKind
    {
        None,
        OfSameText,
        OfOtherText,
    }
}

/// <summary>A text with its quotations.</summary>
/// <param name="TopicSpans">Where the topic's words stand in it; empty for none.</param>
internal sealed record QuotedText(string Text, IReadOnlyList<Quote> Quotes, IReadOnlyList<TextSpan> TopicSpans);
