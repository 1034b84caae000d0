namespace AlertBot.Alerts;

/// <summary>A topic that a channel follows.</summary>
/// <param name="Ping">Id of the role or user group that its alerts mention.</param>
/// <param name="IsOfSettings">It stands in the settings file: chat cannot change it.</param>
internal sealed record Subscription(string Topic, string? Ping, bool IsOfSettings);

/// <summary>What came of subscribing or unsubscribing a channel.</summary>
internal abstract record SubscriptionChange
{
    private SubscriptionChange()
    {
    }

    /// <param name="Before">Null where it is new.</param>
    internal sealed record Done(Subscription Subscription, Subscription? Before) : SubscriptionChange;

    /// <summary>It was so already.</summary>
    internal sealed record Same(Subscription Subscription) : SubscriptionChange;

    internal sealed record UnknownTopic : SubscriptionChange;

    /// <summary>The topic exists, and the channel does not follow it.</summary>
    internal sealed record NotFollowed(string Topic) : SubscriptionChange;

    internal sealed record OfSettings(Subscription Subscription) : SubscriptionChange;
}
