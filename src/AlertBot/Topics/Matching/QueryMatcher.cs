using AlertBot.Topics.Queries;

namespace AlertBot.Topics.Matching;

/// <summary>Runs one query over one document.</summary>
/// <param name="english">Whether English endings count.</param>
internal sealed class QueryMatcher(TopicDocument document, bool english)
{
    // A page of one repeated word would make evidence that nobody reads.
    private const int MaxEvidence = 200;

    private readonly MatchBudget _budget = new();

    /// <returns>In order of field and place; null where the query does not match, or where that takes too much effort to say.</returns>
    public IReadOnlyList<Evidence>? FindEvidence(QueryNode query) => Find(query) is not { } hits ? null
        : [.. hits
            .SelectMany(hit => hit.AllSpans.Select(place => (hit.Field, place.Start, place.End)))
            .Distinct()
            .Order()
            .Take(MaxEvidence)
            .Select(piece => ToEvidence(piece.Field, new TokenSpan(piece.Start, piece.End)))];

    /// <returns>What was found; empty where the match rests on what is absent or on the language; null for no match.</returns>
    public IReadOnlyList<Hit>? Find(QueryNode node) => node switch
    {
        QueryNode.Phrase phrase => FindHits(phrase),
        QueryNode.Near near => FindHits(near),
        QueryNode.Any any => FindAny(any),
        QueryNode.All all => FindAll(all),

        // What was found with too little effort is there; what was not found may be.
        QueryNode.Not not => Find(not.Part) is null && !_budget.IsExhausted ? [] : null,
        QueryNode.Language language => document.IsInLanguage(language.Code) ? [] : null,
        _ => null,
    };

    public List<Hit>? Find(QueryNode.Phrase phrase, SearchedField field) =>
        NullIfEmpty(
            [.. new PhraseSearch(document.GetIndex(field), english, _budget).Find(phrase.Terms)
                .Select(place => new Hit(field, place, []))]);

    private List<Hit>? FindHits(QueryNode.Phrase phrase) =>
        NullIfEmpty([.. phrase.Fields.SelectMany(field => Find(phrase, field) ?? [])]);

    private List<Hit>? FindHits(QueryNode.Near near) =>
        Find(near.Left) is { } left && Find(near.Right) is { } right
            ? NullIfEmpty(NearSearch.Join(document, left, right, near.MaxDistance, _budget)) : null;

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

    private Evidence ToEvidence(SearchedField field, TokenSpan place)
    {
        var index = document.GetIndex(field);
        var (start, end) = (index.Tokens[place.Start].Start, index.Tokens[place.End - 1].End);
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
