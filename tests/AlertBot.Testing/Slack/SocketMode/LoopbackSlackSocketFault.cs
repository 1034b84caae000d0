namespace AlertBot.Testing.Slack.SocketMode;

/// <summary>What the loopback Socket Mode does to a connection that opens.</summary>
internal enum LoopbackSlackSocketFault
{
    None,

    /// <summary>HTTP 500 instead of a web socket.</summary>
    RefuseUpgrade,

    /// <summary>Dropped without a word.</summary>
    DropBeforeHello,

    /// <summary>Nothing is said, and nothing dropped.</summary>
    NoHello,

    /// <summary>The hello is no JSON; a good one follows.</summary>
    MalformedHello,

    /// <summary>No hello but a <c>disconnect</c> of the reason <c>too_many_websockets</c>.</summary>
    TooManyConnections,

    /// <summary>Dropped right after it.</summary>
    DropAfterHello,
}
