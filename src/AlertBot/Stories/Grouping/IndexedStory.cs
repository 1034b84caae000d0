namespace AlertBot.Stories.Grouping;

/// <summary>A story in memory: the sum of its members' vectors, its founding article and its latest ones.</summary>
internal sealed class IndexedStory(long id, IndexedItem founder)
{
    /// <summary>The members beside the founder whose headlines are compared word by word.</summary>
    private const int MaxRecent = 4;

    private readonly Queue<IndexedItem> _recent = new(1);
    private StemVector _sum = new([], []);
    private double _norm;

    public long Id { get; } = id;

    public IndexedItem Founder { get; } = founder;

    /// <summary>The links by which the story can be found.</summary>
    public List<string> Links { get; } = [];

    public int Count { get; private set; }

    public DateTimeOffset NewestAt { get; private set; } = founder.At;

    public IReadOnlyList<int> Stems => _sum.Stems;

    /// <summary>Whether any article of the story has the stem.</summary>
    public bool Contains(int stem) => _sum.Contains(stem);

    /// <summary>The founder and the latest members.</summary>
    public IEnumerable<IndexedItem> Compared => _recent.Contains(Founder) ? _recent : _recent.Prepend(Founder);

    /// <returns>The stems that the story did not have before.</returns>
    public List<int> Add(IndexedItem item)
    {
        var added = item.Vector.Stems.Where(stem => !Contains(stem)).ToList();
        _sum = Count == 0 ? item.Vector : _sum.Add(item.Vector);
        _norm = _sum.GetNorm();
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
