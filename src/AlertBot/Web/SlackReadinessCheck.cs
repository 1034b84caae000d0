using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.SocketMode;

namespace AlertBot.Web;

/// <summary>Ready when Slack accepts the token and, in Socket Mode, the socket is connected.</summary>
/// <param name="socket">Null when Slack calls over HTTP, or commands are off.</param>
internal sealed class SlackReadinessCheck(SlackApi api, SlackSocketModeClient? socket) : IReadinessCheck
{
    public string Name => "slack";

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(api.Problem ?? socket?.Problem);
}
