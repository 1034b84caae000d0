using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack.Validation;

namespace AlertBot.Testing.Slack.SocketMode;

/// <summary>
/// Envelopes on their way, and what acknowledges them: https://docs.slack.dev/apis/events-api/using-socket-mode#acknowledge
/// </summary>
internal sealed class LoopbackSlackEnvelopeTracker(LoopbackSlack slack)
{
    /// <summary>How often an event is told at most: https://docs.slack.dev/apis/events-api#retries says three times again.</summary>
    private const int MaxAttempts = 4;

    private readonly ConcurrentDictionary<string, Envelope> _sent = new();
    private int _toLose;

    /// <summary>Acknowledgements that will be lost on their way.</summary>
    public int AcknowledgementsToLose { get => _toLose; set => _toLose = value; }

    public async Task<Task> SendAsync(LoopbackSlackDelivery ask, LoopbackSlackSocketConnection connection)
    {
        var id = Guid.NewGuid().ToString();
        var isEvent = ask.Kind == LoopbackSlackDeliveryKind.Event;
        var message = new JsonObject
        {
            ["envelope_id"] = id,
            ["payload"] = ask.Payload.DeepClone(),
            ["type"] = ask.Kind switch { LoopbackSlackDeliveryKind.Command => "slash_commands",
                LoopbackSlackDeliveryKind.Interaction => "interactive", _ => "events_api" },
            ["accepts_response_payload"] = ask.Kind == LoopbackSlackDeliveryKind.Command || ask.IsSubmission,
        };
        if (isEvent)
        {
            (message["retry_attempt"], message["retry_reason"]) = (ask.SendCount, ask.SendCount == 0 ? "" : "timeout");
        }

        ask.SendCount++;
        var envelope = new Envelope(ask, connection, slack.Time.GetTimestamp(), (bool)message["accepts_response_payload"]!);
        _sent[id] = envelope;
        await connection.SendAsync(message.ToJsonString());
        _ = WatchDeadlineAsync(envelope);
        return envelope.Done.Task;
    }

    public async Task DeliverUntilAcknowledgedAsync(LoopbackSlackDelivery ask)
    {
        try
        {
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                var connection = slack.SocketMode.NextConnection();
                if (connection is null)
                {
                    await slack.SocketMode.WaitUntilAsync(() => slack.SocketMode.LiveConnections.Count > 0, "a connection for an event");
                    connection = slack.SocketMode.NextConnection();
                }

                var acknowledged =
                    connection is null ? Task.Delay(Timeout.InfiniteTimeSpan, slack.Time, slack.Stopped) : await SendAsync(ask, connection);
                var waited = Task.Delay(slack.SocketMode.EventRetryDelay, slack.Time, slack.Stopped);
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

    public void ReceiveAcknowledgement(LoopbackSlackSocketConnection connection, JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || SlackBodyValidator.Word(message, "envelope_id") is not { } id
            || message.EnumerateObject().Any(member => member.Name is not ("envelope_id" or "payload")))
        {
            slack.AddViolation($"socket: the client sent what is no acknowledgement: {message}");
            return;
        }

        if (!_sent.TryGetValue(id, out var envelope))
        {
            slack.AddViolation($"socket: an acknowledgement of what was not sent, {id}");
            return;
        }

        lock (envelope)
        {
            Check(envelope, connection, message);
            if (envelope.IsAcknowledgementLost)
            {
                return;
            }

            if (Interlocked.Decrement(ref _toLose) >= 0)
            {
                envelope.IsAcknowledgementLost = true;
                return;
            }

            Interlocked.Increment(ref _toLose);
        }

        Accept(envelope, message);
    }

    private void Check(Envelope envelope, LoopbackSlackSocketConnection connection, JsonElement message)
    {
        if (envelope.Connection != connection)
        {
            slack.AddViolation(
                $"socket: {envelope.Delivery.Kind} came on connection {envelope.Connection.Number} and is acknowledged "
                    + $"on {connection.Number}");
        }

        if (envelope.IsAcknowledged)
        {
            slack.AddViolation($"socket: {envelope.Delivery.Kind} is acknowledged twice");
        }

        envelope.IsAcknowledged = true;
        var after = slack.Time.GetElapsedTime(envelope.SentAt);
        if (after > slack.SocketMode.AcknowledgementTimeout && !envelope.IsLateReported)
        {
            envelope.IsLateReported = true;
            slack.AddViolation($"socket: {envelope.Delivery.Kind} is acknowledged after {after.TotalMilliseconds:0} ms");
        }

        if (!envelope.AcceptsPayload && message.TryGetProperty("payload", out var payload)
            && !(payload.ValueKind == JsonValueKind.Object && !payload.EnumerateObject().Any()))
        {
            slack.AddViolation($"socket: {envelope.Delivery.Kind} is acknowledged with a payload that it does not accept");
        }
    }

    private void Accept(Envelope envelope, JsonElement message)
    {
        JsonElement? payload = message.TryGetProperty("payload", out var given) && given.ValueKind == JsonValueKind.Object
            && given.EnumerateObject().Any() ? given : null;
        var ask = envelope.Delivery;
        if (ask.IsSubmission && !ask.IsAcknowledged)
        {
            slack.WebApi.Views.ApplySubmission(ask.ViewId!, payload);
        }
        else if (payload is { } answer && ask.Kind == LoopbackSlackDeliveryKind.Command
            && SlackMessageRules.Validate(slack, JsonNode.Parse(answer.GetRawText())!.AsObject(), "the acknowledgement of a command",
                40_000) is { } refused)
        {
            slack.AddViolation("the acknowledgement of a command: " + refused.Body.ToJsonString());
        }

        ask.Acknowledge(payload, slack.Time.GetElapsedTime(envelope.SentAt));
        envelope.Done.TrySetResult();
    }

    /// <summary>What is not acknowledged in time is a breach, unless the connection was taken away from the client.</summary>
    private async Task WatchDeadlineAsync(Envelope envelope)
    {
        try
        {
            await Task.Delay(slack.SocketMode.AcknowledgementTimeout, slack.Time, slack.Stopped);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }

        lock (envelope)
        {
            if (!envelope.IsAcknowledged && !envelope.Connection.IsEndedByServer)
            {
                envelope.IsLateReported = true;
                slack.AddViolation(
                    $"socket: {envelope.Delivery.Kind} is not acknowledged "
                        + $"within {slack.SocketMode.AcknowledgementTimeout.TotalMilliseconds:0} ms");
            }
        }
    }

    private sealed class Envelope(LoopbackSlackDelivery ask, LoopbackSlackSocketConnection connection, long at, bool takesPayload)
    {
        public LoopbackSlackDelivery Delivery { get; } = ask;

        public LoopbackSlackSocketConnection Connection { get; } = connection;

        public long SentAt { get; } = at;

        public bool AcceptsPayload { get; } = takesPayload;

        public bool IsAcknowledged { get; set; }

        /// <summary>Its acknowledgement came, but not to Slack.</summary>
        public bool IsAcknowledgementLost { get; set; }

        /// <summary>That it is late was noted.</summary>
        public bool IsLateReported { get; set; }

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
