using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Delivery;

/// <summary>A posted message claimed for an edit, because its story has grown.</summary>
/// <param name="Revision">The revision of the alert that the edit shows. Articles that join later cause another edit.</param>
/// <param name="PostedBrief">The brief that the message shows now.</param>
/// <param name="Attempts">The number of attempts since the last successful edit, including this one.</param>
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
