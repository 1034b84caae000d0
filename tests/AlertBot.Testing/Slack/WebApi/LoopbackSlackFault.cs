namespace AlertBot.Testing.Slack.WebApi;

/// <summary>A fault that the loopback Slack applies to one call.</summary>
internal abstract record LoopbackSlackFault
{
    private LoopbackSlackFault()
    {
    }

    /// <summary>Responds with this status and no JSON; the call is not carried out.</summary>
    internal sealed record RespondBefore(int Status) : LoopbackSlackFault;

    /// <summary>Carries out the call, then responds with this status and no JSON, as a gateway does after a timeout.</summary>
    internal sealed record RespondAfter(int Status) : LoopbackSlackFault;

    /// <summary>Resets the connection; the call is not carried out.</summary>
    internal sealed record ResetBefore : LoopbackSlackFault;

    /// <summary>Carries out the call, then resets the connection without a response.</summary>
    internal sealed record ResetAfter : LoopbackSlackFault;

    /// <summary>Responds with 429. Until it is over, each call of the method is a violation.</summary>
    internal sealed record RateLimit(double RetryAfterSeconds) : LoopbackSlackFault;

    /// <summary>Responds <c>ok: false</c> with this error code; the call is not carried out.</summary>
    internal sealed record ErrorCode(string Code) : LoopbackSlackFault;

    /// <summary>Sends no response until the client disconnects.</summary>
    internal sealed record NoResponse(bool IsCarriedOut) : LoopbackSlackFault;
}
