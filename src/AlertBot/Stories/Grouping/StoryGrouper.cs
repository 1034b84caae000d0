using AlertBot.Feeds;

namespace AlertBot.Stories.Grouping;

/// <summary>
/// Groups articles that report the same event. Candidates are stories that share words; the most similar one is chosen by the TF-IDF
/// vectors of title and lead, against the members and against the founding article, so that a story cannot drift. Whatever is similar,
/// <see cref="EventConflict"/> keeps opposite outcomes, other places, persons and numbers apart. Not thread-safe: the group stage runs one
/// item at a time; <see cref="StoryIndex"/> fills it at start.
/// </summary>
internal sealed class StoryGrouper : IStoryGrouper
{
    /// <summary>The minimum similarity to join a story, from 0 to 1.</summary>
    private const double MinSimilarity = 0.13;

    /// <summary>The same for articles without a lead.</summary>
    private const double MinSimilarityOfHeadlines = 0.1;

    /// <summary>How much the founding article counts; the rest is the members' share.</summary>
    private const double FounderShare = 0.2;

    /// <summary>The longest time between an article and the newest one of its story.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>
    /// The longest time between an article and the founding one of its story, so that a daily column does not become one.
    /// </summary>
    private static readonly TimeSpan FounderWindow = TimeSpan.FromHours(72);

    /// <summary>An outlet that uses a headline again after this time writes a column.</summary>
    private static readonly TimeSpan ColumnInterval = TimeSpan.FromHours(18);

    /// <summary>The maximum number of words of an article by which stories are looked up, the heaviest ones.</summary>
    private const int MaxLookedUp = 16;

    /// <summary>The maximum number of stories whose similarity is calculated.</summary>
    private const int MaxCandidates = 50;

    /// <summary>The maximum number of similar stories that are checked for conflicts.</summary>
    private const int MaxCompared = 20;

    // An item with a date far in the future must not make all others expire.
    private static readonly TimeSpan MaxClockStep = TimeSpan.FromHours(1);

    private readonly WordStatistics _statistics = new();
    private readonly Dictionary<long, IndexedStory> _stories = [];
    private readonly Dictionary<string, HashSet<IndexedStory>> _byStem = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IndexedStory> _byLink = new(StringComparer.Ordinal);
    private readonly PriorityQueue<IndexedStory, DateTimeOffset> _byAge = new();
    private DateTimeOffset? _now;

    /// <summary>The number of stories in memory.</summary>
    public int Count => _stories.Count;

    public long? Find(StoryItem item)
    {
        if (item.Link is not null && _byLink.TryGetValue(CanonicalUrl.From(item.Link), out var sameLink))
        {
            return sameLink.Id;
        }

        if (Headline.IsRecap(item.Title))
        {
            return null;
        }

        var indexed = Index(item);
        return FindCandidates(indexed)
            .Select(story => (Story: story, Similarity: GetSimilarity(story, indexed)))
            .Where(candidate => candidate.Similarity >= (indexed.Text.HasLead ? MinSimilarity : MinSimilarityOfHeadlines))
            .OrderByDescending(candidate => candidate.Similarity)
            .ThenBy(candidate => candidate.Story.Id)
            .Take(MaxCompared)
            .Where(candidate => IsSameEvent(candidate.Story, indexed))
            .Select(candidate => (long?)candidate.Story.Id)
            .FirstOrDefault();
    }

    public void Add(StoryItem item, long story)
    {
        var indexed = Index(item);
        _statistics.Add(indexed.Text.Counts.Keys);
        if (!_stories.TryGetValue(story, out var known))
        {
            _stories.Add(story, known = new IndexedStory(story, indexed));
            _byAge.Enqueue(known, item.At);
        }

        if (indexed.Link is not null && _byLink.TryAdd(indexed.Link, known))
        {
            known.Links.Add(indexed.Link);
        }

        foreach (var stem in known.Add(indexed))
        {
            if (!_byStem.TryGetValue(stem, out var stories))
            {
                _byStem.Add(stem, stories = []);
            }

            stories.Add(known);
        }

        EvictExpired(item.At);
    }

    private IndexedItem Index(StoryItem item)
    {
        var text = ItemText.From(item);
        var vector = text.Counts.ToDictionary(count => count.Key, count => (1 + Math.Log(count.Value)) * _statistics.GetWeight(count.Key));
        var length = Math.Sqrt(vector.Values.Sum(weight => weight * weight));
        return new IndexedItem(text, item.Title, item.Source, item.At, item.Link is null ? null : CanonicalUrl.From(item.Link),
            vector.ToDictionary(part => part.Key, part => length > 0 ? part.Value / length : 0), TextCopy.GetShingles(text.Lead));
    }

    /// <summary>The stories that share most of the rarer words.</summary>
    private IEnumerable<IndexedStory> FindCandidates(IndexedItem item)
    {
        var shared = new Dictionary<IndexedStory, double>();
        foreach (var (stem, weight) in item.Vector.OrderByDescending(part => part.Value).Take(MaxLookedUp))
        {
            foreach (var story in _byStem.GetValueOrDefault(stem, []))
            {
                shared[story] = shared.GetValueOrDefault(story) + weight;
            }
        }

        return shared
            .Where(pair => (item.At - pair.Key.NewestAt).Duration() <= Window && (item.At - pair.Key.Founder.At).Duration() <= FounderWindow
                && !Headline.IsRecap(pair.Key.Founder.Title))
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key.Id)
            .Take(MaxCandidates)
            .Select(pair => pair.Key);
    }

    private static double GetSimilarity(IndexedStory story, IndexedItem item)
    {
        if (story.Compared.Any(member => TextCopy.IsCopy(member.Shingles, item.Shingles)))
        {
            return 1;
        }

        // A founding headline alone has too few words to be compared with.
        return item.Text.HasLead && story.Founder.Text.HasLead
            ? (FounderShare * story.Founder.GetSimilarity(item)) + ((1 - FounderShare) * story.GetMeanSimilarity(item))
            : story.GetCentroidSimilarity(item);
    }

    /// <summary>Compares with the founding article and the most similar of the latest ones.</summary>
    private static bool IsSameEvent(IndexedStory story, IndexedItem item)
    {
        var closest = story.Compared.MaxBy(member => member.GetSimilarity(item))!;
        return !IsColumn(closest, item) && FindConflict(closest, item, story.Contains) is null
            && EventConflict.FindInMatter(story.Founder.Text, item.Text) is null;
    }

    private static string? FindConflict(IndexedItem member, IndexedItem item, Func<string, bool> isKnown) =>
        TextCopy.IsCopy(member.Shingles, item.Shingles)
            ? EventConflict.FindInStatement(member.Text, item.Text)
            : EventConflict.Find(member.Text, item.Text, isKnown)
                ?? (EventConflict.IsOtherSubject(item.Text, isKnown) ? "another subject" : null);

    private static bool IsColumn(IndexedItem one, IndexedItem other) =>
        one.Source == other.Source && one.Title == other.Title && (one.At - other.At).Duration() >= ColumnInterval;

    private void EvictExpired(DateTimeOffset at)
    {
        _now = Advance(_now, at);
        while (_byAge.TryPeek(out var oldest, out var age) && age < _now - FounderWindow)
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

    private void Remove(IndexedStory story)
    {
        _stories.Remove(story.Id);
        foreach (var stem in story.Stems)
        {
            var stories = _byStem[stem];
            stories.Remove(story);
            if (stories.Count == 0)
            {
                _byStem.Remove(stem);
            }
        }

        foreach (var link in story.Links)
        {
            _byLink.Remove(link);
        }
    }
}
