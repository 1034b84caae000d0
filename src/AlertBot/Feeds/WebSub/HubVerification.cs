namespace AlertBot.Feeds.WebSub;

/// <summary>
/// What a hub asks at the callback: whether we meant what was asked of it, or that it refuses.
/// https://www.w3.org/TR/websub/#hub-verifies-intent
/// </summary>
/// <param name="Mode"><c>subscribe</c>, <c>unsubscribe</c> or <c>denied</c>.</param>
/// <param name="Lease">How long it will push; null: it does not say.</param>
/// <param name="Reason">Of a refusal.</param>
internal sealed record HubVerification(string? Mode, string? Topic, TimeSpan? Lease, string? Reason);
