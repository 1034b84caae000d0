namespace AlertBot.Chat.Slack;

/// <summary>The settings under <c>slack</c>.</summary>
internal sealed record SlackOptions
{
    /// <summary>The bot token, <c>xoxb-…</c>; a secret. Null: Slack is not used.</summary>
    public string? BotToken { get; init; }

    /// <summary>The app-level token for Socket Mode, <c>xapp-…</c>; a secret. Null: Slack calls over HTTP.</summary>
    public string? AppToken { get; init; }

    /// <summary>The key with which Slack signs its HTTP requests; a secret. Null: HTTP requests from Slack are not accepted.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>The OAuth client id, for installing the app in several workspaces. Null: one workspace.</summary>
    public string? ClientId { get; init; }

    /// <summary>The OAuth client secret; required together with <see cref="ClientId"/>.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Who may change subscriptions, topics and feeds in chat. Default: everyone.</summary>
    public SlackManagers Managers { get; init; } = new SlackManagers.Everyone();

    /// <summary>The base address of the Web API, without a trailing slash. Default: https://slack.com/api.</summary>
    public Uri ApiBaseUrl { get; init; } = new("https://slack.com/api");

    /// <summary>Safe for logs: contains no secret.</summary>
    public override string ToString() => $"Slack at {ApiBaseUrl}, {(BotToken is null ? "without" : "with")} token";
}

/// <summary>Who may change subscriptions, topics and feeds from Slack.</summary>
internal abstract record SlackManagers
{
    private SlackManagers()
    {
    }

    internal sealed record Everyone : SlackManagers;

    /// <summary>Admins and owners of the workspace.</summary>
    internal sealed record Admins : SlackManagers;

    /// <param name="Ids">User ids, e.g. <c>U0123ABCD</c>.</param>
    internal sealed record Users(IReadOnlyList<string> Ids) : SlackManagers;
}
