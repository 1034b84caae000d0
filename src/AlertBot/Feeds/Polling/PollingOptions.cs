using AlertBot.Http;

namespace AlertBot.Feeds.Polling;

/// <summary>The settings under <c>polling</c>; the request limits are in <see cref="NetworkOptions"/>.</summary>
internal sealed record PollingOptions
{
    /// <summary>The usual time between two polls of a feed. Default: 5 min.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The shortest time between two polls of a feed. Default: 1 min.</summary>
    public TimeSpan Min { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest time between two polls of a feed that answers. Default: 1 h.</summary>
    public TimeSpan Max { get; init; } = TimeSpan.FromHours(1);
}
