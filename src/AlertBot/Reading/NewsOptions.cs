using AlertBot.Feeds;

namespace AlertBot.Reading;

/// <summary>The settings under <c>news</c>.</summary>
internal sealed record NewsOptions
{
    /// <summary>Older entries are never alerted. Default: 48 h.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(48);

    /// <summary>For times of day where a subscription names no zone. Default: UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>For feeds that do not say it themselves. Default: auto.</summary>
    public FullTextMode FullText { get; init; } = FullTextMode.Auto;
}
