namespace AlertBot.Testing.Discord.Gateway;

/// <summary>Where the loopback gateway drops a connection, without a word.</summary>
internal enum LoopbackGatewayFault
{
    None,
    DropBeforeHello,

    /// <summary>Nothing is said, and nothing dropped.</summary>
    NoHello,
    DropAfterHello,

    /// <summary>After Identify and before READY, or after Resume and before anything is replayed.</summary>
    DropBeforeReady,

    /// <summary>READY or the replay never comes; heartbeats are answered.</summary>
    NoReady,

    /// <summary>After the first of the replayed events.</summary>
    DropDuringReplay,

    /// <summary>HELLO is no JSON.</summary>
    MalformedHello,
}
