using System.Text.Json;
using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Discord;

/// <summary>Keeps <c>/news</c> registered at Discord: reads what is there and writes only where it differs, for writes are counted (200 creations a day).</summary>
internal sealed partial class DiscordCommands(DiscordRest rest, CommandDesk desk, TimeProvider time, ILogger<DiscordCommands> logger)
{
    private const int Attempts = 5;
    private const string Route = "applications/{application}/commands";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Safe to repeat; a failure is a line in the log and tried again with the next connection.</summary>
    public async Task RegisterAsync(string applicationId, CancellationToken cancellationToken)
    {
        var path = $"applications/{applicationId}/commands";
        var ours = DiscordCommandDefinition.ToJson(desk.Specs);
        if (await AskAsync(new DiscordCall(HttpMethod.Get, "GET " + Route, path), cancellationToken) is not { } theirs)
        {
            return;
        }

        using var definition = JsonDocument.Parse(ours);
        if (DiscordCommandComparison.AreSame(definition.RootElement, theirs))
        {
            LogKnown();
        }
        else if (await AskAsync(new DiscordCall(HttpMethod.Put, "PUT " + Route, path, ours), cancellationToken) is not null)
        {
            LogRegistered();
        }
    }

    /// <returns>Null where it failed for good, which is logged.</returns>
    private async Task<JsonElement?> AskAsync(DiscordCall call, CancellationToken cancellationToken)
    {
        var reason = "";
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var wait = TimeSpan.FromSeconds(1 << attempt);
            switch (await rest.SendAsync(call with { IsRepeatable = true, Patience = Patience }, cancellationToken))
            {
                case DiscordAnswer.Done done:
                    return done.Body;
                case DiscordAnswer.Refused refused:
                    LogFailed(refused.Reason);
                    return null;
                case DiscordAnswer.Limited limited:
                    (reason, wait) = (limited.Reason, limited.Delay);
                    break;
                case DiscordAnswer.NotSent notSent:
                    reason = notSent.Reason;
                    break;
                case DiscordAnswer.Unclear unclear:
                    reason = unclear.Reason;
                    break;
            }

            if (attempt < Attempts)
            {
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
            }
        }

        LogFailed(reason);
        return null;
    }

    [LoggerMessage(LogLevel.Debug, "Discord knows /news as it is")]
    private partial void LogKnown();

    [LoggerMessage(LogLevel.Information, "/news is registered at Discord")]
    private partial void LogRegistered();

    [LoggerMessage(LogLevel.Warning, "/news could not be registered at Discord: {Reason}")]
    private partial void LogFailed(string reason);
}
