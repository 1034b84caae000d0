namespace AlertBot.Tests.Chat.Loopback.Slack;

/// <summary>What the loopback Socket Mode does to a connection that opens.</summary>
internal enum LoopbackSlackSocketFault
{
    None,

    /// <summary>HTTP 500 instead of a web socket.</summary>
    NoUpgrade,

    /// <summary>Dropped without a word.</summary>
    BeforeHello,

    /// <summary>Nothing is said, and nothing dropped.</summary>
    NoHello,

    /// <summary>The hello is no JSON; a good one follows.</summary>
    BrokenHello,

    /// <summary>Dropped right after it.</summary>
    AfterHello,
}
