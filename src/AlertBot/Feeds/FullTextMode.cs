namespace AlertBot.Feeds;

/// <summary>When the page that an entry links to is fetched for its text.</summary>
internal enum FullTextMode
{
    /// <summary>When the feed carries no full text.</summary>
    Auto,

    /// <summary>For each entry, whatever the feed carries.</summary>
    Always,

    /// <summary>Never: the feed's own text is all there is.</summary>
    Never,
}
