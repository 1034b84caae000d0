namespace AlertBot.Topics.Matching;

/// <summary>Joins what stands near each other, in either order, without overlapping.</summary>
internal static class NearSearch
{
    private const int MaxPhraseMargin = 50;

    /// <summary>Every hit of either side that has one of the other side near it; the nearest before or behind is told with it.</summary>
    public static List<Hit> Join(TopicDocument document, IReadOnlyList<Hit> left, IReadOnlyList<Hit> right, int words, MatchBudget effort)
    {
        var joined = new List<Hit>();
        foreach (var field in left.Select(hit => hit.Field).Distinct())
        {
            var parts = document.GetIndex(field).Tokens;
            var lefts = GetOrdered(left, field);
            var rights = GetOrdered(right, field);
            joined.AddRange(FindWithNeighbour(parts, lefts, rights, words, effort));
            joined.AddRange(FindWithNeighbour(parts, rights, lefts, words, effort));
        }

        return [.. joined.DistinctBy(hit => (hit.Field, hit.Span))];
    }

    private static Hit[] GetOrdered(IReadOnlyList<Hit> hits, SearchedField field) =>
        [.. hits.Where(hit => hit.Field == field).OrderBy(hit => hit.Span.Start).ThenBy(hit => hit.Span.End)];

    private static IEnumerable<Hit> FindWithNeighbour(IReadOnlyList<WordToken> parts, Hit[] hits, Hit[] others, int words,
        MatchBudget effort)
    {
        var next = 0;
        foreach (var hit in hits)
        {
            while (next < others.Length && others[next].Span.Start < hit.Span.Start)
            {
                next++;
            }

            if ((FindAfter(parts, hit, others, next, words, effort)
                ?? FindBefore(parts, hit, others, next - 1, words, effort)) is { } other)
            {
                yield return hit with { Neighbours = [.. hit.Neighbours, .. other.AllSpans] };
            }
        }
    }

    private static Hit? FindAfter(IReadOnlyList<WordToken> parts, Hit hit, Hit[] others, int from, int words, MatchBudget effort)
    {
        for (var i = from; i < others.Length && effort.TrySpend() && CountWordsBetween(parts, hit.Span, others[i].Span) <= words; i++)
        {
            if (!hit.Overlaps(others[i]))
            {
                return others[i];
            }
        }

        return null;
    }

    private static Hit? FindBefore(IReadOnlyList<WordToken> parts, Hit hit, Hit[] others, int from, int words, MatchBudget effort)
    {
        // A long phrase that begins further off may reach nearer, so the start alone ends the walk with a margin.
        for (var i = from; i >= 0 && effort.TrySpend() && CountWordsBetween(parts, others[i].Span, hit.Span) <= words + MaxPhraseMargin;
            i--)
        {
            if (!hit.Overlaps(others[i]) && CountWordsBetween(parts, others[i].Span, hit.Span) <= words)
            {
                return others[i];
            }
        }

        return null;
    }

    /// <summary>Words between two places; the parts of one compound are one word, so within it the count is below zero.</summary>
    private static int CountWordsBetween(IReadOnlyList<WordToken> parts, TokenSpan first, TokenSpan second) =>
        parts[second.Start].WordNumber - parts[first.End - 1].WordNumber - 1;
}
