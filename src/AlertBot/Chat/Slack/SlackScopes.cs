namespace AlertBot.Chat.Slack;

/// <summary>What the bot's token must be allowed, the least that does, each with its reason.</summary>
internal static class SlackScopes
{
    /// <summary>Needed where <c>slack.managers</c> is <c>admins</c>.</summary>
    public static readonly (string Name, string Reason) UsersRead = ("users:read", "to see who is an admin (slack.managers: admins)");

    public static readonly IReadOnlyList<(string Name, string Reason)> Required =
    [
        ("commands", "to take /news"),
        ("chat:write", "to post alerts and keep them current"),
        ("channels:join", "to join a public channel that subscribes"),
        ("channels:read", "to see whether a public channel is archived and the bot in it"),
        ("groups:read", "the same for private channels that it was invited to"),
        ("channels:history", "to find its own message after an unclear failure instead of posting it twice"),
        ("groups:history", "the same in private channels that it was invited to"),
    ];

    public static IReadOnlyList<string> NamesFor(SlackOptions options) => [.. ReasonsFor(options).Select(scope => scope.Name)];

    public static IEnumerable<(string Name, string Reason)> ReasonsFor(SlackOptions options) =>
        options.Managers is SlackManagers.Admins ? Required.Append(UsersRead) : Required;
}
