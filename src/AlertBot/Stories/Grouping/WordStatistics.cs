using System.Collections.Frozen;
using System.Reflection;

namespace AlertBot.Stories.Grouping;

/// <summary>
/// Counts in how many articles a word occurs, so that rare words weigh more. Knows the common English words, which are no names.
/// </summary>
internal sealed class WordStatistics
{
    /// <summary>
    /// Articles without the word that are counted before the first one, so that the first articles do not weigh too much.
    /// </summary>
    private const int PriorArticles = 10_000;

    private const string Resource = "AlertBot.Stories.CommonWords.txt";

    private static readonly FrozenSet<string> CommonWords;

    /// <summary>A common English word counts as if it had occurred in this many articles, until enough are counted.</summary>
    private const int PriorOfCommonWord = 10;

    private static readonly FrozenSet<string> CommonStems;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _stems = [];
    private readonly List<int> _articles = [];
    private int _count;

    static WordStatistics()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                words.UnionWith(line.Split(' '));
            }
        }

        CommonWords = words.ToFrozenSet();
        CommonStems = words.SelectMany(HeadlineTokenizer.Split).Select(token => token.Stem).ToFrozenSet();
    }

    /// <summary>Whether an English word is usually written in lower case, so that it is no name even where it has a capital.</summary>
    public static bool IsCommon(string lower) => CommonWords.Contains(lower);

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
}
