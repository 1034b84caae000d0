namespace AlertBot.Feeds;

/// <summary>When the page that an entry links to is fetched for its text.</summary>
internal enum FullTextMode
{
    /// <summary>When the feed has no full text.</summary>
    Auto,

    /// <summary>For each entry.</summary>
    Always,

    /// <summary>Never; only the feed's own text is used.</summary>
    Never,
}
