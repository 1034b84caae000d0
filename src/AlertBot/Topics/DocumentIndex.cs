namespace AlertBot.Topics;

/// <summary>The words of one field of a document and where each form of them stands.</summary>
internal sealed class DocumentIndex
{
    private readonly Dictionary<string, List<Place>> _places = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, List<string>>> _byBase;
    private readonly Lazy<string[]> _sorted;

    public DocumentIndex(string text)
    {
        Text = text;
        Parts = WordScanner.Parts(text);
        for (var start = 0; start < Parts.Count; start++)
        {
            foreach (var (form, end) in FormsAt(start))
            {
                Note(form, new Place(start, end));
            }
        }

        _byBase = new(GroupByBase);
        _sorted = new(Sort);
    }

    public string Text { get; }

    public IReadOnlyList<Part> Parts { get; }

    /// <summary>The part that begins here, and the compounds that do.</summary>
    public IEnumerable<(string Form, int End)> FormsAt(int start)
    {
        yield return (Parts[start].Form, start + 1);
        for (var end = start + 2; end <= Parts.Count && end <= start + Compounds.LongestChain && Parts[end - 1].Before == Gap.Hyphen; end++)
        {
            if (Compounds.Join(Parts, start, end) is { } form)
            {
                yield return (form, end);
            }
        }
    }

    public IEnumerable<Place> Exactly(string form) => _places.TryGetValue(form, out var places) ? places : [];

    /// <summary>Where words stand that share a base with the one looked for.</summary>
    public IEnumerable<Place> Inflected(string[] bases) => bases
        .SelectMany(word => _byBase.Value.TryGetValue(word, out var forms) ? forms : [])
        .Distinct(StringComparer.Ordinal)
        .SelectMany(form => _places[form]);

    public IEnumerable<Place> Beginning(string prefix)
    {
        var index = Array.BinarySearch(_sorted.Value, prefix, StringComparer.Ordinal);
        for (var i = index < 0 ? ~index : index; i < _sorted.Value.Length && _sorted.Value[i].StartsWith(prefix, StringComparison.Ordinal); i++)
        {
            foreach (var place in _places[_sorted.Value[i]])
            {
                yield return place;
            }
        }
    }

    public string TextOf(Place place) => Text[Parts[place.Start].Start..Parts[place.End - 1].End];

    private void Note(string form, Place place)
    {
        if (!_places.TryGetValue(form, out var places))
        {
            _places.Add(form, places = []);
        }

        places.Add(place);
    }

    private Dictionary<string, List<string>> GroupByBase()
    {
        var byBase = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var form in _places.Keys)
        {
            foreach (var word in EnglishForms.Of(form))
            {
                if (!byBase.TryGetValue(word, out var forms))
                {
                    byBase.Add(word, forms = []);
                }

                forms.Add(form);
            }
        }

        return byBase;
    }

    private string[] Sort()
    {
        var sorted = _places.Keys.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }
}

/// <summary>A run of parts of one field; <paramref name="End"/> is exclusive.</summary>
internal readonly record struct Place(int Start, int End)
{
    public bool Overlaps(Place other) => Start < other.End && other.Start < End;
}
