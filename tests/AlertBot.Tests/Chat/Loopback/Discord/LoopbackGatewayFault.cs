namespace AlertBot.Tests.Chat.Loopback.Discord;

/// <summary>Where the loopback gateway drops a connection, without a word.</summary>
internal enum LoopbackGatewayFault
{
    None,
    BeforeHello,

    /// <summary>Nothing is said, and nothing dropped.</summary>
    SilentFromTheStart,
    AfterHello,

    /// <summary>After Identify and before READY, or after Resume and before anything is replayed.</summary>
    BeforeReady,

    /// <summary>READY or the replay never comes; heartbeats are answered.</summary>
    NeverReady,

    /// <summary>After the first of the replayed events.</summary>
    DuringReplay,

    /// <summary>HELLO is no JSON.</summary>
    BrokenHello,
}
