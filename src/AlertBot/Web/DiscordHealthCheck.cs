using AlertBot.Chat.Discord;
using AlertBot.Chat.Discord.Api;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AlertBot.Web;

/// <summary>Healthy when the gateway is connected and Discord accepts the token.</summary>
internal sealed class DiscordHealthCheck(DiscordBotService bot, DiscordRestClient rest) : IHealthCheck
{
    public const string Name = "discord";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            (bot.Problem ?? rest.Problem) is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy());
}
