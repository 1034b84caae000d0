using System.Collections.Frozen;
using System.Reflection;

namespace AlertBot.Stories.Grouping;

/// <summary>
/// Counts in how many articles a word occurs, so that rare words weigh more. Knows the common English words, which are not names.
/// </summary>
internal sealed class WordStatistics
{
    /// <summary>
    /// Articles without the word that are counted before the first one, so that the first articles do not weigh too much.
    /// </summary>
    private const int PriorArticles = 10_000;

    private static readonly FrozenSet<string> CommonWords;

    /// <summary>A common English word counts as if it had occurred in this many articles, until enough are counted.</summary>
    private const int PriorOfCommonWord = 10;

    private static readonly FrozenSet<string> CommonStems;

    private static readonly FrozenSet<string> DictionaryStems;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _stems = [];
    private readonly List<int> _articles = [];
    private int _count;

    static WordStatistics()
    {
        CommonWords = ReadWords("AlertBot.Stories.CommonWords.txt").ToFrozenSet();
        CommonStems = ToStems(CommonWords);
        DictionaryStems = ToStems(CommonWords.Concat(ReadWords("AlertBot.Stories.DictionaryWords.txt")));
    }

    /// <summary>Whether an English word is usually written in lower case, so that it is not a name even with a capital.</summary>
    public static bool IsCommon(string lower) => CommonWords.Contains(lower);

    /// <summary>Whether a stem is of a word that is often written in lower case. Names may be such words: “Northern Compact”.</summary>
    public static bool IsInDictionary(string stem) => DictionaryStems.Contains(stem);

    /// <returns>The number of a stem, which is given at its first use.</returns>
    public int GetId(string stem)
    {
        if (!_ids.TryGetValue(stem, out var id))
        {
            id = _stems.Count;
            _ids.Add(stem, id);
            _stems.Add(stem);
            _articles.Add(0);
        }

        return id;
    }

    /// <returns>The number of a stem; null when no article has it.</returns>
    public int? FindId(string stem) => _ids.TryGetValue(stem, out var id) ? id : null;

    public void Add(ReadOnlySpan<int> distinctStems)
    {
        _count++;
        foreach (var stem in distinctStems)
        {
            _articles[stem]++;
        }
    }

    /// <returns>The inverse document frequency, in nats.</returns>
    public double GetWeight(int stem) => Math.Log((PriorArticles + _count)
        / (0.5 + (CommonStems.Contains(_stems[stem]) ? PriorOfCommonWord : 0) + _articles[stem]));

    private static FrozenSet<string> ToStems(IEnumerable<string> words) =>
        words.SelectMany(HeadlineTokenizer.Split).Select(token => token.Stem).ToFrozenSet();

    private static HashSet<string> ReadWords(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                words.UnionWith(line.Split(' '));
            }
        }

        return words;
    }
}
