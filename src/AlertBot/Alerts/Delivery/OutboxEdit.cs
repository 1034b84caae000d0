using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Delivery;

/// <summary>A posted message that is to show how its story has grown.</summary>
/// <param name="Revision">The story's, as the alert wants it told: what joins later is another edit.</param>
/// <param name="PostedBrief">What the message says now.</param>
/// <param name="Attempts">This one included, since the last edit that worked.</param>
internal sealed record OutboxEdit(
    MessageId Id,
    long Alert,
    StoryId Story,
    DestinationId Destination,
    WorkspaceId Workspace,
    DestinationAddress Address,
    string PlatformId,
    string Nonce,
    string? Ping,
    long Revision,
    Brief PostedBrief,
    int Attempts,
    Lease Lease)
{
    public override string ToString() => $"the edit of message {Id} in {Address}";
}
