namespace AlertBot.Stories.Grouping;

/// <summary>
/// An article in memory. Its words are kept as numbers. The split text, by which conflicts are found, may be dropped to free memory and is
/// made again from title and lead then.
/// </summary>
internal sealed class IndexedItem
{
    /// <summary>A name counts at most this many times as much as the other words: one person does many things.</summary>
    private const double MaxNameFactor = 2;

    /// <summary>The same for two names or more, which seldom meet by chance.</summary>
    private const double MaxNamesFactor = 6;

    /// <summary>The minimum that the other words in common count, as a share of the heaviest one.</summary>
    private const double MinRestShare = 0.25;

    private readonly StoryItem _item;
    private readonly WeakReference<ItemText> _text;

    /// <summary>The stems of each name of the title.</summary>
    private readonly int[][] _names;

    /// <summary>Whether the stem at the same position of the vector is of a name.</summary>
    private readonly bool[] _isName;

    public IndexedItem(StoryItem item, ItemText text, WordStatistics statistics)
    {
        _item = item with { Text = ItemText.GetLead(item.Text ?? ""), Language = text.Language };
        _text = new WeakReference<ItemText>(text);
        HasLead = text.HasLead;
        Shingles = TextCopy.GetShingles(text.Lead);
        var parts = text.Counts
            .Select(count => (Stem: statistics.GetId(count.Key), Count: count.Value, IsName: text.NameStems.Contains(count.Key)))
            .OrderBy(part => part.Stem).ToList();
        Vector = ToUnitLength([.. parts.Select(part => part.Stem)],
            [.. parts.Select(part => (float)((1 + Math.Log(part.Count)) * statistics.GetWeight(part.Stem)))]);
        _isName = [.. parts.Select(part => part.IsName)];
        _names = [.. text.Names.Select(name => name.Select(statistics.GetId).ToArray())];
    }

    public string Title => _item.Title;

    public string Source => _item.Source;

    public DateTimeOffset At => _item.At;

    public bool HasLead { get; }

    /// <summary>The weight of each stem; the vector has length 1.</summary>
    public StemVector Vector { get; }

    public int[] Shingles { get; }

    public ItemText Text
    {
        get
        {
            if (!_text.TryGetTarget(out var text))
            {
                text = ItemText.From(_item);
                _text.SetTarget(text);
            }

            return text;
        }
    }

    public double GetSimilarity(IndexedItem other) => GetBoundedProduct(other.Vector);

    /// <returns>The scalar product with another vector, in which names count no more than the rest allows.</returns>
    public double GetBoundedProduct(StemVector other)
    {
        double names = 0, rest = 0, heaviest = 0;
        for (var i = 0; i < _isName.Length; i++)
        {
            var product = Vector.Weights[i] * other.GetWeight(Vector.Stems[i]);
            heaviest = Math.Max(heaviest, product);
            names += _isName[i] ? product : 0;
            rest += _isName[i] ? 0 : product;
        }

        // One word in common says nothing, however often a short text repeats it.
        if (HasLead && names + rest - heaviest < MinRestShare * heaviest)
        {
            return 0;
        }

        return rest + (HasLead ? Math.Min(names, (HasTwoNames(other) ? MaxNamesFactor : MaxNameFactor) * rest) : names);
    }

    private bool HasTwoNames(StemVector other)
    {
        var found = 0;
        foreach (var name in _names)
        {
            found += Array.Exists(name, other.Contains) ? 1 : 0;
        }

        return found > 1;
    }

    private static StemVector ToUnitLength(int[] stems, float[] weights)
    {
        var vector = new StemVector(stems, weights);
        var length = vector.GetNorm();
        return length > 0 ? vector with { Weights = [.. vector.Weights.Select(weight => (float)(weight / length))] } : vector;
    }
}
