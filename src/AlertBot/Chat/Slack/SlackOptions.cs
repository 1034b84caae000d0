namespace AlertBot.Chat.Slack;

/// <summary>The settings under <c>slack</c>.</summary>
internal sealed record SlackOptions
{
    /// <summary>A secret, <c>xoxb-…</c>. Null: no Slack connection.</summary>
    public string? BotToken { get; init; }

    /// <summary>A secret, <c>xapp-…</c>, for socket mode. Null: Slack calls over HTTP.</summary>
    public string? AppToken { get; init; }

    /// <summary>A secret; Slack signs what it sends over HTTP with it. Null: nothing is taken over HTTP.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>For installing the app in several teams. Null: one team.</summary>
    public string? ClientId { get; init; }

    /// <summary>A secret, given together with <see cref="ClientId"/>.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Who may change subscriptions, topics and feeds in chat. Default: everyone.</summary>
    public SlackManagers Managers { get; init; } = new SlackManagers.Everyone();

    /// <summary>Without a slash at its end. Default: Slack's own.</summary>
    public Uri ApiBaseUrl { get; init; } = new("https://slack.com/api");

    /// <summary>Keeps the secrets out of logs.</summary>
    public override string ToString() => $"Slack at {ApiBaseUrl}, {(BotToken is null ? "without" : "with")} token";
}

/// <summary>Who may change subscriptions, topics and feeds from Slack.</summary>
internal abstract record SlackManagers
{
    private SlackManagers()
    {
    }

    internal sealed record Everyone : SlackManagers;

    internal sealed record Admins : SlackManagers;

    /// <param name="Ids">User ids, e.g. <c>U0123ABCD</c>.</param>
    internal sealed record Users(IReadOnlyList<string> Ids) : SlackManagers;
}
