using AlertBot.Topics.Matching;

namespace AlertBot.Topics.Queries;

/// <summary>A query that has been read, ready to be run. Equal text gives an equal query.</summary>
internal sealed class TopicQuery : IEquatable<TopicQuery>
{
    private TopicQuery(string text, QueryNode root)
    {
        Text = text;
        Root = root;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>As it binds.</summary>
    internal QueryNode Root { get; }

    public static QueryParseResult Parse(string text)
    {
        try
        {
            return new QueryParseResult.Parsed(new TopicQuery(text, QueryParser.Parse(text)));
        }
        catch (QuerySyntaxException mistake)
        {
            return new QueryParseResult.Invalid(mistake.Position, mistake.Message);
        }
    }

    /// <returns>The evidence, in order of field and place; null where the document does not match.</returns>
    public IReadOnlyList<Evidence>? Match(TopicDocument document) => new QueryMatcher(document, document.IsEnglish).FindEvidence(Root);

    /// <summary>
    /// Whether a text that is not fetched yet could make the document match: what title, source, author and language already rule out
    /// answers false.
    /// </summary>
    public bool CouldMatch(TopicDocument document) => new PartialMatch(document).Evaluate(Root) is not false;

    public bool Equals(TopicQuery? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as TopicQuery);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);
}

/// <summary>What came of reading a query.</summary>
internal abstract record QueryParseResult
{
    private QueryParseResult()
    {
    }

    internal sealed record Parsed(TopicQuery Query) : QueryParseResult;

    /// <param name="Position">Offset in the query, in UTF-16 code units, where the mistake begins.</param>
    /// <param name="Message">What is wrong and the mend, in one sentence.</param>
    internal sealed record Invalid(int Position, string Message) : QueryParseResult;
}
