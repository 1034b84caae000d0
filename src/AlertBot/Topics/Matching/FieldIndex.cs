using AlertBot.Text.Languages;

namespace AlertBot.Topics.Matching;

/// <summary>The words of one field of a document and where each form of them stands.</summary>
internal sealed class FieldIndex
{
    private readonly Dictionary<string, List<TokenSpan>> _spansByForm = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, List<string>>> _byBase;
    private readonly Lazy<string[]> _sorted;

    public FieldIndex(string text)
    {
        Text = text;
        Tokens = WordScanner.Scan(text);
        for (var start = 0; start < Tokens.Count; start++)
        {
            foreach (var (form, end) in GetFormsAt(start))
            {
                Add(form, new TokenSpan(start, end));
            }
        }

        _byBase = new(GroupByBase);
        _sorted = new(SortForms);
    }

    public string Text { get; }

    public IReadOnlyList<WordToken> Tokens { get; }

    /// <summary>The part that begins here, and the compounds that do.</summary>
    public IEnumerable<(string Form, int End)> GetFormsAt(int start)
    {
        yield return (Tokens[start].Form, start + 1);
        for (var end = start + 2;
            end <= Tokens.Count && end <= start + Compounds.MaxParts && Tokens[end - 1].SeparatorBefore == Separator.Hyphen; end++)
        {
            if (Compounds.Join(Tokens, start, end) is { } form)
            {
                yield return (form, end);
            }
        }
    }

    public IEnumerable<TokenSpan> FindExact(string form) => _spansByForm.TryGetValue(form, out var places) ? places : [];

    /// <summary>Where words stand that share a base with the one looked for.</summary>
    public IEnumerable<TokenSpan> FindInflected(string[] bases) => bases
        .SelectMany(word => _byBase.Value.TryGetValue(word, out var forms) ? forms : [])
        .Distinct(StringComparer.Ordinal)
        .SelectMany(form => _spansByForm[form]);

    public IEnumerable<TokenSpan> FindPrefix(string prefix)
    {
        var index = Array.BinarySearch(_sorted.Value, prefix, StringComparer.Ordinal);
        for (var i = index < 0 ? ~index : index;
            i < _sorted.Value.Length && _sorted.Value[i].StartsWith(prefix, StringComparison.Ordinal); i++)
        {
            foreach (var place in _spansByForm[_sorted.Value[i]])
            {
                yield return place;
            }
        }
    }

    public string GetText(TokenSpan place) => Text[Tokens[place.Start].Start..Tokens[place.End - 1].End];

    private void Add(string form, TokenSpan place)
    {
        if (!_spansByForm.TryGetValue(form, out var places))
        {
            _spansByForm.Add(form, places = []);
        }

        places.Add(place);
    }

    private Dictionary<string, List<string>> GroupByBase()
    {
        var byBase = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var form in _spansByForm.Keys)
        {
            foreach (var word in EnglishInflection.GetBaseForms(form))
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

    private string[] SortForms()
    {
        var sorted = _spansByForm.Keys.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }
}

/// <summary>A run of parts of one field; <paramref name="End"/> is exclusive.</summary>
internal readonly record struct TokenSpan(int Start, int End)
{
    public bool Overlaps(TokenSpan other) => Start < other.End && other.Start < End;
}
