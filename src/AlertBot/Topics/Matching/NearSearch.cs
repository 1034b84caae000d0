namespace AlertBot.Topics.Matching;

/// <summary>Evaluates NEAR: joins hits that are close to each other, in either order, without overlapping.</summary>
internal static class NearSearch
{
    /// <summary>
    /// Words of the longest phrase for which the backward search is exact. A hit that begins further away may still end close by.
    /// </summary>
    private const int MaxPhraseLength = 50;

    /// <summary>Returns every hit of either side that has one of the other side close to it, with the nearest one as evidence.</summary>
    public static List<Hit> Join(TopicDocument document, IReadOnlyList<Hit> left, IReadOnlyList<Hit> right, int maxDistance,
        MatchBudget budget)
    {
        var joined = new List<Hit>();
        foreach (var field in left.Select(hit => hit.Field).Distinct())
        {
            var tokens = document.GetIndex(field).Tokens;
            var lefts = GetOrdered(left, field);
            var rights = GetOrdered(right, field);
            joined.AddRange(FindWithNearest(tokens, lefts, rights, maxDistance, budget));
            joined.AddRange(FindWithNearest(tokens, rights, lefts, maxDistance, budget));
        }

        return [.. joined.DistinctBy(hit => (hit.Field, hit.Span))];
    }

    private static Hit[] GetOrdered(IReadOnlyList<Hit> hits, SearchedField field) =>
        [.. hits.Where(hit => hit.Field == field).OrderBy(hit => hit.Span.Start).ThenBy(hit => hit.Span.End)];

    private static IEnumerable<Hit> FindWithNearest(IReadOnlyList<WordToken> tokens, Hit[] hits, Hit[] others, int maxDistance,
        MatchBudget budget)
    {
        var next = 0;
        foreach (var hit in hits)
        {
            while (next < others.Length && others[next].Span.Start < hit.Span.Start)
            {
                next++;
            }

            var nearest = FindAfter(tokens, hit, others, next, maxDistance, budget)
                ?? FindBefore(tokens, hit, others, next - 1, maxDistance, budget);
            if (nearest is not null)
            {
                yield return hit with { NearbySpans = [.. hit.NearbySpans, .. nearest.AllSpans] };
            }
        }
    }

    private static Hit? FindAfter(IReadOnlyList<WordToken> tokens, Hit hit, Hit[] others, int from, int maxDistance, MatchBudget budget)
    {
        for (var i = from;
            i < others.Length && budget.TrySpend() && CountWordsBetween(tokens, hit.Span, others[i].Span) <= maxDistance;
            i++)
        {
            if (!hit.Overlaps(others[i]))
            {
                return others[i];
            }
        }

        return null;
    }

    private static Hit? FindBefore(IReadOnlyList<WordToken> tokens, Hit hit, Hit[] others, int from, int maxDistance, MatchBudget budget)
    {
        for (var i = from;
            i >= 0 && budget.TrySpend() && CountWordsBetween(tokens, others[i].Span, hit.Span) <= maxDistance + MaxPhraseLength;
            i--)
        {
            if (!hit.Overlaps(others[i]) && CountWordsBetween(tokens, others[i].Span, hit.Span) <= maxDistance)
            {
                return others[i];
            }
        }

        return null;
    }

    /// <summary>Words between two spans; negative within a compound, whose parts are one word.</summary>
    private static int CountWordsBetween(IReadOnlyList<WordToken> tokens, TokenSpan first, TokenSpan second) =>
        tokens[second.Start].WordNumber - tokens[first.End - 1].WordNumber - 1;
}
