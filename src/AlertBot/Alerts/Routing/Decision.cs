using AlertBot.Alerts.Subscriptions;

namespace AlertBot.Alerts.Routing;

/// <summary>
/// The decision whether an article is posted to a destination. The reason continues a sentence for users: “not posted: it is older than
/// 48 h”.
/// </summary>
internal abstract record Decision(string Reason)
{
    /// <summary>The article opens an alert.</summary>
    /// <param name="Topic">The subscription that posts it.</param>
    /// <param name="Hold">The alert waits for a digest; null: it is posted now.</param>
    internal sealed record NewAlert(string Reason, FollowedTopic Topic, Hold? Hold) : Decision(Reason);

    /// <summary>The article is added to the alert of its story.</summary>
    internal sealed record AddedToAlert(string Reason) : Decision(Reason);

    /// <summary>The article is not posted.</summary>
    internal sealed record Skipped(string Reason) : Decision(Reason);

    /// <summary>As <c>decision.verdict</c> stores it.</summary>
    public string Name => this switch
    {
        NewAlert => "told",
        AddedToAlert => "joined",
        Skipped => "not_told",
        _ => throw new InvalidOperationException($"{GetType().Name} has no name"),
    };
}
