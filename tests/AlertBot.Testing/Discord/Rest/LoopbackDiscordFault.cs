namespace AlertBot.Testing.Discord.Rest;

/// <summary>How the loopback Discord mistreats one request.</summary>
internal abstract record LoopbackDiscordFault
{
    private LoopbackDiscordFault()
    {
    }

    /// <summary>Responds this way and carries nothing out.</summary>
    internal sealed record Respond(int Status, string Body = "", params (string Name, string Value)[] Headers) : LoopbackDiscordFault;

    /// <summary>
    /// Responds with a 429 of the scope <c>user</c>, <c>global</c> or <c>shared</c>. A limited request before its end is a violation.
    /// </summary>
    internal sealed record RateLimit(string Scope, double RetryAfter) : LoopbackDiscordFault;

    /// <summary>Resets the connection and carries nothing out.</summary>
    internal sealed record ResetBefore : LoopbackDiscordFault;

    /// <summary>Carries the request out, then resets the connection without a response.</summary>
    internal sealed record ResetAfter : LoopbackDiscordFault;

    /// <summary>Carries the request out, then responds this way, as when a gateway in front of Discord times out.</summary>
    internal sealed record RespondAfter(int Status, string Body = "") : LoopbackDiscordFault;

    /// <summary>Sends no response.</summary>
    internal sealed record NoResponse(bool IsCarriedOut) : LoopbackDiscordFault;
}
