using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Alerts.Routing;

/// <summary>A destination that follows a topic.</summary>
/// <param name="Since">When it had both subscribed and access to the feed. Entries that were seen before are not posted.</param>
/// <param name="DisabledReason">Why it is switched off; null while it is on.</param>
/// <param name="PausedUntil">Nothing is posted before.</param>
/// <param name="Ping">Id of the role or user group that alerts on the topic mention; null for none.</param>
/// <param name="AllowsEdits">The message of an alert is edited when its story grows.</param>
internal sealed record Subscriber(DestinationId Destination, WorkspaceId Workspace, TopicId Topic, DateTimeOffset Since,
    string? DisabledReason, DateTimeOffset PausedUntil, string? Ping, bool AllowsEdits);
