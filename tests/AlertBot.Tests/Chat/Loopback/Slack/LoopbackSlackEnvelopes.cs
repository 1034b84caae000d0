using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlertBot.Tests.Chat.Loopback.Slack;

/// <summary>Envelopes on their way, and what acknowledges them: https://docs.slack.dev/apis/events-api/using-socket-mode#acknowledge</summary>
internal sealed class LoopbackSlackEnvelopes(LoopbackSlack slack)
{
    /// <summary>How often an event is told at most: https://docs.slack.dev/apis/events-api#retries says three times again.</summary>
    private const int Attempts = 4;

    private readonly ConcurrentDictionary<string, Envelope> _sent = new();
    private int _toLose;

    /// <summary>Acknowledgements that will be lost on their way.</summary>
    public int ToLose { get => _toLose; set => _toLose = value; }

    public async Task<Task> SendAsync(LoopbackSlackAsk ask, LoopbackSlackConnection connection)
    {
        var id = Guid.NewGuid().ToString();
        var isEvent = ask.Kind == LoopbackSlackAskKind.Event;
        var message = new JsonObject
        {
            ["envelope_id"] = id,
            ["payload"] = ask.Payload.DeepClone(),
            ["type"] = ask.Kind switch { LoopbackSlackAskKind.Command => "slash_commands", LoopbackSlackAskKind.Interaction => "interactive", _ => "events_api" },
            ["accepts_response_payload"] = ask.Kind == LoopbackSlackAskKind.Command || ask.IsSubmission,
        };
        if (isEvent)
        {
            (message["retry_attempt"], message["retry_reason"]) = (ask.Sent, ask.Sent == 0 ? "" : "timeout");
        }

        ask.Sent++;
        var envelope = new Envelope(ask, connection, slack.Time.GetTimestamp(), (bool)message["accepts_response_payload"]!);
        _sent[id] = envelope;
        await connection.SendAsync(message.ToJsonString());
        _ = WatchAsync(envelope);
        return envelope.Done.Task;
    }

    public async Task TellUntilAcknowledgedAsync(LoopbackSlackAsk ask)
    {
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var connection = slack.Socket.Next();
                if (connection is null)
                {
                    await slack.Socket.UntilAsync(() => slack.Socket.Live.Count > 0, "a connection for an event");
                    connection = slack.Socket.Next();
                }

                var acknowledged = connection is null ? Task.Delay(Timeout.InfiniteTimeSpan, slack.Time, slack.Ended) : await SendAsync(ask, connection);
                var waited = Task.Delay(slack.Socket.EventAgainAfter, slack.Time, slack.Ended);
                if (await Task.WhenAny(acknowledged, waited) == acknowledged)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException or ObjectDisposedException)
        {
            // Slack ends, or no client ever came.
        }
    }

    public void Take(LoopbackSlackConnection connection, JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || LoopbackSlackShape.Word(message, "envelope_id") is not { } id
            || message.EnumerateObject().Any(member => member.Name is not ("envelope_id" or "payload")))
        {
            slack.Breach($"socket: the client sent what is no acknowledgement: {message}");
            return;
        }

        if (!_sent.TryGetValue(id, out var envelope))
        {
            slack.Breach($"socket: an acknowledgement of what was not sent, {id}");
            return;
        }

        lock (envelope)
        {
            Check(envelope, connection, message);
            if (envelope.IsLost)
            {
                return;
            }

            if (Interlocked.Decrement(ref _toLose) >= 0)
            {
                envelope.IsLost = true;
                return;
            }

            Interlocked.Increment(ref _toLose);
        }

        Accept(envelope, message);
    }

    private void Check(Envelope envelope, LoopbackSlackConnection connection, JsonElement message)
    {
        if (envelope.Connection != connection)
        {
            slack.Breach($"socket: {envelope.Ask.Kind} came on connection {envelope.Connection.Number} and is acknowledged on {connection.Number}");
        }

        if (envelope.IsAcknowledged)
        {
            slack.Breach($"socket: {envelope.Ask.Kind} is acknowledged twice");
        }

        envelope.IsAcknowledged = true;
        var after = slack.Time.GetElapsedTime(envelope.At);
        if (after > slack.Socket.AcknowledgeWithin && !envelope.IsTold)
        {
            envelope.IsTold = true;
            slack.Breach($"socket: {envelope.Ask.Kind} is acknowledged after {after.TotalMilliseconds:0} ms");
        }

        if (!envelope.TakesPayload && message.TryGetProperty("payload", out var payload) && !(payload.ValueKind == JsonValueKind.Object && !payload.EnumerateObject().Any()))
        {
            slack.Breach($"socket: {envelope.Ask.Kind} is acknowledged with a payload that it does not accept");
        }
    }

    private void Accept(Envelope envelope, JsonElement message)
    {
        JsonElement? payload = message.TryGetProperty("payload", out var given) && given.ValueKind == JsonValueKind.Object && given.EnumerateObject().Any() ? given : null;
        var ask = envelope.Ask;
        if (ask.IsSubmission && !ask.IsAcknowledged)
        {
            slack.Web.Views.Submitted(ask.ViewId!, payload);
        }
        else if (payload is { } answer && ask.Kind == LoopbackSlackAskKind.Command
            && LoopbackSlackMessageRules.Refuse(slack, JsonNode.Parse(answer.GetRawText())!.AsObject(), "the acknowledgement of a command", 40_000) is { } refused)
        {
            slack.Breach("the acknowledgement of a command: " + refused.Body.ToJsonString());
        }

        ask.Acknowledge(payload, slack.Time.GetElapsedTime(envelope.At));
        envelope.Done.TrySetResult();
    }

    /// <summary>What is not acknowledged in time is a breach, unless the connection was taken away from the client.</summary>
    private async Task WatchAsync(Envelope envelope)
    {
        try
        {
            await Task.Delay(slack.Socket.AcknowledgeWithin, slack.Time, slack.Ended);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }

        lock (envelope)
        {
            if (!envelope.IsAcknowledged && !envelope.Connection.IsDropped)
            {
                envelope.IsTold = true;
                slack.Breach($"socket: {envelope.Ask.Kind} is not acknowledged within {slack.Socket.AcknowledgeWithin.TotalMilliseconds:0} ms");
            }
        }
    }

    private sealed class Envelope(LoopbackSlackAsk ask, LoopbackSlackConnection connection, long at, bool takesPayload)
    {
        public LoopbackSlackAsk Ask { get; } = ask;

        public LoopbackSlackConnection Connection { get; } = connection;

        public long At { get; } = at;

        public bool TakesPayload { get; } = takesPayload;

        public bool IsAcknowledged { get; set; }

        /// <summary>Its acknowledgement came, but not to Slack.</summary>
        public bool IsLost { get; set; }

        /// <summary>That it is late was noted.</summary>
        public bool IsTold { get; set; }

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
