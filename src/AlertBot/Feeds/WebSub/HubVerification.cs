namespace AlertBot.Feeds.WebSub;

/// <summary>
/// A verification of intent that a hub sends to the callback, or its refusal.
/// https://www.w3.org/TR/websub/#hub-verifies-intent
/// </summary>
/// <param name="Mode"><c>subscribe</c>, <c>unsubscribe</c> or <c>denied</c>.</param>
/// <param name="Lease">The granted lease; null when the hub names none.</param>
/// <param name="Reason">Reason of a refusal.</param>
internal sealed record HubVerification(string? Mode, string? Topic, TimeSpan? Lease, string? Reason);
