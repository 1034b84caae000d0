namespace AlertBot.Testing.Slack.SocketMode;

/// <summary>A fault that the loopback Socket Mode applies to a new connection.</summary>
internal enum LoopbackSlackSocketFault
{
    None,

    /// <summary>HTTP 500 instead of a web socket.</summary>
    RefuseUpgrade,

    /// <summary>Dropped without a close frame.</summary>
    DropBeforeHello,

    /// <summary>Stays open, but no hello is sent.</summary>
    NoHello,

    /// <summary>The first hello is not valid JSON; a valid one follows.</summary>
    MalformedHello,

    /// <summary>A <c>disconnect</c> with the reason <c>too_many_websockets</c> instead of a hello.</summary>
    TooManyConnections,

    /// <summary>Dropped right after the hello.</summary>
    DropAfterHello,
}
