namespace AlertBot.Topics;

/// <summary>Whether a query holds of a document whose text, and whatever else is null, is not known yet: true, false, or null for either.</summary>
internal sealed class Prospect(TopicDocument document)
{
    private readonly QueryRun _run = new(document, document.IsEnglish);
    private readonly QueryRun _asEnglish = new(document, english: true);

    public bool? Of(QueryNode node) => node switch
    {
        QueryNode.Phrase phrase => phrase.Fields.Select(field => Of(phrase, field)).Aggregate(Or),
        QueryNode.Near near => Of(near),
        QueryNode.Any any => any.Parts.Select(Of).Aggregate(Or),
        QueryNode.All all => all.Parts.Select(Of).Aggregate(And),
        QueryNode.Not not => !Of(not.Part),
        QueryNode.Language language => document.Language is null ? null : document.IsIn(language.Code),
        _ => null,
    };

    private bool? Of(QueryNode.Phrase phrase, SearchedField field) =>
        IsUnknown(field) ? null
        : _run.Find(phrase, field) is not null ? true
        // In English the word would have been found with its endings, and the language may still turn out to be English.
        : document.Language is null && _asEnglish.Find(phrase, field) is not null ? null
        : false;

    private bool? Of(QueryNode.Near near)
    {
        var fields = FieldsOf(near.Left).Intersect(FieldsOf(near.Right)).ToArray();
        return fields.Any(IsUnknown) ? And(Of(near.Left), Of(near.Right)) is false ? false : null
            : _run.Find(near) is not null ? true
            : document.Language is null && _asEnglish.Find(near) is not null ? null
            : false;
    }

    private bool IsUnknown(SearchedField field) => field == SearchedField.Text || string.IsNullOrEmpty(document.TextOf(field));

    private static IEnumerable<SearchedField> FieldsOf(QueryNode node) => node switch
    {
        QueryNode.Phrase phrase => phrase.Fields,
        QueryNode.Any any => any.Parts.SelectMany(FieldsOf).Distinct(),
        QueryNode.Near near => FieldsOf(near.Left).Intersect(FieldsOf(near.Right)),
        _ => [],
    };

    private static bool? Or(bool? left, bool? right) => left | right;

    private static bool? And(bool? left, bool? right) => left & right;
}
