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

    private readonly Dictionary<string, int> _articles = new(StringComparer.Ordinal);
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
    }

    /// <summary>Whether an English word is usually written in lower case, so that it is no name even where it has a capital.</summary>
    public static bool IsCommon(string lower) => CommonWords.Contains(lower);

    public void Add(IEnumerable<string> distinctStems)
    {
        _count++;
        foreach (var stem in distinctStems)
        {
            _articles[stem] = _articles.GetValueOrDefault(stem) + 1;
        }
    }

    /// <returns>The inverse document frequency, in nats.</returns>
    public double GetWeight(string stem) =>
        Math.Log((PriorArticles + _count) / (0.5 + _articles.GetValueOrDefault(stem)));
}
