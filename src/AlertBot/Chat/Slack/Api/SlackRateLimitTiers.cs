namespace AlertBot.Chat.Slack.Api;

/// <summary>
/// Slack's rate limit of each method, per app and workspace. Slack guarantees a tier as a minimum (“50+ per minute”); AlertBot treats it
/// as the maximum: https://docs.slack.dev/apis/web-api/rate-limits
/// </summary>
internal static class SlackRateLimitTiers
{
    public const string PostMessage = "chat.postMessage";

    /// <summary>The minimum time between two messages in one channel, from “Posting messages” on the page above.</summary>
    public static readonly TimeSpan MinPostInterval = TimeSpan.FromSeconds(1);

    /// <summary>The period for which Slack counts calls of a method.</summary>
    public static readonly TimeSpan WindowLength = TimeSpan.FromMinutes(1);

    private const int Tier2 = 20;
    private const int Tier3 = 50;
    private const int Tier4 = 100;

    /// <summary>Limits the calls of a method within <see cref="WindowLength"/>.</summary>
    public static int CallsPerMinute(string method) => method switch
    {
        // Tier 1 allows “a small amount of burst”, which the two Socket Mode connections need to reconnect at once:
        // https://docs.slack.dev/reference/methods/apps.connections.open
        "apps.connections.open" => 8,

        // Special tier, “several hundred messages per minute” for a workspace:
        // https://docs.slack.dev/reference/methods/chat.postMessage#rate_limiting
        PostMessage => 300,

        // Special tier, “hundreds of requests per minute”: https://docs.slack.dev/reference/methods/auth.test
        "auth.test" => 200,

        // Tier 3, from each method's page under https://docs.slack.dev/reference/methods. The tier of history and replies is that of an
        // internal app, as AlertBot is; apps that are distributed outside the Marketplace have 1 call per minute:
        // https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps
        "chat.update" or "conversations.history" or "conversations.replies" or "conversations.info" or "conversations.join" => Tier3,

        // Tier 4, from each method's page.
        "chat.postEphemeral" or "users.info" or "views.open" or "views.push" or "views.update" => Tier4,
        _ => Tier2,
    };
}
