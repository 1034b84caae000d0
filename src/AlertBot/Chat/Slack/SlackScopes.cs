namespace AlertBot.Chat.Slack;

/// <summary>The OAuth scopes that the bot token needs, each with its reason. None is optional.</summary>
internal static class SlackScopes
{
    /// <summary>Required when <c>slack.managers</c> is <c>admins</c>.</summary>
    public static readonly (string Name, string Reason) UsersRead = ("users:read", "to see who is an admin (slack.managers: admins)");

    public static readonly IReadOnlyList<(string Name, string Reason)> Required =
    [
        ("commands", "to receive /news"),
        ("chat:write", "to post and edit alerts"),
        ("channels:join", "to join a public channel that subscribes to a topic"),
        ("channels:read", "to see whether a public channel is archived and whether the bot is a member"),
        ("groups:read", "the same for private channels that the bot was invited to"),
        ("channels:history", "to find its own message after an unclear failure instead of posting it twice"),
        ("groups:history", "the same in private channels that the bot was invited to"),
    ];

    public static IReadOnlyList<string> NamesFor(SlackOptions options) => [.. ReasonsFor(options).Select(scope => scope.Name)];

    public static IEnumerable<(string Name, string Reason)> ReasonsFor(SlackOptions options) =>
        options.Managers is SlackManagers.Admins ? Required.Append(UsersRead) : Required;
}
