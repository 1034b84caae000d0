namespace AlertBot.Reading;

/// <summary>What came of reading an entry.</summary>
internal abstract record ReadResult
{
    private ReadResult()
    {
    }

    internal sealed record Completed(Article Article) : ReadResult;

    /// <summary>Its page failed for the moment and should be tried again.</summary>
    internal sealed record Retry : ReadResult;

    /// <summary>Its page was not asked for, so this was no attempt.</summary>
    internal sealed record Postponed(DateTimeOffset Until) : ReadResult;
}
