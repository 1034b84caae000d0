using AlertBot.Http;

namespace AlertBot.Chat.Slack;

/// <summary>Keeps connections of Socket Mode for as long as the service lives: two, so that one may go, and each is replaced before it is closed.</summary>
internal sealed partial class SlackSocketMode(SlackOptions options, ISlackApi api, ISlackWork work, TimeProvider time, ILogger<SlackSocketMode> logger)
{
    /// <summary>Slack allows ten for an app; any of them may get anything. https://docs.slack.dev/apis/events-api/using-socket-mode#connections</summary>
    private const int Wanted = 2;

    private const string SwitchedOff = "link_disabled";

    /// <summary>After the replacement's hello the old connection stays so long, for what is on its way on it.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(2);

    /// <summary>A connection that lived so long was a good one: losing it is the first trouble, not the next of many.</summary>
    private static readonly TimeSpan Proven = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>How often it is tried where a person must act first.</summary>
    private static readonly TimeSpan RefusedPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SwitchedOffPause = TimeSpan.FromMinutes(10);

    /// <summary>Whatever Slack asks for.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly SlackSocketDoor _door = new(api);
    private readonly List<Task> _closing = [];
    private volatile IReadOnlyList<SlackSocketConnection> _fresh = [];
    private volatile IReadOnlyList<SlackSocketConnection> _leaving = [];
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _trouble = "the connection to Slack is being made";
    private volatile string? _switchedOff;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private int _failures;
    private bool _saidTrouble;

    /// <summary>Nothing heard on a connection for so long: it is asked for a sign of life, which has to come within the same time. Default: 10 s, so that a dead one is noticed within 30 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Why Slack's commands and events do not reach the bot now, with the mend if there is one; null: they do.</summary>
    public string? Problem => _switchedOff ?? (_fresh.Concat(_leaving).Any(connection => connection.EndReason is null) ? null : _trouble);

