using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack;

/// <summary>A command, interaction or event that Slack delivers to the client, with the client's acknowledgement and replies.</summary>
internal sealed class LoopbackSlackDelivery(LoopbackSlackDeliveryKind kind, DateTimeOffset at)
{
    /// <summary>Limits the time that a test waits for the acknowledgement.</summary>
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource<JsonElement?> _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AsyncCondition _signal = new();
    private readonly List<JsonObject> _replies = [];

    public LoopbackSlackDeliveryKind Kind { get; } = kind;

    public DateTimeOffset SentAt { get; } = at;

    /// <summary>The envelope's payload; over HTTP the fields of a command, an interaction's <c>payload</c>, or an event's body.</summary>
    public JsonObject Payload { get; init; } = [];

    public string? TriggerId => (string?)Payload["trigger_id"];

    /// <summary>Null for events and interactions in modals.</summary>
    public string? ResponseUrl => (string?)Payload["response_url"];

    public string? EventId => (string?)Payload["event_id"];

    /// <summary>The modal of the interaction; null: not in a modal.</summary>
    public string? ViewId => (string?)Payload["view"]?["id"];

    public bool IsSubmission => (string?)Payload["type"] == "view_submission";

    /// <summary>True: the test expects the client to replace the message with the pressed button.</summary>
    public bool AllowsReplacement { get; set; }

    /// <summary>The number of posts to the <c>response_url</c>.</summary>
    public int ResponseUrlUses { get; set; }

    /// <summary>The number of deliveries; each has another envelope id.</summary>
    public int SendCount { get; set; }

    /// <summary>
    /// The payload of the first acknowledgement, null where it has none. A late one, or one on another connection, is a violation.
    /// </summary>
    public Task<JsonElement?> Acknowledgement => _acknowledged.Task.WaitAsync(WaitTimeout);

    public bool IsAcknowledged => _acknowledged.Task.IsCompletedSuccessfully;

    /// <summary>Null: not yet acknowledged.</summary>
    public TimeSpan? AcknowledgedAfter { get; private set; }

    /// <summary>The messages posted to the <c>response_url</c> so far.</summary>
    public IReadOnlyList<JsonObject> Replies
    {
        get
        {
            lock (_replies)
            {
                return [.. _replies];
            }
        }
    }

    /// <summary>Waits for the n-th message to the <c>response_url</c>.</summary>
    public async Task<JsonNode> WaitForReplyAsync(int n = 1)
    {
        await _signal.WaitUntilAsync(() => Replies.Count >= n, () => $"reply {n} to {Kind} {Payload["text"] ?? Payload["type"]}");
        return Replies[n - 1];
    }

    public void AddReply(JsonObject message)
    {
        lock (_replies)
        {
            _replies.Add(message);
        }

        _signal.Reevaluate();
    }

    public void Acknowledge(JsonElement? payload, TimeSpan after)
    {
        AcknowledgedAfter ??= after;
        _acknowledged.TrySetResult(payload);
    }
}

/// <summary>The <c>type</c> of an envelope.</summary>
internal enum LoopbackSlackDeliveryKind
{
    Command,
    Interaction,
    Event,
}
