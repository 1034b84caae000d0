namespace AlertBot.Chat.Discord;

/// <summary>Keeps the connection to Discord's gateway for as long as the service lives: resumes what is lost, begins anew what is over, stops where only a person can help.</summary>
internal sealed partial class DiscordGateway(DiscordOptions options, GatewayDoor door, Random random, TimeProvider time, ILogger<DiscordGateway> logger)
{
    /// <summary>Discord allows one Identify in 5 s.</summary>
    private static readonly TimeSpan IdentifyEvery = TimeSpan.FromSeconds(5.5);

    /// <summary>A connection that lived so long was a good one: losing it is the first trouble, not the next of many.</summary>
    private static readonly TimeSpan Proven = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>So many vain attempts to resume, and a new session begins: Discord keeps none for long.</summary>
    private const int MostResumes = 6;

    private readonly GatewaySession _session = new();
    private DateTimeOffset _identifiedAt = DateTimeOffset.MinValue;
    private int _failures;
    private int _vain;
    private bool _saidTrouble;
    private volatile string? _problem = "the connection to Discord is being made";

    /// <summary>Why Discord's commands and changes do not reach the bot now, with the mend if there is one; null: they do.</summary>
    public string? Problem => _problem;

    /// <summary>Ends when the service stops or Discord refuses the bot for good.</summary>
    public async Task RunAsync(IDiscordEvents events, CancellationToken stopping)
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
    private async Task<bool> ConnectAsync(IDiscordEvents events, CancellationToken stopping)
    {
        if (_vain >= MostResumes)
        {
            _session.Forget();
        }

        var address = _session.Id is null ? null : _session.ResumeUrl;
        if (address is null)
        {
            switch (await door.AskAsync(stopping))
            {
                case GatewayDoor.Answer.Open open:
                    address = open.Address;
                    break;
                case GatewayDoor.Answer.Exhausted exhausted:
                    LogExhausted(exhausted.Delay);
                    _problem = $"Discord lets no new session begin before {time.GetUtcNow() + exhausted.Delay:u}: the bot was started too often today";
                    await Task.Delay(exhausted.Delay, time, stopping);
                    return true;
                case GatewayDoor.Answer.Closed closed:
                    await PauseAsync(closed.Reason, closed.Delay, stopping);
                    return true;
                case GatewayDoor.Answer.Refused refused:
                    return Refuse(refused.Reason);
            }
        }

        if (_session.Id is null)
        {
            await UntilAsync(_identifiedAt + IdentifyEvery, stopping);
        }

        return await RunOnceAsync(GatewayDoor.WithQuery(address!), events, stopping);
    }

    private async Task<bool> RunOnceAsync(Uri address, IDiscordEvents events, CancellationToken stopping)
    {
        var connection = new GatewayConnection(options.Token!, _session, random, time, logger);
        var end = await connection.RunAsync(address, events, SaySettled, stopping);
        _identifiedAt = connection.IdentifiedAt ?? _identifiedAt;
        _vain = connection.SettledAt is null ? _vain + 1 : 0;
        if (connection.SettledAt is { } since && time.GetUtcNow() - since >= Proven)
        {
            _failures = 0;
        }

        switch (end)
        {
            case GatewayEnd.Asked:
                await PauseAsync(null, TimeSpan.Zero, stopping);
                return true;
            case GatewayEnd.Lost lost:
                await PauseAsync(lost.Reason, TimeSpan.Zero, stopping);
                return true;
            case GatewayEnd.Over over:
                await PauseAsync(over.Reason, over.IsInvalid ? TimeSpan.FromSeconds(1 + (4 * random.NextDouble())) : TimeSpan.Zero, stopping);
                return true;
            case GatewayEnd.Refused refused:
                return Refuse(refused.Reason);
            default:
                return false;
        }
    }

    // The first attempt after a good connection is made at once: Discord drops connections as a matter of course.
    private async Task PauseAsync(string? reason, TimeSpan atLeast, CancellationToken stopping)
    {
        var full = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(_failures - 1, 10)));
        var pause = _failures == 0 ? TimeSpan.Zero : (full < LongestPause ? full : LongestPause) * (0.5 + (0.5 * random.NextDouble()));
        _failures++;
        if (reason is not null)
        {
            SayTrouble(reason);
        }

        await UntilAsync(time.GetUtcNow() + (pause > atLeast ? pause : atLeast), stopping);
    }

    private async Task UntilAsync(DateTimeOffset when, CancellationToken stopping)
    {
        if (when - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, stopping);
        }
    }

    private bool Refuse(string reason)
    {
        _problem = reason;
        LogRefused(reason);
        return false;
    }

    // Said once, and again when it is over.
    private void SayTrouble(string reason)
    {
        _problem = $"the connection to Discord is lost: {reason}; it is tried again";
        if (!_saidTrouble)
        {
            _saidTrouble = true;
            LogTrouble(reason);
        }
    }

    private void SaySettled()
    {
        _problem = null;
        if (_saidTrouble)
        {
            _saidTrouble = false;
            LogRecovered();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to Discord is lost: {Reason}. It is tried again until it stands; that is said then")]
    private partial void LogTrouble(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection to Discord stands again")]
    private partial void LogRecovered();

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord takes no more sessions of this bot today: it was started too often. It is tried again in {Delay}")]
    private partial void LogExhausted(TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Error, Message = "The connection to Discord ends: {Reason}")]
    private partial void LogRefused(string reason);
}
