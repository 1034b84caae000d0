namespace AlertBot.Testing.Slack.WebApi;

/// <summary>A method as documented by Slack: https://docs.slack.dev/reference/methods/{Name}.</summary>
/// <param name="Tier">1 to 4; 0: a special rate limit.</param>
/// <param name="Scopes">The token needs one of them. Of two, the first is for public and the second for private channels.</param>
/// <param name="Required">The required arguments.</param>
/// <param name="Optional">The optional arguments.</param>
internal sealed record LoopbackSlackMethod(string Name, int Tier, string[] Scopes, string[] Required, string[] Optional)
{
    /// <summary>True: the method accepts a query or form, but not JSON.</summary>
    public bool IsFormOnly { get; init; }

    /// <summary>True: the method needs the app-level token.</summary>
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
