using System.Text.Json;
using System.Threading.Channels;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Events;

namespace AlertBot.Chat.Slack.SocketMode;

/// <summary>One connection of Socket Mode, from its ticket to its end: acknowledges what comes on it and hands it on.</summary>
/// <param name="changed">Called when Slack asks for a replacement and when the connection ends.</param>
internal sealed partial class SlackSocketConnection(PlatformSocket socket, ISlackEventReceiver work, Action changed, TimeProvider time,
    ILogger logger)
{
    /// <summary>The largest message is a modal that was filled in, of 100 blocks with 3,000 characters each; far below this.</summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    /// <summary>https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1</summary>
    private const int NormalClosure = 1000;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan HelloTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the acknowledgement of a submission waits for what it says: Slack shows the modal's user a failure after 3 s.
    /// </summary>
    private static readonly TimeSpan AcknowledgementTimeout = TimeSpan.FromMilliseconds(950);

    /// <summary>For what is being acknowledged, our goodbye and Slack's.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromMilliseconds(1_800);

    /// <summary>So much is taken ahead of its acknowledgement; a server that goes on is not reading.</summary>
    private const int MaxPending = 1_000;

    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Received> _received =
        Channel.CreateBounded<Received>(new BoundedChannelOptions(MaxPending) { SingleReader = true });
    private Task<string> _reading = Task.FromResult("it was never made");
    private Task _acknowledging = Task.CompletedTask;
    private volatile string? _disconnectReason;
    private bool _hasLoggedUnreadable;

    public DateTimeOffset HelloAt { get; private set; }

    /// <summary>Slack's reason for wanting another connection in place of this one; null: it is to stay.</summary>
    public string? DisconnectReason => _disconnectReason;

    /// <summary>Null as long as the connection lives, then why it ended.</summary>
    public string? EndReason => _reading.IsCompletedSuccessfully ? _reading.Result : null;

    /// <summary>Whatever its outcome, <see cref="CloseAsync"/> has to follow.</summary>
    /// <returns>Null when Slack said hello, else why not.</returns>
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
            return "Slack did not say hello in time";
        }

        HelloAt = time.GetUtcNow();
        return _hello.Task.IsCompleted ? null : await _reading;
    }

    /// <summary>Ends by itself or after the time.</summary>
    public Task WaitForEndAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        Task.WhenAny(_reading, Task.Delay(atMost, time, cancellationToken));

    /// <summary>Lets acknowledgements that are due go out, says goodbye and hears Slack's, all within 2 s.</summary>
    public async Task CloseAsync()
    {
        using var enough = new CancellationTokenSource();
        var limit = Task.Delay(CloseTimeout, time, enough.Token);
        await Task.WhenAny(Volatile.Read(ref _acknowledging), _reading, limit);
        await Task.WhenAny(socket.CloseAsync(NormalClosure, CloseTimeout), limit);
        await Task.WhenAny(_reading, limit);
        await enough.CancelAsync();
        socket.Dispose();
    }

    private async Task NotifyEndAsync()
    {
        await _reading;
        changed();
    }

    private async Task<string> ReadAsync()
    {
        // Off the caller's thread, so that a server that answers at once does not run ahead of it.
        await Task.Yield();
        try
        {
            while (true)
            {
                var read = await socket.ReceiveAsync();
                if (DescribeEnd(read) is { } ended)
                {
                    return ended;
                }

                if (SlackEnvelope.Read(((SocketReceiveResult.Message)read).Json) is not { } envelope)
                {
                    LogUnreadableOnce();
                }
                else if (!HandleEnvelope(envelope))
                {
                    return "Slack sends more than it lets be acknowledged";
                }
            }
        }
        finally
        {
            _received.Writer.TryComplete();
        }
    }

    // Nothing here waits: the next message does.
    private bool HandleEnvelope(SlackEnvelope envelope)
    {
        switch (envelope)
        {
            case { Type: SlackEnvelope.Hello }:
                _hello.TrySetResult();
                return true;
            case { Type: SlackEnvelope.Disconnect }:
                _disconnectReason = envelope.Reason ?? "";
                changed();
                return true;
            case { Id: { } id }:
                var inbound = ParseInbound(envelope);
                var answers = inbound is { IsViewSubmission: true } && envelope.AcceptsResponsePayload;
                var sent = answers ? null : socket.SendAsync(SlackEnvelope.WriteAcknowledgement(id, payload: null), CancellationToken.None);
                return inbound is null || _received.Writer.TryWrite(new Received(id, inbound, sent));
            default:
                return true;
        }
    }

    // The acknowledgement goes out even where the rest cannot be made sense of.
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

    // In order, and each after its acknowledgement.
    private async Task DispatchReceivedAsync()
    {
        await foreach (var received in _received.Reader.ReadAllAsync())
        {
            if (received.Acknowledgement is { } sent)
            {
                await sent;
                _ = DispatchAsync(received.Inbound);
            }
            else
            {
                var acknowledging = AcknowledgeAsync(received);
                Volatile.Write(ref _acknowledging,
                    _acknowledging.IsCompleted ? acknowledging : Task.WhenAll(_acknowledging, acknowledging));
            }
        }
    }

    private async Task AcknowledgeAsync(Received received)
    {
        byte[] acknowledgement;
        try
        {
            acknowledgement = SlackEnvelope.WriteAcknowledgement(received.EnvelopeId,
                await DispatchAsync(received.Inbound).WaitAsync(AcknowledgementTimeout, time));
        }
        catch (Exception e) when (e is TimeoutException or JsonException)
        {
            LogUnanswered(received.Inbound, e.GetType().Name);
            acknowledgement = SlackEnvelope.WriteAcknowledgement(received.EnvelopeId, payload: null);
        }

        await socket.SendAsync(acknowledgement, CancellationToken.None);
    }

    /// <returns>Null: a message came.</returns>
    private static string? DescribeEnd(SocketReceiveResult read) => read switch
    {
        SocketReceiveResult.Closed => "Slack closed the connection",
        SocketReceiveResult.Broken broken => broken.Reason,
        _ => null,
    };

    private async Task<ReadOnlyMemory<byte>?> DispatchAsync(SlackInboundEvent inbound)
    {
        try
        {
            return await work.ReceiveAsync(inbound, CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A fault of ours in one envelope must not cost the connection.
            LogFailed(e, inbound);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Slack sent what AlertBot cannot read; it is left alone, and so is the like on this connection")]
    private partial void LogUnreadable();

    [LoggerMessage(LogLevel.Warning, "{Inbound} has no answer in time ({Fault}): it is acknowledged without one")]
    private partial void LogUnanswered(SlackInboundEvent inbound, string fault);

    [LoggerMessage(LogLevel.Error, "{Inbound} could not be taken")]
    private partial void LogFailed(Exception exception, SlackInboundEvent inbound);

    /// <param name="Acknowledgement">The acknowledgement; null: it waits for the work.</param>
    private readonly record struct Received(string EnvelopeId, SlackInboundEvent Inbound, Task<bool>? Acknowledgement);
}
