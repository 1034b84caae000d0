using AlertBot.Feeds;
using AlertBot.Topics.Matching;

namespace AlertBot.Stories;

/// <summary>
/// Groups by the same link, or by nearly the same headline within a day. Holds what came lately in memory: at start it is filled again
/// by <see cref="Add"/> from what is stored. Not safe for several threads; the grouping pass is one.
/// </summary>
internal sealed class TitleGrouper : IStoryGrouper
{
    /// <summary>Dice's coefficient of the words from which two headlines are nearly the same.</summary>
    private const double SimilarityThreshold = 0.6;

    private static readonly TimeSpan TitleWindow = TimeSpan.FromDays(1);

    /// <summary>How long an item is known by its link; then it is forgotten.</summary>
    private static readonly TimeSpan RetentionWindow = TimeSpan.FromDays(3);

    // One item dated far ahead must not make all others look old.
    private static readonly TimeSpan MaxClockStep = TimeSpan.FromHours(1);

    private readonly Dictionary<string, IndexedItem> _byLink = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<IndexedItem>> _byWord = new(StringComparer.Ordinal);
    private readonly PriorityQueue<IndexedItem, DateTimeOffset> _byAge = new();
    private DateTimeOffset? _newest;
    private long _count;

    /// <summary>How many items are held.</summary>
    public int Count => _byAge.Count;

    public long? Find(StoryItem item) =>
        item.Link is not null && _byLink.TryGetValue(CanonicalUrl.From(item.Link), out var same) ? same.Story
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
        return !title.IsDistinctive ? null : FindCandidates(title)
            .Where(known =>
                (known.At - item.At).Duration() <= TitleWindow && known.Title.IsDistinctive && known.Title.NumbersAgreeWith(title))
            .Select(known => (Known: known, Likeness: known.Title.SimilarityTo(title)))
            .Where(pair => pair.Likeness >= SimilarityThreshold)
            .OrderByDescending(pair => pair.Likeness).ThenBy(pair => pair.Known.Number)
            .Select(pair => pair.Known)
            .FirstOrDefault();
    }

    /// <summary>
    /// Items that share one of the title's rarer words. A headline that is alike enough shares at least <see cref="MinSharedWords"/> of its
    /// words and so
    /// misses few: it must hold one of the rarest that are one more than those, and the common words need no look.
    /// </summary>
    private IEnumerable<IndexedItem> FindCandidates(TitleWords title) => title.Words
        .Select(word => _byWord.TryGetValue(word, out var items) ? items : [])
        .OrderBy(items => items.Count)
        .Take(title.Words.Count - MinSharedWords(title.Words.Count) + 1)
        .SelectMany(items => items)
        .Distinct();

    /// <summary>How many words of a title another one must share at least: the other has as many as it shares, or more.</summary>
    private static int MinSharedWords(int words) => (int)Math.Ceiling(SimilarityThreshold * words / (2 - SimilarityThreshold));

    private void EvictExpired(DateTimeOffset at)
    {
        _newest = _newest is not { } newest ? at : at > newest + MaxClockStep ? newest + MaxClockStep : at > newest ? at : newest;
        while (_byAge.TryPeek(out var oldest, out var age) && age < _newest - RetentionWindow)
        {
            _byAge.Dequeue();
            Remove(oldest);
        }
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

    /// <summary>An item that came before.</summary>
    private sealed class IndexedItem(long number, long story, DateTimeOffset at, string? link, TitleWords title)
    {
        public long Number { get; } = number;
        public long Story { get; } = story;
        public DateTimeOffset At { get; } = at;
        public string? Link { get; } = link;
        public TitleWords Title { get; } = title;
    }
}
