using System.Globalization;
using AlertBot.Topics.Matching;

namespace AlertBot.Topics.Queries;

/// <summary>Says in a sentence what a query looks for, so that whoever wrote it sees how it was understood.</summary>
internal static class QueryDescriber
{
    /// <returns>“any of: the word truce, the exact phrase “cessation of hostilities”; words also with …”.</returns>
    public static string Describe(TopicQuery query)
    {
        var said = query.Root switch
        {
            QueryNode.Any any when FindSingleField(any) is null => "any of: " + RenderList(any.Parts, placed: false),
            var root => Render(root, placed: false),
        };
        return HasInflected(query.Root) ? said + "; words also with their plural, possessive and verb endings" : said;
    }

    /// <param name="placed">The one field that everything here is looked for in has been said.</param>
    private static string Render(QueryNode node, bool placed)
    {
        var place = placed || FindSingleField(node) is not { } field ? "" : RenderField(field) + " ";
        var inside = placed || place.Length > 0;
        return place + node switch
        {
            QueryNode.Phrase phrase => Render(phrase),
            QueryNode.Near near =>
                $"{RenderOperand(near.Left, inside)} with {RenderAtMost(near.MaxDistance)} between it "
                + $"and {RenderOperand(near.Right, inside)}",
            QueryNode.Any any => $"one of ({RenderList(any.Parts, inside)})",
            QueryNode.All all => RenderAnd(all),
            QueryNode.Not not => $"not {RenderOperand(not.Part, inside)}",
            QueryNode.Language language => $"an article in {LanguageName(language.Code)}",
            _ => throw new InvalidOperationException($"{node} is no node of a query"),
        };
    }

    // In parentheses, so that no one has to know what binds first.
    private static string RenderOperand(QueryNode node, bool placed) =>
        node is QueryNode.All or QueryNode.Near ? $"({Render(node, placed)})" : Render(node, placed);

    private static string RenderAnd(QueryNode.All all)
    {
        var wanted = all.Parts.Where(part => part is not QueryNode.Not).Select(part => RenderOperand(part, placed: false)).ToList();
        var unwanted = all.Parts.OfType<QueryNode.Not>().Select(not => RenderOperand(not.Part, placed: false)).ToList();
        var said = (wanted.Count switch { > 2 => "all of ", 2 => "both ", _ => "" }) + string.Join(" and ", wanted);
        return unwanted.Count == 0 ? said : $"{said}{(said.Length == 0 ? "not " : ", but not ")}{string.Join(" nor ", unwanted)}";
    }

    private static string RenderList(IReadOnlyList<QueryNode> parts, bool placed) =>
        string.Join(", ", parts.Select(part => RenderOperand(part, placed)));

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

    /// <returns>The one named field that everything inside is looked for in; null where there is none.</returns>
    private static SearchedField? FindSingleField(QueryNode node)
    {
        var phrases = FindPhrases(node).ToList();
        var fields = phrases.SelectMany(phrase => phrase?.Fields ?? []).Distinct().ToList();
        return fields.Count == 1 && !phrases.Contains(null) ? fields[0] : null;
    }

    /// <summary>All phrases inside; null for each thing that has no field.</summary>
    private static IEnumerable<QueryNode.Phrase?> FindPhrases(QueryNode node) => node switch
    {
        QueryNode.Phrase phrase => [phrase],
        QueryNode.Near near => FindPhrases(near.Left).Concat(FindPhrases(near.Right)),
        QueryNode.Any any => any.Parts.SelectMany(FindPhrases),

        // What holds over a NOT or AND is clearer said part by part.
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
            // A language that is not known is called by its code.
            return CultureInfo.GetCultureInfo(code).EnglishName is { Length: > 0 } name
                && !name.StartsWith("Unknown", StringComparison.Ordinal) ? name : code;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }
}
