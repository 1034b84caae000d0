namespace AlertBot.Topics;

/// <summary>A query that has been read, ready to be run. Equal text gives an equal query.</summary>
internal sealed class TopicQuery
{
    private TopicQuery(string text) => Text = text;

    /// <summary>As it was written.</summary>
    public string Text { get; }

    public static QueryReading Parse(string text) => new QueryReading.Parsed(new TopicQuery(text));

    /// <returns>The evidence, in order of field and place; null where the document does not match.</returns>
    public IReadOnlyList<Evidence>? Match(TopicDocument document) => Text.Length == 0 ? [] : null;

    /// <summary>Whether a text that is not fetched yet could make the document match: what title, source, author and language already rule out answers false.</summary>
    public bool CouldMatch(TopicDocument document) => Text.Length > 0;
}

/// <summary>What came of reading a query.</summary>
internal abstract record QueryReading
{
    private QueryReading()
    {
    }

    internal sealed record Parsed(TopicQuery Query) : QueryReading;

    /// <param name="Position">Offset in the query, in UTF-16 code units, where the mistake begins.</param>
    /// <param name="Message">What is wrong and the mend, in one sentence.</param>
    internal sealed record Mistaken(int Position, string Message) : QueryReading;
}
