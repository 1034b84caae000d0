namespace AlertBot.Chat.Webhooks;

/// <summary>What the bot calls itself to the platforms.</summary>
internal static class WebhookIdentity
{
    private const string Project = "https://github.com/alertbot/alertbot";

    private static readonly string Version = typeof(WebhookIdentity).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public static string Plain { get; } = $"AlertBot/{Version} (+{Project})";

    /// <summary>The form Discord requires: https://docs.discord.com/developers/reference#user-agent</summary>
    public static string Discord { get; } = $"DiscordBot ({Project}, {Version})";
}
