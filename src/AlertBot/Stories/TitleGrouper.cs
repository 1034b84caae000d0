using AlertBot.Feeds;
using AlertBot.Topics.Matching;

namespace AlertBot.Stories;

/// <summary>
/// Groups articles that have the same link, or nearly the same headline within a day. It holds the latest articles in memory;
/// <see cref="StoryIndex"/> fills it at start. Not thread-safe: the group stage runs one item at a time.
/// </summary>
internal sealed class TitleGrouper : IStoryGrouper
{
    /// <summary>The minimum Dice coefficient of the words of two headlines that count as nearly the same.</summary>
    private const double SimilarityThreshold = 0.6;

    /// <summary>The maximum distance in time between articles that are grouped by headline.</summary>
    private static readonly TimeSpan TitleWindow = TimeSpan.FromDays(1);

    /// <summary>How long an item is held in memory, and can be found by its link.</summary>
    private static readonly TimeSpan RetentionWindow = TimeSpan.FromDays(3);

    // An item with a date far in the future must not make all others expire.
    private static readonly TimeSpan MaxClockStep = TimeSpan.FromHours(1);

    private readonly Dictionary<string, IndexedItem> _byLink = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<IndexedItem>> _byWord = new(StringComparer.Ordinal);
    private readonly PriorityQueue<IndexedItem, DateTimeOffset> _byAge = new();
    private DateTimeOffset? _newest;
    private long _count;

    /// <summary>The number of items in memory.</summary>
    public int Count => _byAge.Count;

    public long? Find(StoryItem item) =>
        item.Link is not null && _byLink.TryGetValue(CanonicalUrl.From(item.Link), out var sameLink)
            ? sameLink.Story
            : FindMostSimilar(item)?.Story;

    public void Add(StoryItem item, long story)
    {
        var known = new IndexedItem(_count++, story, item.At, item.Link is null ? null : CanonicalUrl.From(item.Link),
            TitleWords.Of(item.Title, item.Source));
        if (known.Link is not null)
        {
            _byLink.TryAdd(known.Link, known);
        }

        foreach (var word in known.Title.Words)
        {
            if (!_byWord.TryGetValue(word, out var items))
            {
                _byWord.Add(word, items = []);
            }

            items.Add(known);
        }

        _byAge.Enqueue(known, known.At);
        EvictExpired(item.At);
    }

    private IndexedItem? FindMostSimilar(StoryItem item)
    {
        var title = TitleWords.Of(item.Title, item.Source);
        if (!title.IsDistinctive)
        {
            return null;
        }

        return FindCandidates(title)
            .Where(known => (known.At - item.At).Duration() <= TitleWindow
                && known.Title.IsDistinctive
                && known.Title.NumbersAgreeWith(title))
            .Select(known => (Item: known, Similarity: known.Title.SimilarityTo(title)))
            .Where(known => known.Similarity >= SimilarityThreshold)
            .OrderByDescending(known => known.Similarity)
            .ThenBy(known => known.Item.Number)
            .Select(known => known.Item)
            .FirstOrDefault();
    }

    /// <summary>
    /// Items that share one of the rarer words of the title. A similar headline shares at least <see cref="MinSharedWords"/> of the n words
    /// of the title, so it contains at least one of any n - MinSharedWords + 1 of them. Only the rarest ones are looked up.
    /// </summary>
    private IEnumerable<IndexedItem> FindCandidates(TitleWords title) => title.Words
        .Select(word => _byWord.TryGetValue(word, out var items) ? items : [])
        .OrderBy(items => items.Count)
        .Take(title.Words.Count - MinSharedWords(title.Words.Count) + 1)
        .SelectMany(items => items)
        .Distinct();

    /// <summary>
    /// The minimum number of words of a title that a similar one shares. Dice = 2·shared / (words + other), and other is at least shared.
    /// </summary>
    private static int MinSharedWords(int words) => (int)Math.Ceiling(SimilarityThreshold * words / (2 - SimilarityThreshold));

    private void EvictExpired(DateTimeOffset at)
    {
        _newest = Advance(_newest, at);
        while (_byAge.TryPeek(out var oldest, out var age) && age < _newest - RetentionWindow)
        {
            _byAge.Dequeue();
            Remove(oldest);
        }
    }

    private static DateTimeOffset Advance(DateTimeOffset? newest, DateTimeOffset at)
    {
        if (newest is not { } current || at <= current)
        {
            return newest ?? at;
        }

        return at > current + MaxClockStep ? current + MaxClockStep : at;
    }

    private void Remove(IndexedItem known)
    {
        if (known.Link is not null && _byLink.GetValueOrDefault(known.Link) == known)
        {
            _byLink.Remove(known.Link);
        }

        foreach (var word in known.Title.Words)
        {
            _byWord[word].Remove(known);
            if (_byWord[word].Count == 0)
            {
                _byWord.Remove(word);
            }
        }
    }

    private sealed class IndexedItem(long number, long story, DateTimeOffset at, string? link, TitleWords title)
    {
        public long Number { get; } = number;
        public long Story { get; } = story;
        public DateTimeOffset At { get; } = at;
        public string? Link { get; } = link;
        public TitleWords Title { get; } = title;
    }
}
