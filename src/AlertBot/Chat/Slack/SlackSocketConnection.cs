using System.Text.Json;
using System.Threading.Channels;

namespace AlertBot.Chat.Slack;

/// <summary>One connection of Socket Mode, from its ticket to its end: acknowledges what comes on it and hands it on.</summary>
/// <param name="changed">Called when Slack asks for a replacement and when the connection ends.</param>
internal sealed partial class SlackSocketConnection(PlatformSocket socket, ISlackWork work, Action changed, TimeProvider time, ILogger logger)
{
    /// <summary>The largest message is a modal that was filled in, of 100 blocks with 3,000 characters each; far below this.</summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    /// <summary>https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1</summary>
    private const int NormalClosure = 1000;

    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan HelloLimit = TimeSpan.FromSeconds(10);

    /// <summary>How long the acknowledgement of a submission waits for what it says: Slack shows the modal's user a failure after 3 s.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMilliseconds(950);

    /// <summary>For what is being acknowledged, our goodbye and Slack's.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromMilliseconds(1_800);

    /// <summary>So much is taken ahead of its acknowledgement; a server that goes on is not reading.</summary>
    private const int MostWaiting = 1_000;

    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Received> _received = Channel.CreateBounded<Received>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private Task<string> _reading = Task.FromResult("it was never made");
    private Task _acknowledging = Task.CompletedTask;
    private volatile string? _askedToGo;
    private bool _saidUnreadable;

    public DateTimeOffset HelloAt { get; private set; }

    /// <summary>Slack's reason for wanting another connection in place of this one; null: it is to stay.</summary>
    public string? AskedToGo => _askedToGo;

    /// <summary>Null as long as the connection lives, then why it ended.</summary>
    public string? EndReason => _reading.IsCompletedSuccessfully ? _reading.Result : null;

    /// <summary>Whatever its outcome, <see cref="CloseAsync"/> has to follow.</summary>
    /// <returns>Null when Slack said hello, else why not.</returns>
    public async Task<string?> OpenAsync(Uri address, CancellationToken stopping)
    {
        if (await socket.ConnectAsync(address, OpenLimit, stopping) is { } problem)
        {
            return problem;
        }

        _reading = ReadAsync();
        _ = TellEndAsync();
        _ = HandOnAsync();
        try
        {
            await Task.WhenAny(_hello.Task, _reading).WaitAsync(HelloLimit, time, stopping);
        }
        catch (TimeoutException)
        {
            return "Slack did not say hello in time";
        }

        HelloAt = time.GetUtcNow();
        return _hello.Task.IsCompleted ? null : await _reading;
    }

    /// <summary>Ends by itself or after the time.</summary>
    public Task UntilEndAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        Task.WhenAny(_reading, Task.Delay(atMost, time, cancellationToken));

    /// <summary>Lets acknowledgements that are due go out, says goodbye and hears Slack's, all within 2 s.</summary>
    public async Task CloseAsync()
    {
        using var enough = new CancellationTokenSource();
        var limit = Task.Delay(CloseLimit, time, enough.Token);
        await Task.WhenAny(Volatile.Read(ref _acknowledging), _reading, limit);
        await Task.WhenAny(socket.CloseAsync(NormalClosure, CloseLimit), limit);
        await Task.WhenAny(_reading, limit);
        await enough.CancelAsync();
        socket.Dispose();
    }

    private async Task TellEndAsync()
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
                if (Ended(read) is { } ended)
                {
                    return ended;
                }

                if (SlackEnvelope.Read(((PlatformRead.Message)read).Json) is not { } envelope)
                {
                    SayUnreadable();
                }
                else if (!Take(envelope))
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
    private bool Take(SlackEnvelope envelope)
    {
        switch (envelope)
        {
            case { Type: SlackEnvelope.Hello }:
                _hello.TrySetResult();
                return true;
            case { Type: SlackEnvelope.Disconnect }:
                _askedToGo = envelope.Reason ?? "";
                changed();
                return true;
            case { Id: { } id }:
                var inbound = Inbound(envelope);
                var answers = inbound is { IsSubmission: true } && envelope.AcceptsPayload;
                var sent = answers ? null : socket.SendAsync(SlackEnvelope.WriteAcknowledgement(id, payload: null), CancellationToken.None);
                return inbound is null || _received.Writer.TryWrite(new Received(id, inbound, sent));
            default:
                return true;
        }
    }

    // The acknowledgement goes out even where the rest cannot be made sense of.
    private SlackInbound? Inbound(SlackEnvelope envelope)
    {
        try
        {
            return envelope.ToInbound();
        }
        catch (InvalidOperationException)
        {
            // A text with half of a surrogate pair.
            SayUnreadable();
            return null;
        }
    }

    private void SayUnreadable()
    {
        if (!_saidUnreadable)
        {
            _saidUnreadable = true;
            LogUnreadable();
        }
    }

    // In order, and each after its acknowledgement.
    private async Task HandOnAsync()
    {
        await foreach (var received in _received.Reader.ReadAllAsync())
        {
            if (received.Sent is { } sent)
            {
                await sent;
                _ = TakeAsync(received.Inbound);
            }
            else
            {
                var acknowledging = AcknowledgeAsync(received);
                Volatile.Write(ref _acknowledging, _acknowledging.IsCompleted ? acknowledging : Task.WhenAll(_acknowledging, acknowledging));
            }
        }
    }

    private async Task AcknowledgeAsync(Received received)
    {
        byte[] acknowledgement;
        try
        {
            acknowledgement = SlackEnvelope.WriteAcknowledgement(received.EnvelopeId, await TakeAsync(received.Inbound).WaitAsync(AnswerLimit, time));
        }
        catch (Exception e) when (e is TimeoutException or JsonException)
        {
            LogUnanswered(received.Inbound, e.GetType().Name);
            acknowledgement = SlackEnvelope.WriteAcknowledgement(received.EnvelopeId, payload: null);
        }

        await socket.SendAsync(acknowledgement, CancellationToken.None);
    }

    /// <returns>Null: a message came.</returns>
    private static string? Ended(PlatformRead read) => read switch
    {
        PlatformRead.Closed => "Slack closed the connection",
        PlatformRead.Broken broken => broken.Reason,
        _ => null,
    };

    private async Task<ReadOnlyMemory<byte>?> TakeAsync(SlackInbound inbound)
    {
        try
        {
            return await work.TakeAsync(inbound, CancellationToken.None);
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
    private partial void LogUnanswered(SlackInbound inbound, string fault);

    [LoggerMessage(LogLevel.Error, "{Inbound} could not be taken")]
    private partial void LogFailed(Exception exception, SlackInbound inbound);

    /// <param name="Sent">The acknowledgement; null: it waits for the work.</param>
    private readonly record struct Received(string EnvelopeId, SlackInbound Inbound, Task<bool>? Sent);
}
