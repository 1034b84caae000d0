namespace AlertBot.Chat.Slack.Api;

/// <summary>
/// How often Slack takes each method from an app in a workspace. A tier is a floor (“50+ per minute”), kept here as if it were the
/// ceiling: https://docs.slack.dev/apis/web-api/rate-limits
/// </summary>
internal static class SlackRateLimitTiers
{
    public const string PostMessage = "chat.postMessage";

    /// <summary>Messages to one channel: one a second, as on the page above under “Posting messages”.</summary>
    public static readonly TimeSpan MinPostInterval = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan WindowLength = TimeSpan.FromMinutes(1);

    private const int Tier2 = 20;
    private const int Tier3 = 50;
    private const int Tier4 = 100;

    /// <summary>Calls in a minute.</summary>
    public static int CallsPerMinute(string method) => method switch
    {
        // Tier 1 with “a small amount of burst”, and the two connections of socket mode must come back at once:
        // https://docs.slack.dev/reference/methods/apps.connections.open
        "apps.connections.open" => 8,

        // Special, “several hundred messages per minute” for a workspace:
        // https://docs.slack.dev/reference/methods/chat.postMessage#rate_limiting
        PostMessage => 300,

        // Special, “hundreds of requests per minute”: https://docs.slack.dev/reference/methods/auth.test
        "auth.test" => 200,

        // Tier 3, each on its page under https://docs.slack.dev/reference/methods. For history and replies it holds for an app of the
        // workspace's
        // own, as AlertBot is; one sold outside the Marketplace has 1 a minute:
        // https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps
        "chat.update" or "conversations.history" or "conversations.replies" or "conversations.info" or "conversations.join" => Tier3,

        // Tier 4, each on its page.
        "chat.postEphemeral" or "users.info" or "views.open" or "views.push" or "views.update" => Tier4,
        _ => Tier2,
    };
}
