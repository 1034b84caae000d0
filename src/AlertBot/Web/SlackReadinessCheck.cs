using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.SocketMode;

namespace AlertBot.Web;

/// <summary>Ready means that the bot may speak to Slack and, in Socket Mode, hears from it.</summary>
/// <param name="socket">Null: Slack calls over HTTP, or nobody commands.</param>
internal sealed class SlackReadinessCheck(SlackApi api, SlackSocketModeClient? socket) : IReadinessCheck
{
    public string Name => "slack";

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(api.Problem ?? socket?.Problem);
}
