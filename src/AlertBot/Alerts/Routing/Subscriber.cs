using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Alerts.Routing;

/// <summary>A destination that follows a topic.</summary>
/// <param name="Since">When it subscribed: what was seen before is no news for it.</param>
/// <param name="DisabledReason">Null while it takes messages.</param>
/// <param name="PausedUntil">Nothing is told before it.</param>
/// <param name="Ping">Id of the role or user group that an alert of the topic mentions; null for none.</param>
/// <param name="AllowsEdits">The alert's message is edited as its story grows.</param>
internal sealed record Subscriber(DestinationId Destination, WorkspaceId Workspace, TopicId Topic, DateTimeOffset Since,
    string? DisabledReason, DateTimeOffset PausedUntil, string? Ping, bool AllowsEdits);
