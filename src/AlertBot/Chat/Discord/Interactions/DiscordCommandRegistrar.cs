using System.Text.Json;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// Keeps <c>/news</c> registered at Discord. It writes only where the registered command differs, because Discord allows 200 writes a day:
/// https://docs.discord.com/developers/interactions/application-commands#registering-a-command
/// </summary>
internal sealed partial class DiscordCommandRegistrar(DiscordRestClient rest, CommandDispatcher dispatcher, TimeProvider time,
    ILogger<DiscordCommandRegistrar> logger)
{
    private const string Route = "applications/{application}/commands";

    /// <summary>Limits the wait of one attempt for the rate limit.</summary>
    private static readonly TimeSpan AttemptMaxWait = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Limits the whole registration, waits for rate limits included. Nobody waits for it, but it should not last forever.
    /// </summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(20);

    /// <summary>Both requests are idempotent: any failure but a refusal is retried, after 2, 4, 8 and 16 s.</summary>
    private static readonly RetryPolicy Retries =
        new(MaxAttempts: 5, InitialBackoff: TimeSpan.FromSeconds(2), Window: MaxWait) { WaitsForRateLimit = true };

    /// <summary>Safe to repeat. A failure is logged; the next session of the gateway tries again.</summary>
    public async Task RegisterAsync(string applicationId, CancellationToken cancellationToken)
    {
        var path = $"applications/{applicationId}/commands";
        var wanted = DiscordCommandDefinition.ToJson(dispatcher.Specs);
        if (await SendAsync(new DiscordRequest(HttpMethod.Get, "GET " + Route, path), cancellationToken) is not { } registered)
        {
            return;
        }

        using var definition = JsonDocument.Parse(wanted);
        if (DiscordCommandComparer.AreSame(definition.RootElement, registered))
        {
            LogUnchanged();
        }
        else if (await SendAsync(new DiscordRequest(HttpMethod.Put, "PUT " + Route, path, wanted), cancellationToken) is not null)
        {
            LogRegistered();
        }
    }

    /// <returns>Null where it failed, which is logged.</returns>
    private async Task<JsonElement?> SendAsync(DiscordRequest request, CancellationToken cancellationToken)
    {
        request = request with { IsIdempotent = true, MaxWait = AttemptMaxWait };
        var result = await Retries.RunAsync(
            _ => rest.SendAsync(request, cancellationToken),
            result => result is PlatformResult.NotSent or PlatformResult.Unclear,
            MaxWait, time, cancellationToken);
        if (result.Failure is { } failure)
        {
            LogFailed(failure.Reason);
        }

        return (result as PlatformResult.Succeeded)?.Body;
    }

    [LoggerMessage(LogLevel.Debug, "/news is already registered with Discord")]
    private partial void LogUnchanged();

    [LoggerMessage(LogLevel.Information, "Registered /news with Discord")]
    private partial void LogRegistered();

    [LoggerMessage(LogLevel.Warning, "Registering /news at Discord failed: {Reason}. Retrying with the next connection")]
    private partial void LogFailed(string reason);
}
