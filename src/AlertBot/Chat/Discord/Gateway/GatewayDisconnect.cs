namespace AlertBot.Chat.Discord.Gateway;

/// <summary>Why a connection to the gateway ended, which decides what follows.</summary>
internal abstract record GatewayDisconnect
{
    private GatewayDisconnect()
    {
    }

    /// <summary>The connection was lost. The session is resumed on a new one.</summary>
    internal sealed record Lost(string Reason) : GatewayDisconnect;

    /// <summary>Discord asked for a new connection (op 7). This is routine; the session is resumed.</summary>
    internal sealed record ReconnectRequested : GatewayDisconnect;

    /// <summary>Discord ended the session. A new one is started.</summary>
    /// <param name="IsInvalidSession">Op 9, after which Discord asks for a delay of 1 to 5 s.</param>
    internal sealed record SessionEnded(string Reason, bool IsInvalidSession) : GatewayDisconnect;

    /// <summary>Each new connection would end the same way until a person changes something.</summary>
    internal sealed record Refused(string Reason) : GatewayDisconnect;

    /// <summary>The service stops.</summary>
    internal sealed record Stopped : GatewayDisconnect;
}
