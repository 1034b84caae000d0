using AlertBot.Feeds;
using AlertBot.Topics.Queries;

namespace AlertBot.Reading;

/// <summary>The settings under <c>news</c>.</summary>
internal sealed record NewsOptions
{
    /// <summary>Older entries get no alert. Default: 48 h.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(48);

    /// <summary>The time zone of times of day, unless a subscription sets one. Default: UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Whether pages are fetched, unless a feed sets it. Default: auto.</summary>
    public FullTextMode FullText { get; init; } = FullTextMode.Auto;

    /// <summary>Articles that match this query are not posted on any topic. Default: null, none.</summary>
    public TopicQuery? Exclude { get; init; }
}
