namespace AlertBot.Testing.Webhooks;

/// <summary>What a loopback webhook does to one request instead of answering it well.</summary>
internal abstract record LoopbackWebhookFault
{
    private LoopbackWebhookFault()
    {
    }

    /// <summary>This answer; nothing is posted.</summary>
    internal sealed record Respond(int Status, string Body, params (string Name, string Value)[] Headers) : LoopbackWebhookFault;

    /// <summary>The message is posted, with these headers or this body in place of the usual ones.</summary>
    internal sealed record AcceptWith(string? Body, params (string Name, string Value)[] Headers) : LoopbackWebhookFault;

    /// <summary>The connection is reset; the message is not posted.</summary>
    internal sealed record ResetBefore : LoopbackWebhookFault;

    /// <summary>The message is posted, then the connection is reset without an answer.</summary>
    internal sealed record ResetAfter : LoopbackWebhookFault;

    /// <summary>The message is posted and no answer comes until the client gives up.</summary>
    internal sealed record Hang : LoopbackWebhookFault;

    /// <summary>The message is posted, the status comes, the body never ends.</summary>
    internal sealed record HangInBody : LoopbackWebhookFault;
}
