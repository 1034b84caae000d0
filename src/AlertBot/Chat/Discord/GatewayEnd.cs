namespace AlertBot.Chat.Discord;

/// <summary>How a connection to the gateway ended, and with it what follows.</summary>
internal abstract record GatewayEnd
{
    private GatewayEnd()
    {
    }

    /// <summary>The session goes on in a new connection.</summary>
    internal sealed record Lost(string Reason) : GatewayEnd;

    /// <summary>Discord asked for a new connection (op 7): no trouble.</summary>
    internal sealed record Asked : GatewayEnd;

    /// <summary>The session is over: a new one begins.</summary>
    /// <param name="IsInvalid">Op 9, after which Discord wants a pause of 1 to 5 s.</param>
    internal sealed record Over(string Reason, bool IsInvalid) : GatewayEnd;

    /// <summary>It would end the same way each time: a person must act.</summary>
    internal sealed record Refused(string Reason) : GatewayEnd;

    /// <summary>The service stops.</summary>
    internal sealed record Stopped : GatewayEnd;
}
