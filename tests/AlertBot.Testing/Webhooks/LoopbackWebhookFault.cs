namespace AlertBot.Testing.Webhooks;

/// <summary>How a loopback webhook fails one request.</summary>
internal abstract record LoopbackWebhookFault
{
    private LoopbackWebhookFault()
    {
    }

    /// <summary>Sends this response; the message is not posted.</summary>
    internal sealed record Respond(int Status, string Body, params (string Name, string Value)[] Headers) : LoopbackWebhookFault;

    /// <summary>Posts the message, and sends these headers, and this body if given, instead of the usual ones.</summary>
    internal sealed record AcceptWith(string? Body, params (string Name, string Value)[] Headers) : LoopbackWebhookFault;

    /// <summary>Resets the connection; the message is not posted.</summary>
    internal sealed record ResetBefore : LoopbackWebhookFault;

    /// <summary>Posts the message and resets the connection without a response.</summary>
    internal sealed record ResetAfter : LoopbackWebhookFault;

    /// <summary>Posts the message and sends nothing until the client disconnects.</summary>
    internal sealed record Hang : LoopbackWebhookFault;

    /// <summary>Posts the message and sends a response whose body never ends.</summary>
    internal sealed record HangInBody : LoopbackWebhookFault;
}
