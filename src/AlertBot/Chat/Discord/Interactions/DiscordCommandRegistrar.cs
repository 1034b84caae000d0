using System.Text.Json;
using AlertBot.Chat.Commands;
using AlertBot.Chat.Discord.Api;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// Keeps <c>/news</c> registered at Discord: reads what is there and writes only where it differs, for writes are counted (200 creations a
/// day).
/// </summary>
internal sealed partial class DiscordCommandRegistrar(DiscordRestClient rest, CommandDispatcher desk, TimeProvider time,
    ILogger<DiscordCommandRegistrar> logger)
{
    private const int MaxAttempts = 5;
    private const string Route = "applications/{application}/commands";

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMinutes(5);

    /// <summary>Safe to repeat; a failure is a line in the log and tried again with the next connection.</summary>
    public async Task RegisterAsync(string applicationId, CancellationToken cancellationToken)
    {
        var path = $"applications/{applicationId}/commands";
        var ours = DiscordCommandDefinition.ToJson(desk.Specs);
        if (await SendWithRetryAsync(new DiscordRequest(HttpMethod.Get, "GET " + Route, path), cancellationToken) is not { } theirs)
        {
            return;
        }

        using var definition = JsonDocument.Parse(ours);
        if (DiscordCommandComparer.AreSame(definition.RootElement, theirs))
        {
            LogUnchanged();
        }
        else if (await SendWithRetryAsync(new DiscordRequest(HttpMethod.Put, "PUT " + Route, path, ours), cancellationToken) is not null)
        {
            LogRegistered();
        }
    }

    /// <returns>Null where it failed for good, which is logged.</returns>
    private async Task<JsonElement?> SendWithRetryAsync(DiscordRequest call, CancellationToken cancellationToken)
    {
        var reason = "";
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var wait = TimeSpan.FromSeconds(1 << attempt);
            switch (await rest.SendAsync(call with { IsIdempotent = true, MaxWait = MaxWait }, cancellationToken))
            {
                case DiscordApiResult.Succeeded done:
                    return done.Body;
                case DiscordApiResult.Refused refused:
                    LogFailed(refused.Reason);
                    return null;
                case DiscordApiResult.Limited limited:
                    (reason, wait) = (limited.Reason, limited.Delay);
                    break;
                case DiscordApiResult.NotSent notSent:
                    reason = notSent.Reason;
                    break;
                case DiscordApiResult.Unclear unclear:
                    reason = unclear.Reason;
                    break;
            }

            if (attempt < MaxAttempts)
            {
                await Task.Delay(wait < MaxRetryDelay ? wait : MaxRetryDelay, time, cancellationToken);
            }
        }

        LogFailed(reason);
        return null;
    }

    [LoggerMessage(LogLevel.Debug, "Discord knows /news as it is")]
    private partial void LogUnchanged();

    [LoggerMessage(LogLevel.Information, "/news is registered at Discord")]
    private partial void LogRegistered();

    [LoggerMessage(LogLevel.Warning, "/news could not be registered at Discord: {Reason}")]
    private partial void LogFailed(string reason);
}
