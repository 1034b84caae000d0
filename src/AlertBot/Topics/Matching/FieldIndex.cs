using AlertBot.Text.Languages;

namespace AlertBot.Topics.Matching;

/// <summary>The words of one field of a document, indexed by their form.</summary>
internal sealed class FieldIndex
{
    private readonly Dictionary<string, List<TokenSpan>> _spansByForm = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, List<string>>> _formsByBase;
    private readonly Lazy<string[]> _sortedForms;

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

        _formsByBase = new(GroupByBase);
        _sortedForms = new(SortForms);
    }

    public string Text { get; }

    public IReadOnlyList<WordToken> Tokens { get; }

    /// <summary>The forms that begin at a token: the token alone, and the compounds of it and the tokens after it.</summary>
    public IEnumerable<(string Form, int End)> GetFormsAt(int start)
    {
        yield return (Tokens[start].Form, start + 1);
        for (var end = start + 2;
            end <= Tokens.Count && end <= start + Compounds.MaxParts && Tokens[end - 1].SeparatorBefore == Separator.Hyphen;
            end++)
        {
            if (Compounds.Join(Tokens, start, end) is { } form)
            {
                yield return (form, end);
            }
        }
    }

    public IEnumerable<TokenSpan> FindExact(string form) => _spansByForm.TryGetValue(form, out var spans) ? spans : [];

    /// <summary>The spans of words that share one of these base forms.</summary>
    public IEnumerable<TokenSpan> FindInflected(string[] bases) => bases
        .SelectMany(baseForm => _formsByBase.Value.TryGetValue(baseForm, out var forms) ? forms : [])
        .Distinct(StringComparer.Ordinal)
        .SelectMany(form => _spansByForm[form]);

    public IEnumerable<TokenSpan> FindPrefix(string prefix)
    {
        var forms = _sortedForms.Value;
        var index = Array.BinarySearch(forms, prefix, StringComparer.Ordinal);
        for (var i = index < 0 ? ~index : index; i < forms.Length && forms[i].StartsWith(prefix, StringComparison.Ordinal); i++)
        {
            foreach (var span in _spansByForm[forms[i]])
            {
                yield return span;
            }
        }
    }

    public string GetText(TokenSpan span) => Text[Tokens[span.Start].Start..Tokens[span.End - 1].End];

    private void Add(string form, TokenSpan span)
    {
        if (!_spansByForm.TryGetValue(form, out var spans))
        {
            _spansByForm.Add(form, spans = []);
        }

        spans.Add(span);
    }

    private Dictionary<string, List<string>> GroupByBase()
    {
        var formsByBase = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var form in _spansByForm.Keys)
        {
            foreach (var baseForm in EnglishInflection.GetBaseForms(form))
            {
                if (!formsByBase.TryGetValue(baseForm, out var forms))
                {
                    formsByBase.Add(baseForm, forms = []);
                }

                forms.Add(form);
            }
        }

        return formsByBase;
    }

    private string[] SortForms()
    {
        var sorted = _spansByForm.Keys.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }
}

/// <summary>Consecutive tokens of one field; <paramref name="End"/> is exclusive.</summary>
internal readonly record struct TokenSpan(int Start, int End)
{
    public bool Overlaps(TokenSpan other) => Start < other.End && other.Start < End;
}
