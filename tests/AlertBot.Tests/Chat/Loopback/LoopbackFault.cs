namespace AlertBot.Tests.Chat.Loopback;

/// <summary>What a loopback webhook does to one request instead of answering it well.</summary>
internal abstract record LoopbackFault
{
    private LoopbackFault()
    {
    }

    /// <summary>This answer; nothing is posted.</summary>
    internal sealed record Answer(int Status, string Body, params (string Name, string Value)[] Headers) : LoopbackFault;

    /// <summary>The message is posted, with these headers or this body in place of the usual ones.</summary>
    internal sealed record Accept(string? Body, params (string Name, string Value)[] Headers) : LoopbackFault;

    /// <summary>The connection is reset; the message is not posted.</summary>
    internal sealed record ResetBefore : LoopbackFault;

    /// <summary>The message is posted, then the connection is reset without an answer.</summary>
    internal sealed record ResetAfter : LoopbackFault;

    /// <summary>The message is posted and no answer comes until the client gives up.</summary>
    internal sealed record Hang : LoopbackFault;

    /// <summary>The message is posted, the status comes, the body never ends.</summary>
    internal sealed record HangInBody : LoopbackFault;
}
