using AlertBot.Topics.Matching;

namespace AlertBot.Topics.Queries;

/// <summary>A node of the syntax tree of a query.</summary>
internal abstract record QueryNode
{
    private QueryNode()
    {
    }

    /// <summary>Consecutive words, in any one of the fields.</summary>
    internal sealed record Phrase(IReadOnlyList<Term> Terms, IReadOnlyList<SearchedField> Fields) : QueryNode;

    /// <param name="MaxDistance">The most words between the two sides.</param>
    internal sealed record Near(QueryNode Left, QueryNode Right, int MaxDistance) : QueryNode;

    internal sealed record All(IReadOnlyList<QueryNode> Parts) : QueryNode;

    internal sealed record Any(IReadOnlyList<QueryNode> Parts) : QueryNode;

    internal sealed record Not(QueryNode Part) : QueryNode;

    /// <param name="Code">BCP 47.</param>
    internal sealed record Language(string Code) : QueryNode;

    /// <summary>Whether a match needs a hit. A query of nothing but exclusions would match nearly every article.</summary>
    public bool RequiresMatch => this switch
    {
        Not not => not.Part is Not inner && inner.Part.RequiresMatch,
        All all => all.Parts.Any(part => part.RequiresMatch),
        Any any => any.Parts.All(part => part.RequiresMatch),
        _ => true,
    };

    /// <summary>Whether every match has a position, as NEAR requires: words, phrases, and alternatives of them.</summary>
    public bool HasPositions => this switch
    {
        Phrase => true,
        Near => true,
        Any any => any.Parts.All(part => part.HasPositions),
        _ => false,
    };

    /// <summary>The number of NEAR operators in a chain.</summary>
    public int NearCount => this switch
    {
        Near near => 1 + near.Left.NearCount + near.Right.NearCount,
        Any any => any.Parts.Max(part => part.NearCount),
        _ => 0,
    };
}
