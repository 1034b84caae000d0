namespace AlertBot.Alerts.Subscriptions;

/// <summary>An item of the settings under <c>subscriptions</c>: the topics that a destination follows, and how alerts are posted.</summary>
/// <param name="Topics">Names of existing topics, in the spelling of the topics.</param>
internal sealed record SubscriptionOptions(DestinationAddress Destination, IReadOnlyList<string> Topics)
{
    /// <summary>Id of the role or user group that each alert mentions. Default: null, none.</summary>
    public string? Ping { get; init; }

    public RoutingOptions Routing { get; init; } = new();
}
