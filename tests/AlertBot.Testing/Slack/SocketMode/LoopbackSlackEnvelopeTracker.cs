using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack.Validation;

namespace AlertBot.Testing.Slack.SocketMode;

/// <summary>
/// Sends envelopes and checks their acknowledgements: https://docs.slack.dev/apis/events-api/using-socket-mode#acknowledge
/// </summary>
internal sealed class LoopbackSlackEnvelopeTracker(LoopbackSlack slack)
{
    /// <summary>Limits the deliveries of an event; Slack retries three times: https://docs.slack.dev/apis/events-api#retries</summary>
    private const int MaxAttempts = 4;

    private readonly ConcurrentDictionary<string, Envelope> _sent = new();
    private int _toLose;

    /// <summary>The number of following acknowledgements that are lost in transit.</summary>
    public int AcknowledgementsToLose { get => _toLose; set => _toLose = value; }

    public async Task<Task> SendAsync(LoopbackSlackDelivery delivery, LoopbackSlackSocketConnection connection)
    {
        var id = Guid.NewGuid().ToString();
        var isEvent = delivery.Kind == LoopbackSlackDeliveryKind.Event;
        var message = new JsonObject
        {
            ["envelope_id"] = id,
            ["payload"] = delivery.Payload.DeepClone(),
            ["type"] = delivery.Kind switch
            {
                LoopbackSlackDeliveryKind.Command => "slash_commands",
                LoopbackSlackDeliveryKind.Interaction => "interactive",
                _ => "events_api",
            },
            ["accepts_response_payload"] = delivery.Kind == LoopbackSlackDeliveryKind.Command || delivery.IsSubmission,
        };
        if (isEvent)
        {
            message["retry_attempt"] = delivery.SendCount;
            message["retry_reason"] = delivery.SendCount == 0 ? "" : "timeout";
        }

        delivery.SendCount++;
        var envelope = new Envelope(delivery, connection, slack.Time.GetTimestamp(), (bool)message["accepts_response_payload"]!);
        _sent[id] = envelope;
        await connection.SendAsync(message.ToJsonString());
        _ = WatchDeadlineAsync(envelope);
        return envelope.Done.Task;
    }

    public async Task DeliverUntilAcknowledgedAsync(LoopbackSlackDelivery delivery)
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

                var acknowledged = connection is null
                    ? Task.Delay(Timeout.InfiniteTimeSpan, slack.Time, slack.Stopped)
                    : await SendAsync(delivery, connection);
                var waited = Task.Delay(slack.SocketMode.EventRetryDelay, slack.Time, slack.Stopped);
                if (await Task.WhenAny(acknowledged, waited) == acknowledged)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException or ObjectDisposedException)
        {
            // The server is stopping, or no client connected.
        }
    }

    public void ReceiveAcknowledgement(LoopbackSlackSocketConnection connection, JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || SlackBodyValidator.Word(message, "envelope_id") is not { } id
            || message.EnumerateObject().Any(member => member.Name is not ("envelope_id" or "payload")))
        {
            slack.AddViolation($"socket: the client sent a message that is not an acknowledgement: {message}");
            return;
        }

        if (!_sent.TryGetValue(id, out var envelope))
        {
            slack.AddViolation($"socket: an acknowledgement of an envelope that was not sent: {id}");
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
                $"socket: {envelope.Delivery.Kind} was sent on connection {envelope.Connection.Number} and is acknowledged "
                    + $"on {connection.Number}");
        }

        if (envelope.IsAcknowledged)
        {
            slack.AddViolation($"socket: {envelope.Delivery.Kind} is acknowledged twice");
        }

        envelope.IsAcknowledged = true;
        var elapsed = slack.Time.GetElapsedTime(envelope.SentAt);
        if (elapsed > slack.SocketMode.AcknowledgementTimeout && !envelope.IsLateReported)
        {
            envelope.IsLateReported = true;
            slack.AddViolation($"socket: {envelope.Delivery.Kind} is acknowledged after {elapsed.TotalMilliseconds:0} ms");
        }

        if (!envelope.AcceptsPayload && message.TryGetProperty("payload", out var payload)
            && !(payload.ValueKind == JsonValueKind.Object && !payload.EnumerateObject().Any()))
        {
            slack.AddViolation($"socket: {envelope.Delivery.Kind} is acknowledged with a payload that it does not accept");
        }
    }

    private void Accept(Envelope envelope, JsonElement message)
    {
        JsonElement? payload = message.TryGetProperty("payload", out var value)
            && value.ValueKind == JsonValueKind.Object
            && value.EnumerateObject().Any()
            ? value
            : null;
        var delivery = envelope.Delivery;
        if (delivery.IsSubmission && !delivery.IsAcknowledged)
        {
            slack.WebApi.Views.ApplySubmission(delivery.ViewId!, payload);
        }
        else if (payload is { } response && delivery.Kind == LoopbackSlackDeliveryKind.Command)
        {
            CheckCommandResponse(JsonNode.Parse(response.GetRawText())!.AsObject());
        }

        delivery.Acknowledge(payload, slack.Time.GetElapsedTime(envelope.SentAt));
        envelope.Done.TrySetResult();
    }

    private void CheckCommandResponse(JsonObject message)
    {
        const string Subject = "the acknowledgement of a command";
        if (SlackMessageRules.Validate(slack, message, Subject, SlackMessageRules.MaxText) is { } failure)
        {
            slack.AddViolation($"{Subject}: {failure.Body.ToJsonString()}");
        }
    }

    /// <summary>A missing acknowledgement is a violation, unless the server ended the connection.</summary>
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

    private sealed class Envelope(
        LoopbackSlackDelivery delivery, LoopbackSlackSocketConnection connection, long sentAt, bool acceptsPayload)
    {
        public LoopbackSlackDelivery Delivery { get; } = delivery;

        public LoopbackSlackSocketConnection Connection { get; } = connection;

        public long SentAt { get; } = sentAt;

        public bool AcceptsPayload { get; } = acceptsPayload;

        public bool IsAcknowledged { get; set; }

        /// <summary>True: its acknowledgement was lost in transit.</summary>
        public bool IsAcknowledgementLost { get; set; }

        /// <summary>True: the missing or late acknowledgement is already recorded as a violation.</summary>
        public bool IsLateReported { get; set; }

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
