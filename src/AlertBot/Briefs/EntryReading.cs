namespace AlertBot.Briefs;

/// <summary>What came of reading an entry.</summary>
internal abstract record EntryReading
{
    private EntryReading()
    {
    }

    internal sealed record Read(ReadArticle Article) : EntryReading;

    /// <summary>Its page failed for the moment and should be tried again.</summary>
    internal sealed record Failed : EntryReading;

    /// <summary>Its page was not asked for, so this was no attempt.</summary>
    internal sealed record Waits(DateTimeOffset Until) : EntryReading;
}
