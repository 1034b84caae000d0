using AlertBot.Feeds.Polling;

namespace AlertBot.Feeds;

/// <summary>One of the settings under <c>feeds</c>.</summary>
/// <param name="Url">Absolute, http or https.</param>
internal sealed record FeedOptions(Uri Url)
{
    /// <summary>What readers see as the source. Null: the title that the feed gives itself.</summary>
    public string? Name { get; init; }

    /// <summary>Where it stands in the settings, such as <c>feeds[3]</c>. Null: nowhere.</summary>
    public string? SettingsPath { get; init; }

    /// <summary>The usual time between two polls of this feed. Null: <see cref="PollingOptions.Interval"/>.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Request headers sent to this feed's host only, e.g. <c>Authorization</c>: their values are secrets.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Words that subscriptions can name the feed by, besides its name. Default: none.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Null: as <c>news.fullText</c> says.</summary>
    public FullTextMode? FullText { get; init; }

    /// <summary>
    /// Its name, else where it stands, for many feeds have one host; of the address only that, since the rest may hold a key.
    /// </summary>
    public override string ToString() =>
        Name is not null ? $"feed {Name}" : $"feed at {Url.Authority}{(SettingsPath is null ? "" : $" ({SettingsPath} of the settings)")}";
}
