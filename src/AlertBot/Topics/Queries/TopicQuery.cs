using AlertBot.Topics.Matching;

namespace AlertBot.Topics.Queries;

/// <summary>A parsed query. Two queries are equal when their texts are.</summary>
internal sealed class TopicQuery : IEquatable<TopicQuery>
{
    private TopicQuery(string text, QueryNode root)
    {
        Text = text;
        Root = root;
    }

    /// <summary>The text of the query.</summary>
    public string Text { get; }

    /// <summary>The root of the syntax tree.</summary>
    internal QueryNode Root { get; }

    public static QueryParseResult Parse(string text)
    {
        try
        {
            return new QueryParseResult.Parsed(new TopicQuery(text, QueryParser.Parse(text)));
        }
        catch (QuerySyntaxException error)
        {
            return new QueryParseResult.Invalid(error.Position, error.Message);
        }
    }

    /// <returns>The evidence in order of field and offset; null when the document does not match.</returns>
    public IReadOnlyList<Evidence>? Match(TopicDocument document) =>
        new QueryMatcher(document, inflectEnglish: document.IsEnglish).FindEvidence(Root);

    /// <summary>
    /// Whether the document could match once its text is known. False when title, source, author or language already rule that out.
    /// </summary>
    public bool CouldMatch(TopicDocument document) => new PartialMatch(document).Evaluate(Root) is not false;

    public bool Equals(TopicQuery? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as TopicQuery);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);
}

/// <summary>The result of parsing a query.</summary>
internal abstract record QueryParseResult
{
    private QueryParseResult()
    {
    }

    internal sealed record Parsed(TopicQuery Query) : QueryParseResult;

    /// <param name="Position">The offset of the error in the query, in UTF-16 code units.</param>
    /// <param name="Message">What is wrong and how to fix it, in one sentence.</param>
    internal sealed record Invalid(int Position, string Message) : QueryParseResult;
}
