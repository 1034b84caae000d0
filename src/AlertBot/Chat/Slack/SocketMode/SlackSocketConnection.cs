using System.Text.Json;
using System.Threading.Channels;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Events;

namespace AlertBot.Chat.Slack.SocketMode;

/// <summary>One Socket Mode connection: acknowledges the messages and dispatches them to the receiver.</summary>
/// <param name="onChanged">Called when Slack asks for a replacement and when the connection ends.</param>
internal sealed partial class SlackSocketConnection(PlatformSocket socket, ISlackEventReceiver receiver, Action onChanged,
    TimeProvider time, ILogger logger)
{
    /// <summary>
    /// Limits a message, in bytes. The largest is a submitted modal of 100 blocks with 3,000 characters each, which is far below this.
    /// </summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    /// <summary>https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1</summary>
    private const int NormalClosure = 1000;

    /// <summary>Limits the received messages whose acknowledgement is not yet sent. A server that sends more does not read.</summary>
    private const int MaxPending = 1_000;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Limits the time between the connection and Slack's hello.</summary>
    private static readonly TimeSpan HelloTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Limits the time that the acknowledgement of a submission waits for its payload. Slack shows an error after 3 s.
    /// </summary>
    private static readonly TimeSpan AcknowledgementTimeout = TimeSpan.FromMilliseconds(950);

    /// <summary>Limits the time of a close: pending acknowledgements and both close frames.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromMilliseconds(1_800);

    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Received> _received =
        Channel.CreateBounded<Received>(new BoundedChannelOptions(MaxPending) { SingleReader = true });
    private Task<string> _reading = Task.FromResult("the connection was not opened");
    private Task _acknowledging = Task.CompletedTask;
    private volatile string? _disconnectReason;
    private bool _hasLoggedUnreadable;

    public DateTimeOffset HelloAt { get; private set; }

    /// <summary>Why Slack asks to replace this connection; null: it does not.</summary>
    public string? DisconnectReason => _disconnectReason;

    /// <summary>Why the connection ended; null: it is open.</summary>
    public string? EndReason => _reading.IsCompletedSuccessfully ? _reading.Result : null;

    /// <summary>Connects and waits for Slack's hello. <see cref="CloseAsync"/> must follow, also after a failure.</summary>
    /// <returns>Why it failed; null: the connection is open.</returns>
    public async Task<string?> OpenAsync(Uri address, CancellationToken stopping)
    {
        if (await socket.ConnectAsync(address, ConnectTimeout, stopping) is { } problem)
        {
            return problem;
        }

        _reading = ReadAsync();
        _ = NotifyEndAsync();
        _ = DispatchReceivedAsync();
        try
        {
            await Task.WhenAny(_hello.Task, _reading).WaitAsync(HelloTimeout, time, stopping);
        }
        catch (TimeoutException)
        {
            return "Slack did not send hello in time";
        }

        HelloAt = time.GetUtcNow();
        return _hello.Task.IsCompleted ? null : await _reading;
    }

    /// <summary>Completes when the connection has ended or the time is over.</summary>
    public Task WaitForEndAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        Task.WhenAny(_reading, Task.Delay(timeout, time, cancellationToken));

    /// <summary>Sends pending acknowledgements and closes the connection, all within 2 s.</summary>
    public async Task CloseAsync()
    {
        using var closed = new CancellationTokenSource();
        var timeout = Task.Delay(CloseTimeout, time, closed.Token);
        await Task.WhenAny(Volatile.Read(ref _acknowledging), _reading, timeout);
        await Task.WhenAny(socket.CloseAsync(NormalClosure, CloseTimeout), timeout);
        await Task.WhenAny(_reading, timeout);
        await closed.CancelAsync();
        socket.Dispose();
    }

    private async Task NotifyEndAsync()
    {
        await _reading;
        onChanged();
    }

    private async Task<string> ReadAsync()
    {
        // Leave the caller's thread, so that the caller continues before the first message is handled.
        await Task.Yield();
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync();
                if (DescribeEnd(received) is { } endReason)
                {
                    return endReason;
                }

                if (SlackEnvelope.Read(((SocketReceiveResult.Message)received).Json) is not { } envelope)
                {
                    LogUnreadableOnce();
                }
                else if (!TryHandleEnvelope(envelope))
                {
                    return "Slack sends messages but does not read the acknowledgements";
                }
            }
        }
        finally
        {
            _received.Writer.TryComplete();
        }
    }

    // Must not wait, because the next message is read only afterwards. Returns false when too many messages are pending.
    private bool TryHandleEnvelope(SlackEnvelope envelope)
    {
        switch (envelope)
        {
            case { Type: SlackEnvelope.Hello }:
                _hello.TrySetResult();
                return true;
            case { Type: SlackEnvelope.Disconnect }:
                _disconnectReason = envelope.Reason ?? "";
                onChanged();
                return true;
            case { Id: { } id }:
                var inbound = ParseInbound(envelope);
                var needsPayload = inbound is { IsViewSubmission: true } && envelope.AcceptsResponsePayload;
                var acknowledgement = needsPayload
                    ? null
                    : socket.SendAsync(SlackEnvelope.WriteAcknowledgement(id, payload: null), CancellationToken.None);
                return inbound is null || _received.Writer.TryWrite(new Received(id, inbound, acknowledgement));
            default:
                return true;
        }
    }

    // An envelope whose payload is unreadable is acknowledged nevertheless.
    private SlackInboundEvent? ParseInbound(SlackEnvelope envelope)
    {
        try
        {
            return envelope.ToInboundEvent();
        }
        catch (InvalidOperationException)
        {
            // A text with half of a surrogate pair.
            LogUnreadableOnce();
            return null;
        }
    }

    private void LogUnreadableOnce()
    {
        if (!_hasLoggedUnreadable)
        {
            _hasLoggedUnreadable = true;
            LogUnreadable();
        }
    }

    // Dispatches the messages in order, each after its acknowledgement.
    private async Task DispatchReceivedAsync()
    {
        await foreach (var received in _received.Reader.ReadAllAsync())
        {
            if (received.Acknowledgement is { } acknowledgement)
            {
                await acknowledgement;
                _ = DispatchAsync(received.Inbound);
            }
            else
            {
                // Registered before the handler runs, so that a close waits for the acknowledgement.
                var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Volatile.Write(ref _acknowledging,
                    _acknowledging.IsCompleted ? sent.Task : Task.WhenAll(_acknowledging, sent.Task));
                _ = AcknowledgeAsync(received, sent);
            }
        }
    }

    private async Task AcknowledgeAsync(Received received, TaskCompletionSource sent)
    {
        try
        {
            var acknowledgement = await CreateAcknowledgementAsync(received);
            await socket.SendAsync(acknowledgement, CancellationToken.None);
        }
        finally
        {
            sent.SetResult();
        }
    }

    private async Task<byte[]> CreateAcknowledgementAsync(Received received)
    {
        try
        {
            var payload = await DispatchAsync(received.Inbound).WaitAsync(AcknowledgementTimeout, time);
            return SlackEnvelope.WriteAcknowledgement(received.EnvelopeId, payload);
        }
        catch (Exception e) when (e is TimeoutException or JsonException)
        {
            LogUnanswered(received.Inbound, e.GetType().Name);
            return SlackEnvelope.WriteAcknowledgement(received.EnvelopeId, payload: null);
        }
    }

    /// <returns>Why the connection ended; null: a message was received.</returns>
    private static string? DescribeEnd(SocketReceiveResult result) => result switch
    {
        SocketReceiveResult.Closed => "Slack closed the connection",
        SocketReceiveResult.Broken broken => broken.Reason,
        _ => null,
    };

    private async Task<ReadOnlyMemory<byte>?> DispatchAsync(SlackInboundEvent inbound)
    {
        try
        {
            return await receiver.ReceiveAsync(inbound, CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // An exception for one message must not end the connection.
            LogFailed(e, inbound);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "Slack sent a message that AlertBot cannot read; ignoring it. Further ones on this connection are not logged.")]
    private partial void LogUnreadable();

    [LoggerMessage(LogLevel.Warning, "Processing {Inbound} from Slack is taking too long ({Fault}); acknowledging it without a result.")]
    private partial void LogUnanswered(SlackInboundEvent inbound, string fault);

    [LoggerMessage(LogLevel.Error, "{Inbound} from Slack could not be received.")]
    private partial void LogFailed(Exception exception, SlackInboundEvent inbound);

    /// <param name="Acknowledgement">Completes when the acknowledgement is sent; null: it waits for the result.</param>
    private readonly record struct Received(string EnvelopeId, SlackInboundEvent Inbound, Task<bool>? Acknowledgement);
}
