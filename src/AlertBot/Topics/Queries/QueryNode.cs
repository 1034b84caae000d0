using AlertBot.Topics.Matching;

namespace AlertBot.Topics.Queries;

/// <summary>A query as it binds.</summary>
internal abstract record QueryNode
{
    private QueryNode()
    {
    }

    /// <summary>Words that stand together, in any one of the fields.</summary>
    internal sealed record Phrase(IReadOnlyList<Term> Terms, IReadOnlyList<SearchedField> Fields) : QueryNode;

    /// <param name="MaxDistance">How many words may stand between the two.</param>
    internal sealed record Near(QueryNode Left, QueryNode Right, int MaxDistance) : QueryNode;

    internal sealed record All(IReadOnlyList<QueryNode> Parts) : QueryNode;

    internal sealed record Any(IReadOnlyList<QueryNode> Parts) : QueryNode;

    internal sealed record Not(QueryNode Part) : QueryNode;

    /// <param name="Code">BCP 47.</param>
    internal sealed record Language(string Code) : QueryNode;

    /// <summary>Whether something must be found; what only excludes would find every article.</summary>
    public bool RequiresMatch => this switch
    {
        Not not => not.Part is Not inner && inner.Part.RequiresMatch,
        All all => all.Parts.Any(part => part.RequiresMatch),
        Any any => any.Parts.All(part => part.RequiresMatch),
        _ => true,
    };

    /// <summary>Whether words, phrases and alternatives of them are all there is, so that the place of what is found is clear.</summary>
    public bool HasPositions => this switch
    {
        Phrase => true,
        Near => true,
        Any any => any.Parts.All(part => part.HasPositions),
        _ => false,
    };

    /// <summary>How many NEAR are joined in one chain.</summary>
    public int NearCount => this switch
    {
        Near near => 1 + near.Left.NearCount + near.Right.NearCount,
        Any any => any.Parts.Max(part => part.NearCount),
        _ => 0,
    };
}
