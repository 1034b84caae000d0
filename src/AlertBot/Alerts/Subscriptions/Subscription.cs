namespace AlertBot.Alerts.Subscriptions;

/// <summary>A topic that a channel follows.</summary>
/// <param name="Ping">Id of the role or user group that its alerts mention; null for none.</param>
/// <param name="Options">How its alerts are posted, without the options of the channel.</param>
/// <param name="IsFromSettings">It is defined in the settings file, so it cannot be changed in chat.</param>
internal sealed record Subscription(string Topic, string? Ping, RoutingOptions Options, bool IsFromSettings);

/// <summary>The outcome of subscribing or unsubscribing a channel.</summary>
internal abstract record SubscriptionChangeResult
{
    private SubscriptionChangeResult()
    {
    }

    /// <param name="Before">The subscription before the change; null when it is new.</param>
    internal sealed record Done(Subscription Subscription, Subscription? Before) : SubscriptionChangeResult;

    /// <summary>The subscription exists already.</summary>
    internal sealed record Unchanged(Subscription Subscription) : SubscriptionChangeResult;

    /// <summary>The workspace sees no topic of this name.</summary>
    internal sealed record UnknownTopic : SubscriptionChangeResult;

    /// <summary>The topic exists, but the channel does not follow it.</summary>
    internal sealed record NotSubscribed(string Topic) : SubscriptionChangeResult;

    /// <summary>The subscription is defined in the settings file.</summary>
    internal sealed record FromSettings(Subscription Subscription) : SubscriptionChangeResult;
}
