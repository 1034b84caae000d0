using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>Carries out the calls of the loopback Web API.</summary>
internal sealed class LoopbackSlackMethodHandler(LoopbackSlack slack)
{
    private readonly Lock _lock = new();

    public LoopbackSlackApiResponse Handle(LoopbackSlackMethod method, LoopbackSlackRequest request)
    {
        lock (_lock)
        {
            return method.Name switch
            {
                "auth.test" => AuthTest(),
                "apps.connections.open" => slack.SocketMode.Open(),
                "chat.postMessage" => slack.WebApi.Messages.Post(request),
                "chat.postEphemeral" => slack.WebApi.Messages.PostEphemeral(request),
                "chat.update" => slack.WebApi.Messages.Update(request),
                "conversations.info" => ConversationsInfo(method, request),
                "conversations.join" => ConversationsJoin(request),
                "conversations.history" or "conversations.replies" => ConversationsHistory(method, request),
                "users.info" => UsersInfo(request),
                "views.open" or "views.push" or "views.update" => slack.WebApi.Views.Handle(request),
                _ => LoopbackSlackApiResponse.Failure("unknown_method"),
            };
        }
    }

    private LoopbackSlackApiResponse AuthTest() => LoopbackSlackApiResponse.Ok(
        ("url", "https://policy-desk.slack.example/"),
        ("team", LoopbackSlack.TeamName),
        ("user", "alertbot"),
        ("team_id", LoopbackSlack.TeamId),
        ("user_id", LoopbackSlack.BotUser),
        ("bot_id", LoopbackSlack.BotId),
        ("is_enterprise_install", false));

    private LoopbackSlackApiResponse ConversationsInfo(LoopbackSlackMethod method, LoopbackSlackRequest request) =>
        slack.FindChannel(request.Channel) is not { IsVisible: true } channel ? LoopbackSlackApiResponse.Failure("channel_not_found")
        : FindMissingScope(method, channel) ?? LoopbackSlackApiResponse.Ok(("channel", Json(channel)));

    /// <summary>https://docs.slack.dev/reference/methods/conversations.join</summary>
    private LoopbackSlackApiResponse ConversationsJoin(LoopbackSlackRequest request)
    {
        if (slack.FindChannel(request.Channel) is not { IsVisible: true } channel)
        {
            return LoopbackSlackApiResponse.Failure("channel_not_found");
        }

        if (channel.IsPrivate || channel.IsArchived)
        {
            return LoopbackSlackApiResponse.Failure(channel.IsPrivate ? "method_not_supported_for_channel_type" : "is_archived");
        }

        var response = LoopbackSlackApiResponse.Ok(("channel", Json(channel)));
        if (channel.IsMember)
        {
            response.Body["warning"] = "already_in_channel";
            response.Body["response_metadata"] = new JsonObject { ["warnings"] = new JsonArray("already_in_channel") };
        }

        channel.IsMember = true;
        response.Body["channel"]!["is_member"] = true;
        return response;
    }

    private LoopbackSlackApiResponse ConversationsHistory(LoopbackSlackMethod method, LoopbackSlackRequest request) =>
        slack.FindChannel(request.Channel) is not { IsVisible: true } channel ? LoopbackSlackApiResponse.Failure("channel_not_found")
        : FindMissingScope(method, channel)
            ?? (channel.IsMember ? slack.WebApi.Messages.History.Page(request) : LoopbackSlackApiResponse.Failure("not_in_channel"));

    private LoopbackSlackApiResponse? FindMissingScope(LoopbackSlackMethod method, LoopbackSlackChannel channel)
    {
        var needed = method.Scopes[channel.IsPrivate ? 1 : 0];
        return slack.WebApi.Scopes.Contains(needed) ? null : LoopbackSlackApiResponse.MissingScope(needed, slack.WebApi.Scopes);
    }

    private LoopbackSlackApiResponse UsersInfo(LoopbackSlackRequest request) =>
        slack.Users.Find(user => user.Id == request.Text("user")) is not { } user ? LoopbackSlackApiResponse.Failure("user_not_found")
            : LoopbackSlackApiResponse.Ok(("user", new JsonObject
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
        ["creator"] = LoopbackSlack.DefaultUser,
    };
}
