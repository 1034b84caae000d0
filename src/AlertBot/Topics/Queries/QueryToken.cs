namespace AlertBot.Topics.Queries;

/// <summary>One piece of a query's text.</summary>
/// <param name="Position">Offset in the query where it begins, in UTF-16 code units.</param>
internal abstract record QueryToken(int Position)
{
    internal sealed record Words(int Position, IReadOnlyList<Term> Terms) : QueryToken(Position);

    internal sealed record Field(int Position, string Name) : QueryToken(Position);

    internal sealed record Near(int Position, int MaxDistance) : QueryToken(Position);

    internal sealed record Symbol(int Position, SymbolKind Kind) : QueryToken(Position);
}

/// <summary>The signs of the query language that carry nothing else.</summary>
internal enum SymbolKind
{
    OpenParenthesis,
    CloseParenthesis,
    And,
    Or,
    Not,
    EndOfQuery,
}

/// <summary>A query cannot be read; caught where reading begins.</summary>
/// <param name="position">Offset in the query where the mistake begins.</param>
internal sealed class QuerySyntaxException(int position, string message) : Exception(message)
{
    public int Position { get; } = position;
}
