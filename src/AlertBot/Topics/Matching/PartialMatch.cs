using AlertBot.Topics.Queries;

namespace AlertBot.Topics.Matching;

/// <summary>
/// Evaluates a query on a document of which the text, and every field that is null, is not known yet. The result is true, false, or null
/// when it depends on the unknown fields.
/// </summary>
internal sealed class PartialMatch(TopicDocument document)
{
    private readonly QueryMatcher _matcher = new(document, inflectEnglish: document.IsEnglish);
    private readonly QueryMatcher _englishMatcher = new(document, inflectEnglish: true);

    public bool? Evaluate(QueryNode node) => node switch
    {
        QueryNode.Phrase phrase => phrase.Fields.Select(field => Evaluate(phrase, field)).Aggregate(Or),
        QueryNode.Near near => Evaluate(near),
        QueryNode.Any any => any.Parts.Select(Evaluate).Aggregate(Or),
        QueryNode.All all => all.Parts.Select(Evaluate).Aggregate(And),
        QueryNode.Not not => !Evaluate(not.Part),
        QueryNode.Language language => document.Language is null ? null : document.IsInLanguage(language.Code),
        _ => null,
    };

    private bool? Evaluate(QueryNode.Phrase phrase, SearchedField field) =>
        IsUnknown(field) ? null
        : _matcher.Find(phrase, field) is not null ? true
        // The word was found with an English ending, and the unknown language may be English.
        : document.Language is null && _englishMatcher.Find(phrase, field) is not null ? null
        : false;

    private bool? Evaluate(QueryNode.Near near)
    {
        var fields = GetFields(near.Left).Intersect(GetFields(near.Right)).ToArray();
        return fields.Any(IsUnknown) ? And(Evaluate(near.Left), Evaluate(near.Right)) is false ? false : null
            : _matcher.Find(near) is not null ? true
            : document.Language is null && _englishMatcher.Find(near) is not null ? null
            : false;
    }

    private bool IsUnknown(SearchedField field) => field == SearchedField.Text || string.IsNullOrEmpty(document.GetText(field));

    private static IEnumerable<SearchedField> GetFields(QueryNode node) => node switch
    {
        QueryNode.Phrase phrase => phrase.Fields,
        QueryNode.Any any => any.Parts.SelectMany(GetFields).Distinct(),
        QueryNode.Near near => GetFields(near.Left).Intersect(GetFields(near.Right)),
        _ => [],
    };

    private static bool? Or(bool? left, bool? right) => left | right;

    private static bool? And(bool? left, bool? right) => left & right;
}
