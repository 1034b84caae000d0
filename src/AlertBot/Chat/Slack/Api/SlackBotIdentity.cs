using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Slack.Api;

/// <summary>Knows who the bot is: asked once and remembered, asked again after a failure.</summary>
internal sealed class SlackBotIdentity(ISlackApi api)
{
    private volatile SlackBot? _bot;

    /// <summary>Null until Slack has told.</summary>
    public SlackBot? Bot => _bot;

    /// <returns>Who the bot is, or what stopped the question.</returns>
    public async Task<(SlackBot? Bot, SlackApiResult? Trouble)> GetAsync(CancellationToken cancellationToken)
    {
        if (_bot is { } known)
        {
            return (known, null);
        }

        var answer = await api.SendAsync(SlackMethods.AuthTest, cancellationToken);
        if (answer is SlackApiResult.Succeeded done && SlackBot.Read(done.Body) is { } bot)
        {
            _bot = bot;
            return (bot, null);
        }

        return (null,
            answer is SlackApiResult.Succeeded ? new SlackApiResult.Unclear("Slack does not say who the bot is: look at slack.apiBaseUrl")
                : answer);
    }
}

/// <summary>Who the bot is, as <c>auth.test</c> tells: https://docs.slack.dev/reference/methods/auth.test</summary>
/// <param name="TeamId">The workspace's id, <c>T…</c>.</param>
/// <param name="UserId">The bot's id among the members, <c>U…</c>.</param>
/// <param name="BotId">The bot's id as the author of messages, <c>B…</c>; null where Slack does not tell it.</param>
internal sealed record SlackBot(string TeamId, string UserId, string? BotId, string? TeamName, string? Name)
{
    public static SlackBot? Read(JsonElement body) =>
        body.Text("team_id") is { Length: > 0 } team && body.Text("user_id") is { Length: > 0 } user
            ? new SlackBot(team, user, body.Text("bot_id"), body.Text("team"), body.Text("user"))
            : null;
}
