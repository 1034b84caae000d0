namespace AlertBot.Stories.Grouping;

/// <summary>Two headlines word by word: the words that both have, in the same order, and the gaps between them.</summary>
internal sealed class HeadlineAlignment
{
    private HeadlineAlignment(List<HeadlineToken> shared, List<HeadlineGap> gaps)
    {
        Shared = shared;
        Gaps = gaps;
    }

    /// <summary>The words of the longest common subsequence.</summary>
    public IReadOnlyList<HeadlineToken> Shared { get; }

    /// <summary>The places where one headline or both have other words.</summary>
    public IReadOnlyList<HeadlineGap> Gaps { get; }

    public static HeadlineAlignment Of(IReadOnlyList<HeadlineToken> a, IReadOnlyList<HeadlineToken> b)
    {
        var matches = FindMatches(a, b);
        var gaps = new List<HeadlineGap>();
        var (fromA, fromB) = (0, 0);
        for (var i = 0; i <= matches.Count; i++)
        {
            var (toA, toB) = i < matches.Count ? matches[i] : (a.Count, b.Count);
            if (toA > fromA || toB > fromB)
            {
                gaps.Add(new HeadlineGap([.. a.Skip(fromA).Take(toA - fromA)], [.. b.Skip(fromB).Take(toB - fromB)],
                    IsAtStart: i == 0, IsAtEnd: i == matches.Count || toA >= a.Count - 1));
            }

            (fromA, fromB) = (toA + 1, toB + 1);
        }

        return new HeadlineAlignment([.. matches.Select(match => a[match.A])], gaps);
    }

    private static List<(int A, int B)> FindMatches(IReadOnlyList<HeadlineToken> a, IReadOnlyList<HeadlineToken> b)
    {
        var lengths = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = a[i].Stem == b[j].Stem ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        var matches = new List<(int, int)>();
        for (int i = 0, j = 0; i < a.Count && j < b.Count;)
        {
            if (a[i].Stem == b[j].Stem)
            {
                matches.Add((i++, j++));
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return matches;
    }
}

/// <summary>A place where two headlines have other words; one of them may have none.</summary>
/// <param name="IsAtEnd">Whether nothing follows, or one word only.</param>
internal sealed record HeadlineGap(HeadlineToken[] A, HeadlineToken[] B, bool IsAtStart, bool IsAtEnd)
{
    public bool IsExchange => A.Length > 0 && B.Length > 0;
}
