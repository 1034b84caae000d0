using AlertBot.Alerts.Subscriptions;
using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Alerts.Routing;

/// <summary>A destination that follows a topic.</summary>
/// <param name="Since">When it had both subscribed and access to the feed. Entries that were seen before are not posted.</param>
/// <param name="DisabledReason">Why it is switched off; null while it is on.</param>
/// <param name="PausedUntil">Nothing is posted before.</param>
/// <param name="Ping">Id of the role or user group that alerts on the topic mention; null for none.</param>
/// <param name="Options">How its alerts are posted, with the options of the channel.</param>
internal sealed record Subscriber(DestinationId Destination, DestinationAddress Address, WorkspaceId Workspace, TopicId Topic,
    DateTimeOffset Since, string? DisabledReason, DateTimeOffset PausedUntil, string? Ping, RoutingOptions Options)
{
    /// <summary>Alerts on the topic are posted in quiet hours, too, and not in digests.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>The topic is muted; null while it is not.</summary>
    public TopicMute? Mute { get; init; }

    /// <summary>The name and the labels of the feed in the workspace.</summary>
    public IReadOnlyList<string> FeedNames { get; init; } = [];
}

/// <summary>A topic is silent in a channel.</summary>
/// <param name="Author">Who muted it: a person, or the topic whose alert did.</param>
internal sealed record TopicMute(DateTimeOffset Until, string Author);
