using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Events;
using AlertBot.Http;

namespace AlertBot.Chat.Slack.SocketMode;

/// <summary>
/// Keeps two Socket Mode connections open while the service is running, so that one can fail, and replaces each before Slack closes it.
/// </summary>
internal sealed partial class SlackSocketModeClient(SlackOptions options, ISlackApi api, ISlackEventReceiver receiver, TimeProvider time,
    ILogger<SlackSocketModeClient> logger)
{
    /// <summary>
    /// The number of open connections. Slack allows ten per app and sends each message on any one of them:
    /// https://docs.slack.dev/apis/events-api/using-socket-mode#connections
    /// </summary>
    private const int TargetConnections = 2;

    /// <summary>The reason of a disconnect after Socket Mode was turned off for the app.</summary>
    private const string LinkDisabled = "link_disabled";

    private const string DisabledProblem = "Socket Mode is turned off for the app: turn it on under Settings → Socket Mode";

    /// <summary>How long the old connection stays open after the hello of its replacement, for messages in transit.</summary>
    private static readonly TimeSpan HandoverDelay = TimeSpan.FromSeconds(2);


    /// <summary>The time between two attempts with a refused token.</summary>
    private static readonly TimeSpan RefusedRetryDelay = TimeSpan.FromSeconds(30);

    /// <summary>The time between two attempts while Socket Mode is turned off for the app.</summary>
    private static readonly TimeSpan DisabledRetryDelay = TimeSpan.FromMinutes(10);

    /// <summary>Limits the delay that Slack can request.</summary>
    private static readonly TimeSpan MaxRequestedDelay = TimeSpan.FromHours(1);

    private readonly SlackSocketUrlClient _urlClient = new(api);
    private readonly ReconnectBackoff _backoff = new(Random.Shared);
    private readonly OutageLog _outage = new();
    private readonly List<Task> _closing = [];
    private volatile IReadOnlyList<SlackSocketConnection> _active = [];
    private volatile IReadOnlyList<SlackSocketConnection> _retiring = [];
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _disconnectedProblem = "connecting to Slack";
    private volatile bool _isDisabled;
    private DateTimeOffset _nextAttemptAt = DateTimeOffset.MinValue;

    /// <summary>
    /// The time without any message after which a ping is sent; the pong must arrive within the same time. Default: 10 s, so that a dead
    /// connection is detected within 30 s.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Why commands and events from Slack do not arrive, with the fix if there is one; null: they arrive.</summary>
    public string? Problem =>
        _isDisabled ? DisabledProblem
        : _active.Concat(_retiring).Any(connection => connection.EndReason is null) ? null
        : _outage.Reason ?? _disconnectedProblem;

    /// <summary>Runs until the service stops.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        if (options.AppToken is null)
        {
            _disconnectedProblem = "slack.appToken is not set: Socket Mode needs it";
            return;
        }

        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await MaintainAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service is stopping.
        }
        finally
        {
            _outage.Start("the service is stopping");
            await Task.WhenAll([.. _closing, .. _active.Concat(_retiring).Select(connection => connection.CloseAsync())]);
        }
    }

    /// <summary>Opens a connection if one is missing and due; otherwise waits until something changes.</summary>
    private async Task MaintainAsync(CancellationToken stoppingToken)
    {
        // Renewed before the connections are checked, so that no later change is missed.
        var changed = _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RetireEnded(stoppingToken);
        var wait = _active.Count >= TargetConnections ? Timeout.InfiniteTimeSpan : _nextAttemptAt - time.GetUtcNow();
        if (wait != Timeout.InfiniteTimeSpan && wait <= TimeSpan.Zero)
        {
            await OpenAsync(stoppingToken);
            return;
        }

        try
        {
            await changed.Task.WaitAsync(wait, time, stoppingToken);
        }
        catch (TimeoutException)
        {
            // The next attempt is due.
        }
    }

    // Connections that Slack asks to replace stay open until the replacement is; those that have ended are closed.
    private void RetireEnded(CancellationToken stoppingToken)
    {
        _closing.RemoveAll(closing => closing.IsCompleted);
        foreach (var connection in _active
            .Where(connection => connection.EndReason is not null || connection.DisconnectReason is not null).ToList())
        {
            _retiring = [.. _retiring, connection];
            _active = [.. _active.Except([connection])];
            ScheduleReplacement(connection);
        }

        foreach (var connection in _retiring
            .Where(connection => connection.EndReason is not null || connection.DisconnectReason == LinkDisabled).ToList())
        {
            if (connection.DisconnectReason == LinkDisabled)
            {
                RecordDisabled();
            }

            Retire(connection, TimeSpan.Zero, stoppingToken);
        }
    }

    private void ScheduleReplacement(SlackSocketConnection connection)
    {
        _backoff.RecordLifetime(time.GetUtcNow() - connection.HelloAt);
        DelayNextAttempt(_backoff.NextDelay(TimeSpan.Zero));
        if (connection.DisconnectReason is null && connection.EndReason is { } reason)
        {
            ReportOutage($"the connection was lost: {reason}", needsAction: false);
        }
    }

    private async Task OpenAsync(CancellationToken stoppingToken)
    {
        switch (await _urlClient.GetUrlAsync(stoppingToken))
        {
            case SocketUrlResult.Available available:
                await OpenAsync(available.Url, stoppingToken);
                break;
            case SocketUrlResult.Unavailable unavailable:
                RecordFailure($"connecting failed: {unavailable.Reason}", unavailable.RetryAfter, needsAction: false);
                break;
            case SlackSocketRefused { Error: SlackErrorCodes.AccessDenied } when _isDisabled:
                RecordDisabled();
                break;
            case SlackSocketRefused refused:
                _isDisabled = false;
                RecordFailure(refused.Reason, RefusedRetryDelay * (1 + Random.Shared.NextDouble()), needsAction: true);
                break;
        }
    }

    private async Task OpenAsync(Uri address, CancellationToken stoppingToken)
    {
        var socket = new PlatformSocket(
            new PlatformSocketOptions("Slack", ProductInfo.UserAgent, SlackSocketConnection.MaxMessageBytes) { KeepAlive = KeepAlive },
            time);
        var connection = new SlackSocketConnection(socket, receiver, () => _changed.TrySetResult(), time, logger);
        var opening = connection.OpenAsync(address, stoppingToken);
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
            Activate(connection, stoppingToken);
        }
        else if (connection.DisconnectReason == LinkDisabled)
        {
            RecordDisabled();
        }
        else
        {
            RecordFailure($"connecting failed: {problem}", TimeSpan.Zero, needsAction: false);
        }
    }

    // The new connection replaces the oldest one that is retiring.
    private void Activate(SlackSocketConnection connection, CancellationToken stoppingToken)
    {
        _active = [.. _active, connection];
        if (_retiring.Count > 0)
        {
            Retire(_retiring[0], HandoverDelay, stoppingToken);
        }

        _isDisabled = false;
        _disconnectedProblem = "the connection was lost";
        if (_outage.End())
        {
            LogReconnected();
        }
    }

    private void Retire(SlackSocketConnection connection, TimeSpan after, CancellationToken stoppingToken)
    {
        _retiring = [.. _retiring.Except([connection])];
        _closing.Add(RetireAsync(connection, after, stoppingToken));
    }

    private static async Task RetireAsync(SlackSocketConnection connection, TimeSpan after, CancellationToken stoppingToken)
    {
        if (after > TimeSpan.Zero)
        {
            await connection.WaitForEndAsync(after, stoppingToken);
        }

        await connection.CloseAsync();
    }

    private void RecordDisabled()
    {
        if (!_isDisabled)
        {
            LogDisabled(DisabledProblem);
        }

        _outage.Start(DisabledProblem);
        _isDisabled = true;
        DelayNextAttempt(DisabledRetryDelay);
    }

    private void RecordFailure(string reason, TimeSpan minDelay, bool needsAction)
    {
        DelayNextAttempt(_backoff.NextDelay(minDelay));
        ReportOutage(reason, needsAction);
    }

    private void DelayNextAttempt(TimeSpan delay)
    {
        var until = time.GetUtcNow() + (delay < MaxRequestedDelay ? delay : MaxRequestedDelay);
        _nextAttemptAt = until > _nextAttemptAt ? until : _nextAttemptAt;
    }

    /// <summary>Logs a failure once per outage, unless the other connection is open.</summary>
    /// <param name="needsAction">True: a person has to act, so a new reason is logged although the outage was logged before.</param>
    private void ReportOutage(string reason, bool needsAction)
    {
        if (Problem is null || !_outage.Start(reason, logsNewReason: needsAction))
        {
            return;
        }

        if (needsAction)
        {
            LogRefused(reason);
        }
        else
        {
            LogDisconnected(reason);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Not connected to Slack: {Reason}. Reconnecting; success is logged.")]
    private partial void LogDisconnected(string reason);

    [LoggerMessage(LogLevel.Error, "Not connected to Slack: {Reason}. Retrying; success is logged.")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Information, "Reconnected to Slack.")]
    private partial void LogReconnected();

    [LoggerMessage(LogLevel.Error, "Not connected to Slack: {Reason}. Retrying every ten minutes.")]
    private partial void LogDisabled(string reason);
}
