namespace AlertBot.Chat.Slack.Events;

/// <summary>
/// The events that the app subscribes to in its manifest: https://docs.slack.dev/reference/events. No message events are among them.
/// </summary>
internal static class SlackEventTypes
{
    public static IReadOnlyList<string> All { get; } =
    [
        "member_joined_channel", "member_left_channel", "channel_left", "group_left", "channel_archive", "channel_unarchive",
        "channel_deleted", "group_archive", "group_unarchive", "group_deleted", "app_uninstalled", "tokens_revoked",
    ];
}
