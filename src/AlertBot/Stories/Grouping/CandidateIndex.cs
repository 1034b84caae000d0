namespace AlertBot.Stories.Grouping;

/// <summary>
/// Finds stories by their words. Each stem has a list of the stories with it; the weights of the stems that an article shares are summed up
/// for each story.
/// </summary>
internal sealed class CandidateIndex
{
    /// <summary>The maximum number of words of an article by which stories are looked up, the heaviest ones.</summary>
    private const int MaxLookedUp = 16;

    /// <summary>The maximum number of list entries that are read for an article. Rare words come first; common ones add little.</summary>
    private const int MaxRead = 50_000;

    /// <summary>The maximum number of stories that are returned.</summary>
    private const int MaxCandidates = 50;

    private readonly Dictionary<int, StoryList> _byStem = [];
    private readonly Dictionary<IndexedStory, int> _numbers = [];

    /// <summary>The stories by number, less those at the start that were removed; null: removed.</summary>
    private readonly List<IndexedStory?> _stories = [];

    private readonly List<int> _found = [];
    private float[] _shared = [];
    private int _removedAtStart;

    public void Add(IndexedStory story, IEnumerable<int> stems)
    {
        if (!_numbers.TryGetValue(story, out var number))
        {
            _numbers.Add(story, number = _removedAtStart + _stories.Count);
            _stories.Add(story);
        }

        foreach (var stem in stems)
        {
            if (!_byStem.TryGetValue(stem, out var list))
            {
                _byStem.Add(stem, list = new StoryList());
            }

            list.Numbers.Add(number);
        }
    }

    public void Remove(IndexedStory story)
    {
        if (!_numbers.Remove(story, out var number))
        {
            return;
        }

        _stories[number - _removedAtStart] = null;
        foreach (var stem in story.Stems)
        {
            var list = _byStem[stem];
            list.Removed++;
            if (2 * list.Removed > list.Numbers.Count)
            {
                Compact(stem, list);
            }
        }

        RemoveStart();
    }

    /// <summary>Finds the stories that share most of the rarer words, most first.</summary>
    /// <param name="isOpen">Whether the article may join the story.</param>
    public List<IndexedStory> Find(StemVector vector, Func<IndexedStory, bool> isOpen)
    {
        SumShared(vector);
        var best = new PriorityQueue<IndexedStory, (float Shared, long Id)>();
        foreach (var index in _found)
        {
            var shared = _shared[index];
            _shared[index] = 0;
            if (_stories[index] is { } story && (best.Count < MaxCandidates || IsBetter(shared, story, best)) && isOpen(story))
            {
                best.Enqueue(story, (shared, -story.Id));
                if (best.Count > MaxCandidates)
                {
                    best.Dequeue();
                }
            }
        }

        _found.Clear();
        var stories = new List<IndexedStory>(best.Count);
        while (best.TryDequeue(out var story, out _))
        {
            stories.Add(story);
        }

        stories.Reverse();
        return stories;
    }

    private static bool IsBetter(float shared, IndexedStory story, PriorityQueue<IndexedStory, (float Shared, long Id)> best) =>
        best.TryPeek(out _, out var worst) && (shared, -story.Id).CompareTo(worst) > 0;

    private void SumShared(StemVector vector)
    {
        Array.Resize(ref _shared, Math.Max(_shared.Length, _stories.Capacity));
        var read = 0;
        foreach (var (weight, stem) in vector.Weights.Zip(vector.Stems).OrderByDescending(part => part.First).Take(MaxLookedUp))
        {
            if (!_byStem.TryGetValue(stem, out var list))
            {
                continue;
            }

            read += list.Numbers.Count;
            if (read > MaxRead)
            {
                break;
            }

            foreach (var number in list.Numbers)
            {
                var index = number - _removedAtStart;
                if (index < 0)
                {
                    continue;
                }

                if (_shared[index] == 0)
                {
                    _found.Add(index);
                }

                _shared[index] += weight;
            }
        }
    }

    private void Compact(int stem, StoryList list)
    {
        list.Numbers.RemoveAll(number => number < _removedAtStart || _stories[number - _removedAtStart] is null);
        list.Removed = 0;
        if (list.Numbers.Count == 0)
        {
            _byStem.Remove(stem);
        }
    }

    private void RemoveStart()
    {
        var removed = _stories.FindIndex(story => story is not null);
        removed = removed < 0 ? _stories.Count : removed;
        if (removed > 0 && 2 * removed >= _stories.Count)
        {
            _stories.RemoveRange(0, removed);
            _removedAtStart += removed;
        }
    }

    /// <summary>The numbers of the stories with a stem. Removed ones stay until they are the greater part.</summary>
    private sealed class StoryList
    {
        public List<int> Numbers { get; } = [];

        public int Removed { get; set; }
    }
}