    /// <summary>Ends when the service stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        if (options.AppToken is null)
        {
            _trouble = "slack.appToken is not set: Slack cannot be heard over Socket Mode";
            return;
        }

        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await KeepAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The service stops while this waits.
        }
        finally
        {
            _trouble = "the service stops";
            await Task.WhenAll([.. _closing, .. _fresh.Concat(_leaving).Select(connection => connection.CloseAsync())]);
        }
    }

    /// <summary>Looks once at what there is: opens a connection where one is missing, else waits until something changes.</summary>
    private async Task KeepAsync(CancellationToken stopping)
    {
        // Renewed before the look: what changes after it is seen next time.
        var changed = _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Sweep(stopping);
        var left = _fresh.Count >= Wanted ? Timeout.InfiniteTimeSpan : _notBefore - time.GetUtcNow();
        if (left != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero)
        {
            await OpenAsync(stopping);
            return;
        }

        try
        {
            await changed.Task.WaitAsync(left, time, stopping);
        }
        catch (TimeoutException)
        {
            // Its turn has come.
        }
    }

    // Sets aside what Slack wants replaced, and takes out what has ended.
    private void Sweep(CancellationToken stopping)
    {
        _closing.RemoveAll(closing => closing.IsCompleted);
        foreach (var connection in _fresh.Where(connection => connection.EndReason is not null || connection.AskedToGo is not null).ToList())
        {
            _leaving = [.. _leaving, connection];
            _fresh = [.. _fresh.Except([connection])];
            Count(connection);
        }

        foreach (var connection in _leaving.Where(connection => connection.EndReason is not null || connection.AskedToGo == SwitchedOff).ToList())
        {
            if (connection.AskedToGo == SwitchedOff)
            {
                SwitchOff();
            }

            Retire(connection, TimeSpan.Zero, stopping);
        }
    }

    private void Count(SlackSocketConnection connection)
    {
        if (time.GetUtcNow() - connection.HelloAt >= Proven)
        {
            _failures = 0;
        }

        Pause(TimeSpan.Zero);
        if (connection.AskedToGo is null && Problem is not null && connection.EndReason is { } reason)
        {
            SayTrouble($"the connection to Slack is lost: {reason}; it is tried again", isNews: false);
        }
    }

    private async Task OpenAsync(CancellationToken stopping)
    {
        switch (await _door.AskAsync(stopping))
        {
            case SlackSocketDoor.Answer.Open open:
                await OpenAsync(open.Address, stopping);
                break;
            case SlackSocketDoor.Answer.Closed closed:
                Fail($"the connection to Slack cannot be made: {closed.Reason}; it is tried again", closed.Delay, isNews: false);
                break;
            case SlackSocketDoor.Answer.Refused { Error: SlackErrors.NoAccess } when _switchedOff is not null:
                SwitchOff();
                break;
            case SlackSocketDoor.Answer.Refused refused:
                _switchedOff = null;
                Fail(refused.Reason, RefusedPause * (1 + Random.Shared.NextDouble()), isNews: true);
                break;
        }
    }

    private async Task OpenAsync(Uri address, CancellationToken stopping)
    {
        var socket = new PlatformSocket(new PlatformSocketOptions("Slack", Identity.UserAgent, SlackSocketConnection.MaxMessageBytes) { KeepAlive = KeepAlive }, time);
        var connection = new SlackSocketConnection(socket, work, () => _changed.TrySetResult(), time, logger);
        var opening = connection.OpenAsync(address, stopping);
        try
        {
            await opening;
        }
        finally
        {
            if (opening is not { IsCompletedSuccessfully: true, Result: null })
            {
                _closing.Add(connection.CloseAsync());
            }
        }

        var problem = await opening;
        if (problem is null)
        {
            Take(connection, stopping);
        }
        else if (connection.AskedToGo == SwitchedOff)
        {
            SwitchOff();
        }
        else
        {
            Fail($"the connection to Slack cannot be made: {problem}; it is tried again", TimeSpan.Zero, isNews: false);
        }
    }

    // One that comes takes the place of one that goes.
    private void Take(SlackSocketConnection connection, CancellationToken stopping)
    {
        _fresh = [.. _fresh, connection];
        if (_leaving.Count > 0)
        {
            Retire(_leaving[0], Overlap, stopping);
        }

        _switchedOff = null;
        _trouble = "the connection to Slack is lost; it is tried again";
        if (_saidTrouble)
        {
            _saidTrouble = false;
            LogRecovered();
        }
    }

    private void Retire(SlackSocketConnection connection, TimeSpan after, CancellationToken stopping)
    {
        _leaving = [.. _leaving.Except([connection])];
        _closing.Add(RetireAsync(connection, after, stopping));
    }

    private static async Task RetireAsync(SlackSocketConnection connection, TimeSpan after, CancellationToken stopping)
    {
        if (after > TimeSpan.Zero)
        {
            await connection.UntilEndAsync(after, stopping);
        }

        await connection.CloseAsync();
    }

    private void SwitchOff()
    {
        const string Mend = "Socket Mode is switched off for the app: switch it on under Settings → Socket Mode";
        if (_switchedOff is null)
        {
            LogRefused(Mend);
        }

        _saidTrouble = true;
        _switchedOff = Mend;
        Wait(SwitchedOffPause);
    }

    private void Fail(string reason, TimeSpan atLeast, bool isNews)
    {
        Pause(atLeast);
        if (Problem is not null)
        {
            SayTrouble(reason, isNews);
        }
    }

    // The first attempt after a good connection is made at once: Slack ends connections as a matter of course.
    private void Pause(TimeSpan atLeast)
    {
        var full = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(_failures - 1, 10)));
        var pause = _failures == 0 ? TimeSpan.Zero : (full < LongestPause ? full : LongestPause) * (0.5 + (0.5 * Random.Shared.NextDouble()));
        _failures++;
        Wait(pause > atLeast ? pause : atLeast);
    }

    private void Wait(TimeSpan pause)
    {
        var until = time.GetUtcNow() + (pause < LongestWait ? pause : LongestWait);
        _notBefore = until > _notBefore ? until : _notBefore;
    }

    /// <param name="isNews">Said although trouble was said before, if it is another: a person must act.</param>
    private void SayTrouble(string reason, bool isNews)
    {
        if (!_saidTrouble || (isNews && _trouble != reason))
        {
            if (isNews)
            {
                LogMistake(reason);
            }
            else
            {
                LogTrouble(reason);
            }
        }

        _saidTrouble = true;
        _trouble = reason;
    }

    [LoggerMessage(LogLevel.Warning, "Slack: {Reason}. That it works again is said then")]
    private partial void LogTrouble(string reason);

    [LoggerMessage(LogLevel.Error, "Slack: {Reason}. That it works again is said then")]
    private partial void LogMistake(string reason);

    [LoggerMessage(LogLevel.Information, "The connection to Slack stands again")]
    private partial void LogRecovered();

    [LoggerMessage(LogLevel.Error, "Slack: {Reason}. It is tried again every ten minutes")]
    private partial void LogRefused(string reason);
}
