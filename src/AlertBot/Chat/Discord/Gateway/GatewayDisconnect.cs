namespace AlertBot.Chat.Discord.Gateway;

/// <summary>How a connection to the gateway ended, and with it what follows.</summary>
internal abstract record GatewayDisconnect
{
    private GatewayDisconnect()
    {
    }

    /// <summary>The session goes on in a new connection.</summary>
    internal sealed record Lost(string Reason) : GatewayDisconnect;

    /// <summary>Discord asked for a new connection (op 7): no trouble.</summary>
    internal sealed record ReconnectRequested : GatewayDisconnect;

    /// <summary>The session is over: a new one begins.</summary>
    /// <param name="IsInvalidSession">Op 9, after which Discord wants a pause of 1 to 5 s.</param>
    internal sealed record SessionEnded(string Reason, bool IsInvalidSession) : GatewayDisconnect;

    /// <summary>It would end the same way each time: a person must act.</summary>
    internal sealed record Refused(string Reason) : GatewayDisconnect;

    /// <summary>The service stops.</summary>
    internal sealed record Stopped : GatewayDisconnect;
}
