using AlertBot.Topics.Queries;

namespace AlertBot.Topics.Matching;

/// <summary>Runs one query over one document.</summary>
/// <param name="document">The article.</param>
/// <param name="inflectEnglish">Whether a word matches its English plural, possessive and verb forms.</param>
internal sealed class QueryMatcher(TopicDocument document, bool inflectEnglish)
{
    /// <summary>The maximum number of pieces of evidence for one match. A page of one repeated word would give thousands.</summary>
    private const int MaxEvidence = 200;

    private readonly MatchBudget _budget = new();

    /// <returns>The evidence in order of field and offset; null when the query does not match or exhausts its budget.</returns>
    public IReadOnlyList<Evidence>? FindEvidence(QueryNode query) => Find(query) is not { } hits
        ? null
        : [.. hits
            .SelectMany(hit => hit.AllSpans.Select(span => (hit.Field, span.Start, span.End)))
            .Distinct()
            .Order()
            .Take(MaxEvidence)
            .Select(item => ToEvidence(item.Field, new TokenSpan(item.Start, item.End)))];

    /// <returns>The hits. Empty when the query matches by absent words or by the language alone. Null when it does not match.</returns>
    public IReadOnlyList<Hit>? Find(QueryNode node) => node switch
    {
        QueryNode.Phrase phrase => FindHits(phrase),
        QueryNode.Near near => FindHits(near),
        QueryNode.Any any => FindAny(any),
        QueryNode.All all => FindAll(all),

        // A search that ran out of budget does not prove that the words are absent.
        QueryNode.Not not => Find(not.Part) is null && !_budget.IsExhausted ? [] : null,
        QueryNode.Language language => document.IsInLanguage(language.Code) ? [] : null,
        _ => null,
    };

    public List<Hit>? Find(QueryNode.Phrase phrase, SearchedField field) =>
        NullIfEmpty(
            [.. new PhraseSearch(document.GetIndex(field), inflectEnglish, _budget)
                .Find(phrase.Terms)
                .Select(span => new Hit(field, span, []))]);

    private List<Hit>? FindHits(QueryNode.Phrase phrase) =>
        NullIfEmpty([.. phrase.Fields.SelectMany(field => Find(phrase, field) ?? [])]);

    private List<Hit>? FindHits(QueryNode.Near near) =>
        Find(near.Left) is { } left && Find(near.Right) is { } right
            ? NullIfEmpty(NearSearch.Join(document, left, right, near.MaxDistance, _budget))
            : null;

    private List<Hit>? FindAny(QueryNode.Any any)
    {
        List<Hit>? found = null;
        foreach (var part in any.Parts)
        {
            if (Find(part) is { } hits)
            {
                (found ??= []).AddRange(hits);
            }
        }

        return found;
    }

    private List<Hit>? FindAll(QueryNode.All all)
    {
        var found = new List<Hit>();
        foreach (var part in all.Parts)
        {
            if (Find(part) is not { } hits)
            {
                return null;
            }

            found.AddRange(hits);
        }

        return found;
    }

    private static List<Hit>? NullIfEmpty(List<Hit> hits) => hits.Count == 0 ? null : hits;

    private Evidence ToEvidence(SearchedField field, TokenSpan span)
    {
        var index = document.GetIndex(field);
        var (start, end) = (index.Tokens[span.Start].Start, index.Tokens[span.End - 1].End);
        return new Evidence(GetFieldName(field), start, end, index.Text[start..end]);
    }

    private static string GetFieldName(SearchedField field) => field switch
    {
        SearchedField.Title => "title",
        SearchedField.Text => "text",
        SearchedField.Source => "source",
        _ => "author",
    };
}
