using AlertBot.Text;

namespace AlertBot.Articles.Cleaning;

/// <summary>
/// Removes paragraphs that a page has twice: the standfirst that is the first paragraph once more, and blocks that are there once for each
/// screen size.
/// </summary>
internal static class RepeatedParagraphs
{
    /// <summary>Shorter paragraphs, in characters, may be repeated by the author.</summary>
    private const int MinLength = 60;

    /// <summary>Paragraphs in a row that must be repeated; one or two may be a refrain.</summary>
    private const int MinRun = 3;

    /// <summary>A paragraph that occurs more often is repeated by the author.</summary>
    private const int MaxOccurrences = 3;

    /// <summary>A repeated run begins with one of the first paragraphs, up to this index.</summary>
    private const int MaxHeadIndex = 3;

    /// <summary>
    /// A standfirst without a sentence end may be the beginning of one of this many paragraphs after it; otherwise of two.
    /// </summary>
    private const int StandfirstSearchDepth = 5;

    public static List<string> RemoveFrom(List<string> paragraphs)
    {
        var keys = paragraphs.ConvertAll(p => NormalizedLineKey.From(p));
        var occurrences = keys.Select((key, index) => (key, index)).Where(p => p.key.Length >= MinLength).GroupBy(p => p.key)
            .ToDictionary(g => g.Key, g => (First: g.First().index, Count: g.Count()), StringComparer.Ordinal);
        var kept = new List<string>();
        for (var i = 0; i < paragraphs.Count;)
        {
            var (first, count) = occurrences.GetValueOrDefault(keys[i], (i, 1));
            var length = count <= MaxOccurrences ? CountRepeated(keys, first, i) : 0;
            var isRepeatedBlock = length >= MinRun && first <= MaxHeadIndex;
            var isRepeatedStandfirst = length > 0 && first == 0 && i <= MaxHeadIndex && count == 2 && keys.Count > MaxHeadIndex;
            if (isRepeatedBlock || isRepeatedStandfirst)
            {
                i += length;
            }
            else
            {
                kept.Add(paragraphs[i++]);
            }
        }

        if (kept.Count > 1 && kept[0].Length >= MinLength && (IsBeginningOfText(kept) || DuplicateStandfirst.IsRepeatedInText(kept)))
        {
            kept.RemoveAt(0);
        }

        return kept;
    }

    /// <summary>Counts the paragraphs from an index on that equal, in order, those from an earlier index on.</summary>
    private static int CountRepeated(List<string> keys, int earlier, int at)
    {
        if (earlier == at)
        {
            return 0;
        }

        var length = 1;
        while (at + length < keys.Count && earlier + length < at && keys[at + length] == keys[earlier + length])
        {
            length++;
        }

        return length;
    }

    /// <summary>Whether the first paragraph is the beginning of one of those after it.</summary>
    private static bool IsBeginningOfText(List<string> paragraphs)
    {
        var standfirst = paragraphs[0];
        var depth = standfirst[^1] is '.' or '!' or '?' ? 2 : StandfirstSearchDepth;
        return paragraphs.Skip(1).Take(depth).Any(p => BeginsWith(p, standfirst));
    }

    private static bool BeginsWith(string paragraph, string standfirst) => paragraph.Length > standfirst.Length
        && NormalizedLineKey.From(paragraph.AsSpan(0, Math.Min(paragraph.Length, standfirst.Length * 2)))
            .StartsWith(NormalizedLineKey.From(standfirst), StringComparison.Ordinal);
}
