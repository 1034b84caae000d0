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
    private const double MinSimilarity = 0.15;

    /// <summary>The same for articles without a lead.</summary>
    private const double MinSimilarityOfHeadlines = 0.1;

    /// <summary>An article that is less similar than this joins no story that it mentions as the background of another act.</summary>
    private const double MinSimilarityOfOtherAct = 0.4;

    /// <summary>How much the founding article counts; the rest is the members' share.</summary>
    private const double FounderShare = 0.3;

    /// <summary>The longest time between an article and the newest one of its story.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>
    /// The longest time between an article and the founding one of its story, so that a daily column does not become one.
    /// </summary>
    private static readonly TimeSpan FounderWindow = TimeSpan.FromHours(72);

    /// <summary>An outlet that uses a headline again after this time writes a column.</summary>
    private static readonly TimeSpan ColumnInterval = TimeSpan.FromHours(18);

    /// <summary>The maximum number of similar stories that are checked for conflicts.</summary>
    private const int MaxCompared = 20;

    // An item with a date far in the future must not make all others expire.
    private static readonly TimeSpan MaxClockStep = TimeSpan.FromHours(1);

    private readonly WordStatistics _statistics = new();
    private readonly Dictionary<long, IndexedStory> _stories = [];
    private readonly CandidateIndex _candidates = new();
    private readonly Dictionary<string, IndexedStory> _byLink = new(StringComparer.Ordinal);
    private readonly PriorityQueue<IndexedStory, DateTimeOffset> _byAge = new();
    private DateTimeOffset? _now;

    // The stages call Find and then Add with the same item.
    private (StoryItem Item, IndexedItem Indexed, ItemText Text)? _latest;

    /// <summary>The number of stories in memory.</summary>
    public int Count => _stories.Count;

    public StoryMatch Find(StoryItem item)
    {
        if (item.Link is not null && _byLink.TryGetValue(CanonicalUrl.From(item.Link), out var sameLink))
        {
            return new StoryMatch(sameLink.Id);
        }

        if (Headline.IsRecap(item.Title))
        {
            return default;
        }

        var indexed = Index(item);
        var candidates = _candidates.Find(indexed.Vector, story => IsOpen(story, indexed))
            .Select(story => (Story: story, Similarity: GetSimilarity(story, indexed)))
            .Where(candidate => candidate.Similarity >= (indexed.HasLead ? MinSimilarity : MinSimilarityOfHeadlines))
            .OrderByDescending(candidate => candidate.Similarity)
            .ThenBy(candidate => candidate.Story.Id)
            .Take(MaxCompared);
        long? earlier = null;
        foreach (var (story, similarity) in candidates)
        {
            if (IsSameEvent(story, indexed, similarity))
            {
                return new StoryMatch(story.Id);
            }

            earlier ??= EventConflict.IsTurn(story.Founder.Text, indexed.Text) && item.At >= story.Founder.At ? story.Id : null;
        }

        return new StoryMatch(null, earlier);
    }

    public void Add(StoryItem item, long story)
    {
        var indexed = Index(item);
        _latest = null;
        _statistics.Add(indexed.Vector.Stems);
        if (!_stories.TryGetValue(story, out var known))
        {
            _stories.Add(story, known = new IndexedStory(story, indexed));
            _byAge.Enqueue(known, item.At);
        }

        if (item.Link is not null && CanonicalUrl.From(item.Link) is var link && _byLink.TryAdd(link, known))
        {
            known.Links.Add(link);
        }

        _candidates.Add(known, known.Add(indexed));
        EvictExpired(item.At);
    }

    private IndexedItem Index(StoryItem item)
    {
        if (_latest is not { } latest || latest.Item != item)
        {
            var text = ItemText.From(item);
            _latest = latest = (item, new IndexedItem(item, text, _statistics), text);
        }

        return latest.Indexed;
    }

    private static bool IsOpen(IndexedStory story, IndexedItem item) =>
        (item.At - story.NewestAt).Duration() <= Window && (item.At - story.Founder.At).Duration() <= FounderWindow
            && !Headline.IsRecap(story.Founder.Title);

    private static double GetSimilarity(IndexedStory story, IndexedItem item)
    {
        if (story.Compared.Any(member => TextCopy.IsCopy(member.Shingles, item.Shingles)))
        {
            return 1;
        }

        // A founding headline alone has too few words to be compared with.
        return item.HasLead && story.Founder.HasLead
            ? (FounderShare * story.Founder.GetSimilarity(item)) + ((1 - FounderShare) * story.GetMeanSimilarity(item))
            : story.GetCentroidSimilarity(item);
    }

    /// <summary>Compares with the founding article and the most similar of the latest ones.</summary>
    private bool IsSameEvent(IndexedStory story, IndexedItem item, double similarity)
    {
        var closest = story.Compared.MaxBy(member => member.GetSimilarity(item))!;
        return !IsColumn(closest, item)
            && FindConflict(closest, item, IsKnown) is null
            && EventConflict.FindInMatter(story.Founder.Text, item.Text) is null
            && (similarity >= MinSimilarityOfOtherAct
                || !(EventConflict.IsOtherAct(item.Text, story.Compared.Select(member => member.Text), IsKnown)
                    || EventConflict.IsOtherAct(closest.Text, [item.Text], item.Text.Counts.ContainsKey)));

        bool IsKnown(string stem) => _statistics.FindId(stem) is { } id && story.Contains(id);
    }

    private static string? FindConflict(IndexedItem member, IndexedItem item, Func<string, bool> isKnown) =>
        TextCopy.IsCopy(member.Shingles, item.Shingles)
            ? EventConflict.FindInCopy(member.Text, item.Text, isKnown)
            : EventConflict.Find(member.Text, item.Text, isKnown);

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
        _candidates.Remove(story);
        foreach (var link in story.Links)
        {
            _byLink.Remove(link);
        }
    }
}
