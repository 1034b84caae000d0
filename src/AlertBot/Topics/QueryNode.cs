namespace AlertBot.Topics;

/// <summary>A query as it binds.</summary>
internal abstract record QueryNode
{
    private QueryNode()
    {
    }

    /// <summary>Words that stand together, in any one of the fields.</summary>
    internal sealed record Phrase(IReadOnlyList<Term> Terms, IReadOnlyList<SearchedField> Fields) : QueryNode;

    /// <param name="Words">How many words may stand between the two.</param>
    internal sealed record Near(QueryNode Left, QueryNode Right, int Words) : QueryNode;

    internal sealed record All(IReadOnlyList<QueryNode> Parts) : QueryNode;

    internal sealed record Any(IReadOnlyList<QueryNode> Parts) : QueryNode;

    internal sealed record Not(QueryNode Part) : QueryNode;

    /// <param name="Code">BCP 47.</param>
    internal sealed record Language(string Code) : QueryNode;

    /// <summary>Whether something must be found; what only excludes would find every article.</summary>
    public bool AsksForSomething => this switch
    {
        Not not => not.Part is Not inner && inner.Part.AsksForSomething,
        All all => all.Parts.Any(part => part.AsksForSomething),
        Any any => any.Parts.All(part => part.AsksForSomething),
        _ => true,
    };

    /// <summary>Whether words, phrases and alternatives of them are all there is, so that the place of what is found is clear.</summary>
    public bool HasPlaces => this switch
    {
        Phrase => true,
        Near => true,
        Any any => any.Parts.All(part => part.HasPlaces),
        _ => false,
    };
}
