namespace AlertBot.Testing.Slack.WebApi;

/// <summary>What the loopback Slack does to one call instead of answering it well.</summary>
internal abstract record LoopbackSlackFault
{
    private LoopbackSlackFault()
    {
    }

    /// <summary>This status and no JSON; nothing is carried out.</summary>
    internal sealed record RespondBefore(int Status) : LoopbackSlackFault;

    /// <summary>The call is carried out, then the answer is this status and no JSON, as when a gateway in front gives up.</summary>
    internal sealed record RespondAfter(int Status) : LoopbackSlackFault;

    /// <summary>The connection is reset; nothing is carried out.</summary>
    internal sealed record ResetBefore : LoopbackSlackFault;

    /// <summary>The call is carried out, then the connection is reset without an answer.</summary>
    internal sealed record ResetAfter : LoopbackSlackFault;

    /// <summary>A 429; until it is over every call of the method is a breach.</summary>
    internal sealed record RateLimit(double RetryAfterSeconds) : LoopbackSlackFault;

    /// <summary><c>ok: false</c> with this word; nothing is carried out.</summary>
    internal sealed record ErrorCode(string Code) : LoopbackSlackFault;

    /// <summary>No answer comes until the client gives up.</summary>
    internal sealed record NoResponse(bool IsCarriedOut) : LoopbackSlackFault;
}
