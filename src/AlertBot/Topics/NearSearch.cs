namespace AlertBot.Topics;

/// <summary>Joins what stands near each other, in either order, without overlapping.</summary>
internal static class NearSearch
{
    private const int LongestPhraseMargin = 50;

    /// <summary>Every hit of either side that has one of the other side near it; the nearest before or behind is told with it.</summary>
    public static List<Hit> Join(TopicDocument document, IReadOnlyList<Hit> left, IReadOnlyList<Hit> right, int words, QueryEffort effort)
    {
        var joined = new List<Hit>();
        foreach (var field in left.Select(hit => hit.Field).Distinct())
        {
            var parts = document.IndexOf(field).Parts;
            var lefts = InOrder(left, field);
            var rights = InOrder(right, field);
            joined.AddRange(WithNeighbour(parts, lefts, rights, words, effort));
            joined.AddRange(WithNeighbour(parts, rights, lefts, words, effort));
        }

        return [.. joined.DistinctBy(hit => (hit.Field, hit.Place))];
    }

    private static Hit[] InOrder(IReadOnlyList<Hit> hits, SearchedField field) =>
        [.. hits.Where(hit => hit.Field == field).OrderBy(hit => hit.Place.Start).ThenBy(hit => hit.Place.End)];

    private static IEnumerable<Hit> WithNeighbour(IReadOnlyList<Part> parts, Hit[] hits, Hit[] others, int words, QueryEffort effort)
    {
        var next = 0;
        foreach (var hit in hits)
        {
            while (next < others.Length && others[next].Place.Start < hit.Place.Start)
            {
                next++;
            }

            if ((Behind(parts, hit, others, next, words, effort) ?? Before(parts, hit, others, next - 1, words, effort)) is { } other)
            {
                yield return hit with { Others = [.. hit.Others, .. other.Pieces] };
            }
        }
    }

    private static Hit? Behind(IReadOnlyList<Part> parts, Hit hit, Hit[] others, int from, int words, QueryEffort effort)
    {
        for (var i = from; i < others.Length && effort.Spend() && WordsBetween(parts, hit.Place, others[i].Place) <= words; i++)
        {
            if (!hit.Overlaps(others[i]))
            {
                return others[i];
            }
        }

        return null;
    }

    private static Hit? Before(IReadOnlyList<Part> parts, Hit hit, Hit[] others, int from, int words, QueryEffort effort)
    {
        // A long phrase that begins further off may reach nearer, so the start alone ends the walk with a margin.
        for (var i = from; i >= 0 && effort.Spend() && WordsBetween(parts, others[i].Place, hit.Place) <= words + LongestPhraseMargin; i--)
        {
            if (!hit.Overlaps(others[i]) && WordsBetween(parts, others[i].Place, hit.Place) <= words)
            {
                return others[i];
            }
        }

        return null;
    }

    /// <summary>Words between two places; the parts of one compound are one word, so within it the count is below zero.</summary>
    private static int WordsBetween(IReadOnlyList<Part> parts, Place first, Place second) =>
        parts[second.Start].Word - parts[first.End - 1].Word - 1;
}
