using AlertBot.Alerts.Delivery;

namespace AlertBot.Alerts.Subscriptions;

/// <summary>A destination as in the settings: <c>discord:1402…</c>, <c>slack:C…</c>, <c>webhook:newsroom</c>, <c>console</c>.</summary>
/// <param name="Platform"><c>discord</c>, <c>slack</c>, <c>webhook</c> or <c>console</c>: an <see cref="IChatSender.Platform"/>.</param>
/// <param name="Address">The part after the colon; empty for the console.</param>
internal sealed record DestinationAddress(string Platform, string Address)
{
    public static DestinationAddress Console { get; } = new("console", "");

    /// <summary>Whether a reply can be posted below a message there.</summary>
    public bool HasThreads => Platform is "discord" or "slack";

    public override string ToString() => Address.Length == 0 ? Platform : $"{Platform}:{Address}";
}
