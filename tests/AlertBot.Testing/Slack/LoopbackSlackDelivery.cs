using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Slack;

/// <summary>Something that a test lets Slack tell the client, and what the client makes of it.</summary>
internal sealed class LoopbackSlackDelivery(LoopbackSlackDeliveryKind kind, DateTimeOffset at)
{
    /// <summary>How long a test waits.</summary>
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource<JsonElement?> _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AsyncCondition _signal = new();
    private readonly List<JsonObject> _replies = [];

    public LoopbackSlackDeliveryKind Kind { get; } = kind;

    public DateTimeOffset SentAt { get; } = at;

    /// <summary>Of an envelope; of HTTP the fields of a command, the <c>payload</c> of an interaction, the body of an event.</summary>
    public JsonObject Payload { get; init; } = [];

    public string? TriggerId => (string?)Payload["trigger_id"];

    /// <summary>Null for events and what happens in modals.</summary>
    public string? ResponseUrl => (string?)Payload["response_url"];

    public string? EventId => (string?)Payload["event_id"];

    /// <summary>The modal in which it happened; null: in none.</summary>
    public string? ViewId => (string?)Payload["view"]?["id"];

    public bool IsSubmission => (string?)Payload["type"] == "view_submission";

    /// <summary>A test wants the message overwritten that the press came from.</summary>
    public bool AllowsReplacement { get; set; }

    /// <summary>How often the <c>response_url</c> was used.</summary>
    public int ResponseUrlUses { get; set; }

    /// <summary>How often it was sent, by envelopes of different ids.</summary>
    public int SendCount { get; set; }

    /// <summary>
    /// The first acknowledgement's payload, null where it had none. One that is late or on another connection is a breach.
    /// </summary>
    public Task<JsonElement?> Acknowledgement => _acknowledged.Task.WaitAsync(WaitTimeout);

    public bool IsAcknowledged => _acknowledged.Task.IsCompletedSuccessfully;

    /// <summary>Null while there is no acknowledgement.</summary>
    public TimeSpan? AcknowledgedAfter { get; private set; }

    /// <summary>What was posted to the <c>response_url</c> so far.</summary>
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

    /// <summary>The n-th post to the <c>response_url</c>.</summary>
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
