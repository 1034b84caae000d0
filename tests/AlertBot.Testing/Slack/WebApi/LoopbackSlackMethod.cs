namespace AlertBot.Testing.Slack.WebApi;

/// <summary>What Slack's documentation says of a method, https://docs.slack.dev/reference/methods/{Name}.</summary>
/// <param name="Tier">1 to 4; 0: a limit of its own.</param>
/// <param name="Scopes">What the token needs, one of them; where the channel decides, the first is for public and the second for private
/// ones.</param>
/// <param name="Required">Arguments that have to be there.</param>
/// <param name="Optional">Others that the documentation knows.</param>
internal sealed record LoopbackSlackMethod(string Name, int Tier, string[] Scopes, string[] Required, string[] Optional)
{
    /// <summary>Takes a query or a form, no JSON.</summary>
    public bool IsFormOnly { get; init; }

    /// <summary>Wants the app-level token.</summary>
    public bool RequiresAppToken { get; init; }

    public static IReadOnlyDictionary<string, LoopbackSlackMethod> All { get; } = new LoopbackSlackMethod[]
    {
        new("auth.test", 0, [], [], []),
        new("apps.connections.open", 1, ["connections:write"], [], []) { RequiresAppToken = true },
        new("chat.postMessage", 0, ["chat:write"], ["channel"],
            ["text", "blocks", "metadata", "thread_ts", "unfurl_links", "unfurl_media", "reply_broadcast", "parse", "link_names",
                "mrkdwn"]),
        new("chat.postEphemeral", 4, ["chat:write"], ["channel", "user"],
            ["text", "blocks", "thread_ts", "parse", "link_names", "unfurl_links", "unfurl_media"]),
        new("chat.update", 3, ["chat:write"], ["channel", "ts"],
            ["text", "blocks", "metadata", "parse", "link_names", "unfurl_links", "unfurl_media", "reply_broadcast"]),
        new("conversations.info", 3, ["channels:read", "groups:read"], ["channel"],
            ["include_locale", "include_num_members"]) { IsFormOnly = true },
        new("conversations.join", 3, ["channels:join"], ["channel"], []),
        new("conversations.history", 3, ["channels:history", "groups:history"], ["channel"],
            ["cursor", "include_all_metadata", "inclusive", "latest", "limit", "oldest"]) { IsFormOnly = true },
        new("conversations.replies", 3, ["channels:history", "groups:history"], ["channel", "ts"],
            ["cursor", "include_all_metadata", "inclusive", "latest", "limit", "oldest"]) { IsFormOnly = true },
        new("users.info", 4, ["users:read"], ["user"], ["include_locale"]) { IsFormOnly = true },
        new("views.open", 4, [], ["view", "trigger_id"], []),
        new("views.push", 4, [], ["view", "trigger_id"], []),
        new("views.update", 4, [], ["view"], ["view_id", "external_id", "hash"]),
    }.ToDictionary(method => method.Name);
}
