using AlertBot.Feeds.Polling;

namespace AlertBot.Feeds;

/// <summary>One of the settings under <c>feeds</c>.</summary>
/// <param name="Url">Absolute, http or https.</param>
internal sealed record FeedOptions(Uri Url)
{
    /// <summary>The source name that readers see. Null: the feed's own title.</summary>
    public string? Name { get; init; }

    /// <summary>The path in the settings, such as <c>feeds[3]</c>; null for a feed that is not from the settings.</summary>
    public string? SettingsPath { get; init; }

    /// <summary>The usual time between two polls of this feed. Null: <see cref="PollingOptions.Interval"/>.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Request headers sent to this feed's host only, such as <c>Authorization</c>. Their values are secrets.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Labels by which subscriptions can select the feed. Default: none.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Null: the value of <c>news.fullText</c>.</summary>
    public FullTextMode? FullText { get; init; }

    /// <summary>
    /// The name, or the host with the path in the settings, since several feeds may share a host. The rest of the address may contain a
    /// key.
    /// </summary>
    public override string ToString() =>
        Name is not null ? $"feed {Name}" : $"feed at {Url.Authority}{(SettingsPath is null ? "" : $" ({SettingsPath} of the settings)")}";
}
