using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Events;
using AlertBot.Http;

namespace AlertBot.Chat.Slack.SocketMode;

/// <summary>
/// Keeps connections of Socket Mode for as long as the service lives: two, so that one may go, and each is replaced before it is closed.
/// </summary>
internal sealed partial class SlackSocketModeClient(SlackOptions options, ISlackApi api, ISlackEventReceiver work, TimeProvider time,
    ILogger<SlackSocketModeClient> logger)
{
    /// <summary>
    /// Slack allows ten for an app; any of them may get anything. https://docs.slack.dev/apis/events-api/using-socket-mode#connections
    /// </summary>
    private const int TargetConnections = 2;

    private const string LinkDisabled = "link_disabled";

    /// <summary>After the replacement's hello the old connection stays so long, for what is on its way on it.</summary>
    private static readonly TimeSpan HandoverDelay = TimeSpan.FromSeconds(2);

    /// <summary>A connection that lived so long was a good one: losing it is the first trouble, not the next of many.</summary>
    private static readonly TimeSpan StableAfter = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan MaxReconnectDelay = TimeSpan.FromSeconds(60);

    /// <summary>How often it is tried where a person must act first.</summary>
    private static readonly TimeSpan RefusedRetryDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DisabledRetryDelay = TimeSpan.FromMinutes(10);

    /// <summary>Whatever Slack asks for.</summary>
    private static readonly TimeSpan MaxRequestedDelay = TimeSpan.FromHours(1);

    private readonly SlackSocketUrlClient _urlClient = new(api);
    private readonly List<Task> _closing = [];
    private volatile IReadOnlyList<SlackSocketConnection> _active = [];
    private volatile IReadOnlyList<SlackSocketConnection> _retiring = [];
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _lastProblem = "the connection to Slack is being made";
    private volatile string? _disabledReason;
    private DateTimeOffset _nextAttemptAt = DateTimeOffset.MinValue;
    private int _failures;
    private bool _hasLoggedProblem;

    /// <summary>
    /// Nothing heard on a connection for so long: it is asked for a sign of life, which has to come within the same time. Default: 10 s, so
    /// that a dead one is noticed within 30 s.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Why Slack's commands and events do not reach the bot now, with the mend if there is one; null: they do.</summary>
    public string? Problem =>
        _disabledReason ?? (_active.Concat(_retiring).Any(connection => connection.EndReason is null) ? null : _lastProblem);

    /// <summary>Ends when the service stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        if (options.AppToken is null)
        {
            _lastProblem = "slack.appToken is not set: Slack cannot be heard over Socket Mode";
            return;
        }

        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await MaintainAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The service stops while this waits.
        }
        finally
        {
            _lastProblem = "the service stops";
            await Task.WhenAll([.. _closing, .. _active.Concat(_retiring).Select(connection => connection.CloseAsync())]);
        }
    }

    /// <summary>Looks once at what there is: opens a connection where one is missing, else waits until something changes.</summary>
    private async Task MaintainAsync(CancellationToken stopping)
    {
        // Renewed before the look: what changes after it is seen next time.
        var changed = _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RetireEnded(stopping);
        var left = _active.Count >= TargetConnections ? Timeout.InfiniteTimeSpan : _nextAttemptAt - time.GetUtcNow();
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
    private void RetireEnded(CancellationToken stopping)
    {
        _closing.RemoveAll(closing => closing.IsCompleted);
        foreach (var connection in _active.Where(
            connection => connection.EndReason is not null || connection.DisconnectReason is not null).ToList())
        {
            _retiring = [.. _retiring, connection];
            _active = [.. _active.Except([connection])];
            ScheduleReplacement(connection);
        }

        foreach (var connection in _retiring.Where(
            connection => connection.EndReason is not null || connection.DisconnectReason == LinkDisabled).ToList())
        {
            if (connection.DisconnectReason == LinkDisabled)
            {
                RecordDisabled();
            }

            Retire(connection, TimeSpan.Zero, stopping);
        }
    }

    private void ScheduleReplacement(SlackSocketConnection connection)
    {
        if (time.GetUtcNow() - connection.HelloAt >= StableAfter)
        {
            _failures = 0;
        }

        BackOff(TimeSpan.Zero);
        if (connection.DisconnectReason is null && Problem is not null && connection.EndReason is { } reason)
        {
            LogProblemOnce($"the connection to Slack is lost: {reason}; it is tried again", isNews: false);
        }
    }

    private async Task OpenAsync(CancellationToken stopping)
    {
        switch (await _urlClient.GetUrlAsync(stopping))
        {
            case SlackSocketUrlClient.Result.Opened open:
                await OpenAsync(open.Url, stopping);
                break;
            case SlackSocketUrlClient.Result.Unavailable closed:
                RecordFailure($"the connection to Slack cannot be made: {closed.Reason}; it is tried again", closed.RetryAfter,
                    isNews: false);
                break;
            case SlackSocketUrlClient.Result.Refused { Error: SlackErrorCodes.AccessDenied } when _disabledReason is not null:
                RecordDisabled();
                break;
            case SlackSocketUrlClient.Result.Refused refused:
                _disabledReason = null;
                RecordFailure(refused.Reason, RefusedRetryDelay * (1 + Random.Shared.NextDouble()), isNews: true);
                break;
        }
    }

    private async Task OpenAsync(Uri address, CancellationToken stopping)
    {
        var socket = new PlatformSocket(
            new PlatformSocketOptions("Slack", ProductInfo.UserAgent, SlackSocketConnection.MaxMessageBytes) { KeepAlive = KeepAlive },
            time);
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
            Activate(connection, stopping);
        }
        else if (connection.DisconnectReason == LinkDisabled)
        {
            RecordDisabled();
        }
        else
        {
            RecordFailure($"the connection to Slack cannot be made: {problem}; it is tried again", TimeSpan.Zero, isNews: false);
        }
    }

    // One that comes takes the place of one that goes.
    private void Activate(SlackSocketConnection connection, CancellationToken stopping)
    {
        _active = [.. _active, connection];
        if (_retiring.Count > 0)
        {
            Retire(_retiring[0], HandoverDelay, stopping);
        }

        _disabledReason = null;
        _lastProblem = "the connection to Slack is lost; it is tried again";
        if (_hasLoggedProblem)
        {
            _hasLoggedProblem = false;
            LogRecovered();
        }
    }

    private void Retire(SlackSocketConnection connection, TimeSpan after, CancellationToken stopping)
    {
        _retiring = [.. _retiring.Except([connection])];
        _closing.Add(RetireAsync(connection, after, stopping));
    }

    private static async Task RetireAsync(SlackSocketConnection connection, TimeSpan after, CancellationToken stopping)
    {
        if (after > TimeSpan.Zero)
        {
            await connection.WaitForEndAsync(after, stopping);
        }

        await connection.CloseAsync();
    }

    private void RecordDisabled()
    {
        const string Mend = "Socket Mode is switched off for the app: switch it on under Settings → Socket Mode";
        if (_disabledReason is null)
        {
            LogRefused(Mend);
        }

        _hasLoggedProblem = true;
        _disabledReason = Mend;
        DelayNextAttempt(DisabledRetryDelay);
    }

    private void RecordFailure(string reason, TimeSpan atLeast, bool isNews)
    {
        BackOff(atLeast);
        if (Problem is not null)
        {
            LogProblemOnce(reason, isNews);
        }
    }

    // The first attempt after a good connection is made at once: Slack ends connections as a matter of course.
    private void BackOff(TimeSpan atLeast)
    {
        var full = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(_failures - 1, 10)));
        var pause = _failures == 0 ? TimeSpan.Zero
            : (full < MaxReconnectDelay ? full : MaxReconnectDelay) * (0.5 + (0.5 * Random.Shared.NextDouble()));
        _failures++;
        DelayNextAttempt(pause > atLeast ? pause : atLeast);
    }

    private void DelayNextAttempt(TimeSpan pause)
    {
        var until = time.GetUtcNow() + (pause < MaxRequestedDelay ? pause : MaxRequestedDelay);
        _nextAttemptAt = until > _nextAttemptAt ? until : _nextAttemptAt;
    }

    /// <param name="isNews">Said although trouble was said before, if it is another: a person must act.</param>
    private void LogProblemOnce(string reason, bool isNews)
    {
        if (!_hasLoggedProblem || (isNews && _lastProblem != reason))
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

        _hasLoggedProblem = true;
        _lastProblem = reason;
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
