using System.Globalization;
using AlertBot.Topics.Matching;

namespace AlertBot.Topics.Queries;

/// <summary>Describes in words what a query matches, so that its author can check how it was parsed.</summary>
internal static class QueryDescriber
{
    /// <returns>“any of: the word truce, the exact phrase “cessation of hostilities”; words also with …”.</returns>
    public static string Describe(TopicQuery query)
    {
        var description = query.Root switch
        {
            QueryNode.Any any when FindSingleField(any) is null => "any of: " + RenderList(any.Parts, hasField: false),
            var root => Render(root, hasField: false),
        };
        return HasInflected(query.Root) ? description + ". Plural, possessive and verb forms also match" : description;
    }

    /// <param name="node">The part to describe.</param>
    /// <param name="hasField">Whether the text already names the one field that this part searches.</param>
    private static string Render(QueryNode node, bool hasField)
    {
        var prefix = hasField || FindSingleField(node) is not { } field ? "" : RenderField(field) + " ";
        var innerHasField = hasField || prefix.Length > 0;
        return prefix + node switch
        {
            QueryNode.Phrase phrase => Render(phrase),
            QueryNode.Near near =>
                $"{RenderOperand(near.Left, innerHasField)} with {RenderAtMost(near.MaxDistance)} between it "
                + $"and {RenderOperand(near.Right, innerHasField)}",
            QueryNode.Any any => $"one of ({RenderList(any.Parts, innerHasField)})",
            QueryNode.All all => RenderAnd(all),
            QueryNode.Not not => $"not {RenderOperand(not.Part, innerHasField)}",
            QueryNode.Language language => $"an article in {LanguageName(language.Code)}",
            _ => throw new InvalidOperationException($"{node} is not a known query node"),
        };
    }

    /// <summary>Puts a combined operand in parentheses, so that the reader need not know the operator precedence.</summary>
    private static string RenderOperand(QueryNode node, bool hasField) =>
        node is QueryNode.All or QueryNode.Near ? $"({Render(node, hasField)})" : Render(node, hasField);

    private static string RenderAnd(QueryNode.All all)
    {
        var included = all.Parts.Where(part => part is not QueryNode.Not).Select(part => RenderOperand(part, hasField: false)).ToList();
        var excluded = all.Parts.OfType<QueryNode.Not>().Select(not => RenderOperand(not.Part, hasField: false)).ToList();
        var quantifier = included.Count switch { > 2 => "all of ", 2 => "both ", _ => "" };
        var description = quantifier + string.Join(" and ", included);
        return excluded.Count == 0
            ? description
            : $"{description}{(description.Length == 0 ? "not " : ", but not ")}{string.Join(" or ", excluded)}";
    }

    private static string RenderList(IReadOnlyList<QueryNode> parts, bool hasField) =>
        string.Join(", ", parts.Select(part => RenderOperand(part, hasField)));

    private static string Render(QueryNode.Phrase phrase)
    {
        if (phrase.Terms is [var term])
        {
            return term.IsPrefix ? $"any word that begins with “{term.OriginalText}”"
                : term.IsCaseSensitive ? $"the word {term.OriginalText} in exactly this case"
                : term.IsInflected ? $"the word {term.OriginalText}"
                : $"the exact word “{term.OriginalText}”";
        }

        var words = string.Join(' ', phrase.Terms.Select(word => word.OriginalText + (word.IsPrefix ? "*" : "")));
        return phrase.Terms.All(word => word.IsCaseSensitive) ? $"the phrase “{words}” in exactly this case"
            : phrase.Terms.Any(word => word.IsInflected) ? $"the phrase “{words}”"
            : $"the exact phrase “{words}”";
    }

    /// <returns>The field that all phrases of a part search; null when they search several or a part has no field.</returns>
    private static SearchedField? FindSingleField(QueryNode node)
    {
        var phrases = FindPhrases(node).ToList();
        var fields = phrases.SelectMany(phrase => phrase?.Fields ?? []).Distinct().ToList();
        return fields.Count == 1 && !phrases.Contains(null) ? fields[0] : null;
    }

    /// <summary>All phrases of a part; null for each operand without a field.</summary>
    private static IEnumerable<QueryNode.Phrase?> FindPhrases(QueryNode node) => node switch
    {
        QueryNode.Phrase phrase => [phrase],
        QueryNode.Near near => FindPhrases(near.Left).Concat(FindPhrases(near.Right)),
        QueryNode.Any any => any.Parts.SelectMany(FindPhrases),

        // The operands of AND and NOT name their fields one by one, which reads more clearly.
        _ => [null],
    };

    private static bool HasInflected(QueryNode node) => node switch
    {
        QueryNode.Phrase phrase => phrase.Terms.Any(term => term.IsInflected),
        QueryNode.Near near => HasInflected(near.Left) || HasInflected(near.Right),
        QueryNode.Any any => any.Parts.Any(HasInflected),
        QueryNode.All all => all.Parts.Any(HasInflected),
        QueryNode.Not not => HasInflected(not.Part),
        _ => false,
    };

    private static string RenderField(SearchedField field) => field switch
    {
        SearchedField.Title => "in the title",
        SearchedField.Text => "in the text",
        SearchedField.Source => "in the name of the source",
        _ => "in the name of the author",
    };

    private static string RenderAtMost(int words) => words switch
    {
        0 => "no word",
        1 => "at most one word",
        _ => string.Create(CultureInfo.InvariantCulture, $"at most {words} words"),
    };

    private static string LanguageName(string code)
    {
        try
        {
            // The name of an unknown language is its code.
            return CultureInfo.GetCultureInfo(code).EnglishName is { Length: > 0 } name
                && !name.StartsWith("Unknown", StringComparison.Ordinal) ? name : code;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }
}
