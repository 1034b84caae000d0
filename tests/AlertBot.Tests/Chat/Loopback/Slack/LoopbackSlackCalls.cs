using System.Text.Json.Nodes;

namespace AlertBot.Tests.Chat.Loopback.Slack;

/// <summary>Carries the calls of the loopback Web API out.</summary>
internal sealed class LoopbackSlackCalls(LoopbackSlack slack)
{
    private readonly Lock _lock = new();

    public LoopbackSlackAnswer Answer(LoopbackSlackMethod method, LoopbackSlackRequest request)
    {
        lock (_lock)
        {
            return method.Name switch
            {
                "auth.test" => Who(),
                "apps.connections.open" => slack.Socket.Open(),
                "chat.postMessage" => slack.Web.Messages.Post(request),
                "chat.postEphemeral" => slack.Web.Messages.PostEphemeral(request),
                "chat.update" => slack.Web.Messages.Update(request),
                "conversations.info" => Info(method, request),
                "conversations.join" => Join(request),
                "conversations.history" or "conversations.replies" => History(method, request),
                "users.info" => User(request),
                "views.open" or "views.push" or "views.update" => slack.Web.Views.Answer(request),
                _ => LoopbackSlackAnswer.No("unknown_method"),
            };
        }
    }

    private LoopbackSlackAnswer Who() => LoopbackSlackAnswer.Ok(
        ("url", "https://policy-desk.slack.example/"),
        ("team", LoopbackSlack.TeamName),
        ("user", "alertbot"),
        ("team_id", LoopbackSlack.TeamId),
        ("user_id", LoopbackSlack.BotUser),
        ("bot_id", LoopbackSlack.BotId),
        ("is_enterprise_install", false));

    private LoopbackSlackAnswer Info(LoopbackSlackMethod method, LoopbackSlackRequest request) =>
        slack.Find(request.Channel) is not { IsVisible: true } channel ? LoopbackSlackAnswer.No("channel_not_found")
        : Lacks(method, channel) ?? LoopbackSlackAnswer.Ok(("channel", Json(channel)));

    /// <summary>https://docs.slack.dev/reference/methods/conversations.join</summary>
    private LoopbackSlackAnswer Join(LoopbackSlackRequest request)
    {
        if (slack.Find(request.Channel) is not { IsVisible: true } channel)
        {
            return LoopbackSlackAnswer.No("channel_not_found");
        }

        if (channel.IsPrivate || channel.IsArchived)
        {
            return LoopbackSlackAnswer.No(channel.IsPrivate ? "method_not_supported_for_channel_type" : "is_archived");
        }

        var answer = LoopbackSlackAnswer.Ok(("channel", Json(channel)));
        if (channel.IsMember)
        {
            answer.Body["warning"] = "already_in_channel";
            answer.Body["response_metadata"] = new JsonObject { ["warnings"] = new JsonArray("already_in_channel") };
        }

        channel.IsMember = true;
        answer.Body["channel"]!["is_member"] = true;
        return answer;
    }

    private LoopbackSlackAnswer History(LoopbackSlackMethod method, LoopbackSlackRequest request) =>
        slack.Find(request.Channel) is not { IsVisible: true } channel ? LoopbackSlackAnswer.No("channel_not_found")
        : Lacks(method, channel) ?? (channel.IsMember ? slack.Web.Messages.History.Page(request) : LoopbackSlackAnswer.No("not_in_channel"));

    private LoopbackSlackAnswer? Lacks(LoopbackSlackMethod method, LoopbackSlackChannel channel)
    {
        var needed = method.Scopes[channel.IsPrivate ? 1 : 0];
        return slack.Web.Scopes.Contains(needed) ? null : LoopbackSlackAnswer.MissingScope(needed, slack.Web.Scopes);
    }

    private LoopbackSlackAnswer User(LoopbackSlackRequest request) =>
        slack.Users.Find(user => user.Id == request.Text("user")) is not { } user ? LoopbackSlackAnswer.No("user_not_found") : LoopbackSlackAnswer.Ok(("user", new JsonObject
        {
            ["id"] = user.Id,
            ["team_id"] = LoopbackSlack.TeamId,
            ["name"] = user.Name,
            ["deleted"] = false,
            ["real_name"] = user.Name,
            ["is_admin"] = user.IsAdmin || user.IsOwner,
            ["is_owner"] = user.IsOwner,
            ["is_primary_owner"] = false,
            ["is_restricted"] = false,
            ["is_bot"] = false,
            ["profile"] = new JsonObject { ["display_name"] = user.Name },
        }));

    /// <summary>https://docs.slack.dev/reference/objects/conversation-object</summary>
    private static JsonObject Json(LoopbackSlackChannel channel) => new()
    {
        ["id"] = channel.Id,
        ["name"] = channel.Name,
        ["is_channel"] = !channel.IsPrivate,
        ["is_group"] = channel.IsPrivate,
        ["is_im"] = false,
        ["is_mpim"] = false,
        ["is_private"] = channel.IsPrivate,
        ["is_archived"] = channel.IsArchived,
        ["is_general"] = false,
        ["is_shared"] = false,
        ["is_member"] = channel.IsMember,
        ["context_team_id"] = LoopbackSlack.TeamId,
        ["creator"] = LoopbackSlack.SomeUser,
    };
}
