using AlertBot.Topics;

namespace AlertBot.Alerts;

/// <summary>A destination that follows a topic.</summary>
/// <param name="Since">When it subscribed: what was seen before is no news for it.</param>
/// <param name="DisabledReason">Null while it takes messages.</param>
internal sealed record Subscriber(DestinationId Destination, long Workspace, TopicId Topic, DateTimeOffset Since, string? DisabledReason);
