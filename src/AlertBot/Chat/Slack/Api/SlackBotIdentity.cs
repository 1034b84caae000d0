using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Api;

/// <summary>Caches the bot's identity. It is requested once, and again after a failure.</summary>
internal sealed class SlackBotIdentity(ISlackApi api)
{
    private volatile SlackBot? _bot;

    /// <summary>Null until the first successful request.</summary>
    public SlackBot? Bot => _bot;

    /// <returns>The bot, or the failure of the request.</returns>
    public async Task<(SlackBot? Bot, PlatformResult? Failure)> GetAsync(CancellationToken cancellationToken)
    {
        if (_bot is { } cached)
        {
            return (cached, null);
        }

        var result = await api.SendAsync(SlackMethods.AuthTest, cancellationToken);
        if (result is not PlatformResult.Succeeded succeeded)
        {
            return (null, result);
        }

        if (SlackBot.Read(succeeded.Body) is not { } bot)
        {
            return (null, new PlatformResult.Unclear("Slack's response to auth.test does not name the bot: check slack.apiBaseUrl"));
        }

        _bot = bot;
        return (bot, null);
    }
}

/// <summary>The bot as described by <c>auth.test</c>: https://docs.slack.dev/reference/methods/auth.test</summary>
/// <param name="TeamId">The workspace's id, <c>T…</c>.</param>
/// <param name="UserId">The bot's id as a member of the workspace, <c>U…</c>.</param>
/// <param name="BotId">The bot's id as the author of messages, <c>B…</c>; null where Slack does not send it.</param>
internal sealed record SlackBot(string TeamId, string UserId, string? BotId, string? TeamName, string? Name)
{
    public static SlackBot? Read(JsonElement body) =>
        body.Text("team_id") is { Length: > 0 } team && body.Text("user_id") is { Length: > 0 } user
            ? new SlackBot(team, user, body.Text("bot_id"), body.Text("team"), body.Text("user"))
            : null;
}
