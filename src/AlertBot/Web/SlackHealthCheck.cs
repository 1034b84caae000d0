using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.SocketMode;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AlertBot.Web;

/// <summary>Healthy when Slack accepts the token and, in Socket Mode, the socket is connected.</summary>
/// <param name="socket">Null when Slack calls over HTTP, or commands are off.</param>
internal sealed class SlackHealthCheck(SlackApi api, SlackSocketModeClient? socket) : IHealthCheck
{
    public const string Name = "slack";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            (api.Problem ?? socket?.Problem) is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy());
}
