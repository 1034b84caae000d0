namespace AlertBot.Alerts.Subscriptions;

/// <summary>A topic that a channel follows.</summary>
/// <param name="Ping">Id of the role or user group that its alerts mention.</param>
/// <param name="IsFromSettings">It stands in the settings file: chat cannot change it.</param>
internal sealed record Subscription(string Topic, string? Ping, bool IsFromSettings);

/// <summary>What came of subscribing or unsubscribing a channel.</summary>
internal abstract record SubscriptionChangeResult
{
    private SubscriptionChangeResult()
    {
    }

    /// <param name="Before">Null where it is new.</param>
    internal sealed record Done(Subscription Subscription, Subscription? Before) : SubscriptionChangeResult;

    /// <summary>It was so already.</summary>
    internal sealed record Unchanged(Subscription Subscription) : SubscriptionChangeResult;

    internal sealed record UnknownTopic : SubscriptionChangeResult;

    /// <summary>The topic exists, and the channel does not follow it.</summary>
    internal sealed record NotSubscribed(string Topic) : SubscriptionChangeResult;

    internal sealed record FromSettings(Subscription Subscription) : SubscriptionChangeResult;
}
