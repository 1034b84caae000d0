namespace AlertBot.Topics.Queries;

/// <summary>A token of a query.</summary>
/// <param name="Position">The offset of its beginning in the query, in UTF-16 code units.</param>
internal abstract record QueryToken(int Position)
{
    internal sealed record Words(int Position, IReadOnlyList<Term> Terms) : QueryToken(Position);

    internal sealed record Field(int Position, string Name) : QueryToken(Position);

    internal sealed record Near(int Position, int MaxDistance) : QueryToken(Position);

    internal sealed record Symbol(int Position, SymbolKind Kind) : QueryToken(Position);
}

/// <summary>The tokens of the query language without a value of their own.</summary>
internal enum SymbolKind
{
    OpenParenthesis,
    CloseParenthesis,
    And,
    Or,
    Not,
    EndOfQuery,
}

/// <summary>A syntax error of a query; <see cref="TopicQuery.Parse"/> catches it.</summary>
/// <param name="position">The offset of the error in the query, in UTF-16 code units.</param>
/// <param name="message">What is wrong and how to fix it, in one sentence.</param>
internal sealed class QuerySyntaxException(int position, string message) : Exception(message)
{
    public int Position { get; } = position;
}
