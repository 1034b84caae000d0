namespace AlertBot.Testing.Discord.Gateway;

/// <summary>How the loopback gateway mistreats a connection.</summary>
internal enum LoopbackGatewayFault
{
    None,
    DropBeforeHello,

    /// <summary>Sends no HELLO and keeps the connection open.</summary>
    NoHello,
    DropAfterHello,

    /// <summary>Drops the connection after Identify and before READY, or after Resume and before the replay.</summary>
    DropBeforeReady,

    /// <summary>Sends neither READY nor the replay, but acknowledges heartbeats.</summary>
    NoReady,

    /// <summary>Drops the connection after the first replayed event.</summary>
    DropDuringReplay,

    /// <summary>Sends a HELLO that is not JSON.</summary>
    MalformedHello,
}
