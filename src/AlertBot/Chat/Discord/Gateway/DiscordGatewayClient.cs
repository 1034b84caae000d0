namespace AlertBot.Chat.Discord.Gateway;

/// <summary>
/// Keeps the connection to Discord's gateway for as long as the service lives: resumes what is lost, begins anew what is over, stops where
/// only a person can help.
/// </summary>
internal sealed partial class DiscordGatewayClient(DiscordOptions options, GatewayUrlClient door, Random random, TimeProvider time,
    ILogger<DiscordGatewayClient> logger)
{
    /// <summary>Discord allows one Identify in 5 s.</summary>
    private static readonly TimeSpan IdentifyInterval = TimeSpan.FromSeconds(5.5);

    /// <summary>A connection that lived so long was a good one: losing it is the first trouble, not the next of many.</summary>
    private static readonly TimeSpan StableAfter = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan MaxReconnectDelay = TimeSpan.FromSeconds(60);

    /// <summary>So many vain attempts to resume, and a new session begins: Discord keeps none for long.</summary>
    private const int MaxResumeAttempts = 6;

    private readonly GatewaySession _session = new();
    private DateTimeOffset _identifiedAt = DateTimeOffset.MinValue;
    private int _failures;
    private int _failedResumes;
    private bool _hasLoggedProblem;
    private volatile string? _problem = "the connection to Discord is being made";

    /// <summary>Why Discord's commands and changes do not reach the bot now, with the mend if there is one; null: they do.</summary>
    public string? Problem => _problem;

    /// <summary>Ends when the service stops or Discord refuses the bot for good.</summary>
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
            // The service stops while this waits.
        }
    }

    /// <returns>False: it is not tried again.</returns>
    private async Task<bool> ConnectAsync(IGatewayEventHandler events, CancellationToken stopping)
    {
        if (_failedResumes >= MaxResumeAttempts)
        {
            _session.Clear();
        }

        var address = _session.Id is null ? null : _session.ResumeUrl;
        if (address is null)
        {
            switch (await door.GetUrlAsync(stopping))
            {
                case GatewayUrlClient.Result.Available open:
                    address = open.Url;
                    break;
                case GatewayUrlClient.Result.SessionLimitReached exhausted:
                    LogSessionLimitReached(exhausted.RetryAfter);
                    _problem = $"Discord lets no new session begin "
                        + $"before {time.GetUtcNow() + exhausted.RetryAfter:u}: the bot was started too often today";
                    await Task.Delay(exhausted.RetryAfter, time, stopping);
                    return true;
                case GatewayUrlClient.Result.Unavailable closed:
                    await BackOffAsync(closed.Reason, closed.RetryAfter, stopping);
                    return true;
                case GatewayUrlClient.Result.Refused refused:
                    return StopReconnecting(refused.Reason);
            }
        }

        if (_session.Id is null)
        {
            await DelayUntilAsync(_identifiedAt + IdentifyInterval, stopping);
        }

        return await RunOnceAsync(GatewayUrlClient.WithVersionAndEncoding(address!), events, stopping);
    }

    private async Task<bool> RunOnceAsync(Uri address, IGatewayEventHandler events, CancellationToken stopping)
    {
        var connection = new GatewayConnection(options.Token!, _session, random, time, logger);
        var end = await connection.RunAsync(address, events, LogRecoveryOnce, stopping);
        _identifiedAt = connection.IdentifiedAt ?? _identifiedAt;
        _failedResumes = connection.ReadyAt is null ? _failedResumes + 1 : 0;
        if (connection.ReadyAt is { } since && time.GetUtcNow() - since >= StableAfter)
        {
            _failures = 0;
        }

        switch (end)
        {
            case GatewayDisconnect.ReconnectRequested:
                await BackOffAsync(null, TimeSpan.Zero, stopping);
                return true;
            case GatewayDisconnect.Lost lost:
                await BackOffAsync(lost.Reason, TimeSpan.Zero, stopping);
                return true;
            case GatewayDisconnect.SessionEnded over:
                await BackOffAsync(over.Reason,
                    over.IsInvalidSession ? TimeSpan.FromSeconds(1 + (4 * random.NextDouble())) : TimeSpan.Zero, stopping);
                return true;
            case GatewayDisconnect.Refused refused:
                return StopReconnecting(refused.Reason);
            default:
                return false;
        }
    }

    // The first attempt after a good connection is made at once: Discord drops connections as a matter of course.
    private async Task BackOffAsync(string? reason, TimeSpan atLeast, CancellationToken stopping)
    {
        var full = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(_failures - 1, 10)));
        var pause = _failures == 0 ? TimeSpan.Zero
            : (full < MaxReconnectDelay ? full : MaxReconnectDelay) * (0.5 + (0.5 * random.NextDouble()));
        _failures++;
        if (reason is not null)
        {
            LogProblemOnce(reason);
        }

        await DelayUntilAsync(time.GetUtcNow() + (pause > atLeast ? pause : atLeast), stopping);
    }

    private async Task DelayUntilAsync(DateTimeOffset when, CancellationToken stopping)
    {
        if (when - time.GetUtcNow() is var left && left > TimeSpan.Zero)
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

    // Said once, and again when it is over.
    private void LogProblemOnce(string reason)
    {
        _problem = $"the connection to Discord is lost: {reason}; it is tried again";
        if (!_hasLoggedProblem)
        {
            _hasLoggedProblem = true;
            LogDisconnected(reason);
        }
    }

    private void LogRecoveryOnce()
    {
        _problem = null;
        if (_hasLoggedProblem)
        {
            _hasLoggedProblem = false;
            LogReconnected();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The connection to Discord is lost: {Reason}. It is tried again until it stands; that is said then")]
    private partial void LogDisconnected(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection to Discord stands again")]
    private partial void LogReconnected();

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Discord takes no more sessions of this bot today: it was started too often. It is tried again in {Delay}")]
    private partial void LogSessionLimitReached(TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Error, Message = "The connection to Discord ends: {Reason}")]
    private partial void LogStopped(string reason);
}
