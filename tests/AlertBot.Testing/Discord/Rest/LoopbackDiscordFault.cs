namespace AlertBot.Testing.Discord.Rest;

/// <summary>What the loopback Discord does to one request instead of answering it well.</summary>
internal abstract record LoopbackDiscordFault
{
    private LoopbackDiscordFault()
    {
    }

    /// <summary>This answer; nothing is carried out.</summary>
    internal sealed record Respond(int Status, string Body = "", params (string Name, string Value)[] Headers) : LoopbackDiscordFault;

    /// <summary>
    /// A 429 of the scope <c>user</c>, <c>global</c> or <c>shared</c>; until it is over every request that it holds for is a breach.
    /// </summary>
    internal sealed record RateLimit(string Scope, double RetryAfter) : LoopbackDiscordFault;

    /// <summary>The connection is reset; nothing is carried out.</summary>
    internal sealed record ResetBefore : LoopbackDiscordFault;

    /// <summary>The request is carried out, then the connection is reset without an answer.</summary>
    internal sealed record ResetAfter : LoopbackDiscordFault;

    /// <summary>The request is carried out, then the answer is this one, as when a gateway in front gives up.</summary>
    internal sealed record RespondAfter(int Status, string Body = "") : LoopbackDiscordFault;

    /// <summary>No answer comes until the client gives up.</summary>
    internal sealed record NoResponse(bool IsCarriedOut) : LoopbackDiscordFault;
}
