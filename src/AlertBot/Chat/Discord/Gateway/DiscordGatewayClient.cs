using System.Diagnostics;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Gateway;

/// <summary>
/// Keeps one connection to Discord's gateway open while the service runs: resumes a session after a lost connection, starts a new one after
/// the session ended, and stops where only a person can help.
/// </summary>
internal sealed partial class DiscordGatewayClient(DiscordOptions options, GatewayUrlClient urlClient, Random random, TimeProvider time,
    ILogger<DiscordGatewayClient> logger)
{
    /// <summary>The shortest time between two Identify messages. Discord allows one in 5 s for a bot of one shard.</summary>
    private static readonly TimeSpan IdentifyInterval = TimeSpan.FromSeconds(5.5);

    /// <summary>The maximum number of failed attempts to resume a session. After the last, a new session starts.</summary>
    private const int MaxResumeAttempts = 6;

    private readonly GatewaySession _session = new();
    private readonly ReconnectBackoff _backoff = new(random);
    private readonly OutageLog _outage = new();
    private DateTimeOffset _identifiedAt = DateTimeOffset.MinValue;
    private int _failedResumes;
    private volatile string? _problem = "connecting to Discord";

    /// <summary>Why commands and events from Discord do not arrive, with the fix if there is one. Null when they arrive.</summary>
    public string? Problem => _problem;

    /// <summary>Returns when the service stops or Discord refuses the bot permanently.</summary>
    public async Task RunAsync(IGatewayEventHandler events, CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested && await ConnectAsync(events, stopping))
            {
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    /// <returns>Whether to connect again.</returns>
    private async Task<bool> ConnectAsync(IGatewayEventHandler events, CancellationToken stopping)
    {
        if (_failedResumes >= MaxResumeAttempts)
        {
            _session.Clear();
        }

        if (_session is { Id: not null, ResumeUrl: { } resumeUrl })
        {
            return await RunConnectionAsync(resumeUrl, events, stopping);
        }

        switch (await urlClient.GetUrlAsync(stopping))
        {
            case SocketUrlResult.Available available:
                return await RunConnectionAsync(available.Url, events, stopping);
            case GatewaySessionLimitReached limit:
                LogSessionLimitReached(limit.RetryAfter);
                _problem = "the bot was started too often today: Discord allows no new session before "
                    + $"{time.GetUtcNow() + limit.RetryAfter:u}";
                await Task.Delay(limit.RetryAfter, time, stopping);
                return true;
            case SocketUrlResult.Unavailable unavailable:
                await BackOffAsync(unavailable.Reason, unavailable.RetryAfter, stopping);
                return true;
            case SocketUrlResult.Refused refused:
                return StopReconnecting(refused.Reason);
            default:
                throw new UnreachableException();
        }
    }

    private async Task<bool> RunConnectionAsync(Uri url, IGatewayEventHandler events, CancellationToken stopping)
    {
        if (_session.Id is null)
        {
            await DelayUntilAsync(_identifiedAt + IdentifyInterval, stopping);
        }

        var connection = new GatewayConnection(options.Token!, _session, random, time, logger);
        var disconnect = await connection.RunAsync(GatewayUrlClient.WithVersionAndEncoding(url), events, RecordConnected, stopping);
        _identifiedAt = connection.IdentifiedAt ?? _identifiedAt;
        _failedResumes = connection.ReadyAt is null ? _failedResumes + 1 : 0;
        if (connection.ReadyAt is { } readyAt)
        {
            _backoff.RecordLifetime(time.GetUtcNow() - readyAt);
        }

        switch (disconnect)
        {
            case GatewayDisconnect.ReconnectRequested:
                await BackOffAsync(null, TimeSpan.Zero, stopping);
                return true;
            case GatewayDisconnect.Lost lost:
                await BackOffAsync(lost.Reason, TimeSpan.Zero, stopping);
                return true;
            case GatewayDisconnect.SessionEnded ended:
                await BackOffAsync(ended.Reason, ended.IsInvalidSession ? InvalidSessionDelay() : TimeSpan.Zero, stopping);
                return true;
            case GatewayDisconnect.Refused refused:
                return StopReconnecting(refused.Reason);
            default:
                return false;
        }
    }

    /// <summary>1 to 5 s at random, as https://docs.discord.com/developers/events/gateway#resuming asks for after op 9.</summary>
    private TimeSpan InvalidSessionDelay() => TimeSpan.FromSeconds(1 + (4 * random.NextDouble()));

    /// <param name="reason">Null: no outage, Discord asked for a new connection.</param>
    private async Task BackOffAsync(string? reason, TimeSpan atLeast, CancellationToken stopping)
    {
        var delay = _backoff.NextDelay(atLeast);
        if (reason is not null)
        {
            _problem = $"the connection to Discord was lost: {reason}; reconnecting";
            if (_outage.Start(reason))
            {
                LogDisconnected(reason);
            }
        }

        await DelayUntilAsync(time.GetUtcNow() + delay, stopping);
    }

    private async Task DelayUntilAsync(DateTimeOffset due, CancellationToken stopping)
    {
        if (due - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, stopping);
        }
    }

    private bool StopReconnecting(string reason)
    {
        _problem = reason;
        LogStopped(reason);
        return false;
    }

    private void RecordConnected()
    {
        _problem = null;
        if (_outage.End())
        {
            LogReconnected();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost the connection to Discord: {Reason}. Reconnecting")]
    private partial void LogDisconnected(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reconnected to Discord")]
    private partial void LogReconnected();

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The bot was started too often today: Discord allows no new session. Retrying in {Delay}")]
    private partial void LogSessionLimitReached(TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Error, Message = "Disconnected from Discord, not reconnecting: {Reason}")]
    private partial void LogStopped(string reason);
}
