using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Storage;

namespace AlertBot.Alerts.Delivery;

/// <summary>Queues messages in the outbox, in the transaction of the caller.</summary>
internal static class MessageQueue
{
    /// <summary>Queues a message with the alerts that it shows.</summary>
    /// <returns>The id of the message.</returns>
    public static async Task<MessageId> AddAsync(Session session, NewMessage message, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var ids = await session.QueryAsync(
            """
            INSERT INTO message (destination_id, kind, parent_id, dedupe_key, nonce, payload, ping, quiet, urgent, state, created_at,
                expires_at, due_at)
            VALUES (@destination, @kind, @parent, @dedupe, @nonce, @payload, @ping, @quiet, @urgent, 'ready', @now, @expires, @now)
            RETURNING id
            """,
            [
                ("destination", message.Destination.Value), ("kind", message.Kind.ToName()), ("parent", message.Parent?.Value),
                ("dedupe", message.DedupeKey), ("nonce", CreateNonce(message)), ("payload", BriefJson.Serialize(message.Brief)),
                ("ping", message.Ping), ("quiet", message.Quiet?.ToJson()), ("urgent", message.IsUrgent ? 1L : 0L),
                ("now", now.ToUnixTimeMilliseconds()), ("expires", message.ExpiresAt.ToUnixTimeMilliseconds()),
            ],
            row => new MessageId(row.GetInt64(0)),
            cancellationToken);
        foreach (var alert in message.Alerts)
        {
            await session.ExecuteAsync(
                "INSERT INTO message_alert (message_id, alert_id) VALUES (@message, @alert)",
                [("message", ids[0].Value), ("alert", alert)],
                cancellationToken);
        }

        return ids[0];
    }

    /// <summary>As long as <see cref="OutgoingMessage.Nonce"/> may be.</summary>
    private static string CreateNonce(NewMessage message) =>
        $"{message.Kind.ToName()[0]}{(message.Alerts.Count > 0 ? message.Alerts[0] : 0)}-{Guid.NewGuid():N}"[..25];
}

/// <summary>A message to queue.</summary>
/// <param name="Alerts">The alerts that it shows; empty for a notice.</param>
/// <param name="DedupeKey">Unique in the destination: the same message is never queued twice.</param>
internal sealed record NewMessage(DestinationId Destination, MessageKind Kind, IReadOnlyList<long> Alerts, string DedupeKey, Brief Brief,
    DateTimeOffset ExpiresAt)
{
    /// <summary>The message below which a reply is posted.</summary>
    public MessageId? Parent { get; init; }

    /// <summary>Id of the role or user group to mention; null for none.</summary>
    public string? Ping { get; init; }

    /// <summary>When it must not be posted; null: at any hour.</summary>
    public QuietTime? Quiet { get; init; }

    /// <summary>It is posted in quiet hours, too.</summary>
    public bool IsUrgent { get; init; }
}

/// <summary>What a message is, as <c>message.kind</c> stores it.</summary>
internal enum MessageKind
{
    /// <summary>One story.</summary>
    Alert,

    /// <summary>News of a story, below its alert.</summary>
    Reply,

    /// <summary>Several stories.</summary>
    Digest,

    /// <summary>About the bot itself: a failing feed, a silent topic.</summary>
    Notice,
}

internal static class MessageKinds
{
    public static string ToName(this MessageKind kind) => kind switch
    {
        MessageKind.Alert => "alert",
        MessageKind.Reply => "reply",
        MessageKind.Digest => "digest",
        _ => "notice",
    };

    public static MessageKind Parse(string name) => name switch
    {
        "alert" => MessageKind.Alert,
        "reply" => MessageKind.Reply,
        "digest" => MessageKind.Digest,
        "notice" => MessageKind.Notice,
        _ => throw new InvalidOperationException($"Unknown kind of message: {name}"),
    };
}
