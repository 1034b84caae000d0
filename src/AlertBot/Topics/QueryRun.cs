namespace AlertBot.Topics;

/// <summary>Runs one query over one document.</summary>
/// <param name="english">Whether English endings count.</param>
internal sealed class QueryRun(TopicDocument document, bool english)
{
    // A page of one repeated word would make evidence that nobody reads.
    private const int MostEvidence = 200;

    private readonly QueryEffort _effort = new();

    /// <returns>In order of field and place; null where the query does not match, or where that takes too much effort to say.</returns>
    public IReadOnlyList<Evidence>? Evidence(QueryNode query) => Find(query) is not { } hits ? null
        : [.. hits
            .SelectMany(hit => hit.Pieces.Select(place => (hit.Field, place.Start, place.End)))
            .Distinct()
            .Order()
            .Take(MostEvidence)
            .Select(piece => EvidenceOf(piece.Field, new Place(piece.Start, piece.End)))];

    /// <returns>What was found; empty where the match rests on what is absent or on the language; null for no match.</returns>
    public IReadOnlyList<Hit>? Find(QueryNode node) => node switch
    {
        QueryNode.Phrase phrase => PlacesOf(phrase),
        QueryNode.Near near => PlacesOf(near),
        QueryNode.Any any => AnyOf(any),
        QueryNode.All all => AllOf(all),

        // What was found with too little effort is there; what was not found may be.
        QueryNode.Not not => Find(not.Part) is null && !_effort.IsSpent ? [] : null,
        QueryNode.Language language => document.IsIn(language.Code) ? [] : null,
        _ => null,
    };

    public List<Hit>? Find(QueryNode.Phrase phrase, SearchedField field) =>
        NoneAsNull([.. new PhraseSearch(document.IndexOf(field), english, _effort).Find(phrase.Terms).Select(place => new Hit(field, place, []))]);

    private List<Hit>? PlacesOf(QueryNode.Phrase phrase) =>
        NoneAsNull([.. phrase.Fields.SelectMany(field => Find(phrase, field) ?? [])]);

    private List<Hit>? PlacesOf(QueryNode.Near near) =>
        Find(near.Left) is { } left && Find(near.Right) is { } right ? NoneAsNull(NearSearch.Join(document, left, right, near.Words, _effort)) : null;

    private List<Hit>? AnyOf(QueryNode.Any any)
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

    private List<Hit>? AllOf(QueryNode.All all)
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

    private static List<Hit>? NoneAsNull(List<Hit> hits) => hits.Count == 0 ? null : hits;

    private Evidence EvidenceOf(SearchedField field, Place place)
    {
        var index = document.IndexOf(field);
        var (start, end) = (index.Parts[place.Start].Start, index.Parts[place.End - 1].End);
        return new Evidence(NameOf(field), start, end, index.Text[start..end]);
    }

    private static string NameOf(SearchedField field) => field switch
    {
        SearchedField.Title => "title",
        SearchedField.Text => "text",
        SearchedField.Source => "source",
        _ => "author",
    };
}
