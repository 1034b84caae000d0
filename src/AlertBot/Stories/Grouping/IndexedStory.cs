namespace AlertBot.Stories.Grouping;

/// <summary>A story in memory: the sum of its members' vectors, its founding article and its latest ones.</summary>
internal sealed class IndexedStory(long id, IndexedItem founder)
{
    /// <summary>The members beside the founder whose headlines are compared word by word.</summary>
    private const int MaxRecent = 4;

    private readonly Dictionary<string, double> _sum = new(StringComparer.Ordinal);
    private readonly Queue<IndexedItem> _recent = new();
    private double _norm;

    public long Id { get; } = id;

    public IndexedItem Founder { get; } = founder;

    /// <summary>The links by which the story can be found.</summary>
    public List<string> Links { get; } = [];

    public int Count { get; private set; }

    public DateTimeOffset NewestAt { get; private set; } = founder.At;

    public IEnumerable<string> Stems => _sum.Keys;

    /// <summary>Whether any article of the story has the stem.</summary>
    public bool Contains(string stem) => _sum.ContainsKey(stem);

    /// <summary>The founder and the latest members.</summary>
    public IEnumerable<IndexedItem> Compared => _recent.Contains(Founder) ? _recent : _recent.Prepend(Founder);

    /// <returns>The stems that the story did not have before.</returns>
    public List<string> Add(IndexedItem item)
    {
        var added = new List<string>();
        foreach (var (stem, weight) in item.Vector)
        {
            if (!_sum.TryGetValue(stem, out var sum))
            {
                added.Add(stem);
            }

            _sum[stem] = sum + weight;
        }

        _norm = Math.Sqrt(_sum.Values.Sum(weight => weight * weight));
        Count++;
        NewestAt = item.At > NewestAt ? item.At : NewestAt;
        _recent.Enqueue(item);
        if (_recent.Count > MaxRecent)
        {
            _recent.Dequeue();
        }

        return added;
    }

    /// <returns>The mean cosine of the item with the members.</returns>
    public double GetMeanSimilarity(IndexedItem item) => item.GetBoundedProduct(_sum) / Count;

    /// <returns>The cosine of the item with the sum of the members.</returns>
    public double GetCentroidSimilarity(IndexedItem item) => item.GetBoundedProduct(_sum) / _norm;
}

/// <summary>An article in memory.</summary>
/// <param name="Vector">The weight of each stem; the vector has length 1.</param>
internal sealed record IndexedItem(ItemText Text, string Title, string Source, DateTimeOffset At, string? Link,
    IReadOnlyDictionary<string, double> Vector, HashSet<int> Shingles)
{
    /// <summary>A name counts at most this many times as much as the other words: one person does many things.</summary>
    private const double MaxNameFactor = 2;

    /// <summary>The same for two names or more, which seldom meet by chance.</summary>
    private const double MaxNamesFactor = 6;

    public double GetSimilarity(IndexedItem other) => GetBoundedProduct(other.Vector);

    /// <returns>The scalar product with another vector, in which names count no more than the rest allows.</returns>
    public double GetBoundedProduct(IReadOnlyDictionary<string, double> other)
    {
        double names = 0, rest = 0;
        foreach (var (stem, weight) in Vector)
        {
            if (other.TryGetValue(stem, out var otherWeight))
            {
                if (Text.NameStems.Contains(stem))
                {
                    names += weight * otherWeight;
                }
                else
                {
                    rest += weight * otherWeight;
                }
            }
        }

        var factor = Text.Names.Count(name => name.Any(other.ContainsKey)) > 1 ? MaxNamesFactor : MaxNameFactor;
        return rest + (Text.HasLead ? Math.Min(names, factor * rest) : names);
    }
}
