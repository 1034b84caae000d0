namespace AlertBot.Tests.Chat.Loopback.Discord;

/// <summary>A guild of the loopback Discord.</summary>
internal sealed class LoopbackGuild
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public List<LoopbackChannel> Channels { get; } = [];
}

/// <summary>A channel of a guild.</summary>
/// <param name="Type">0 text, 5 announcement, 15 forum.</param>
internal sealed record LoopbackChannel(string Id, string Name, int Type = 0)
{
    /// <summary>What the bot may do there: <c>1 &lt;&lt; 10</c> view, <c>1 &lt;&lt; 11</c> send, <c>1 &lt;&lt; 14</c> embed links, …</summary>
    public long Permissions { get; set; } = (1L << 10) | (1L << 11) | (1L << 14) | (1L << 15) | (1L << 16) | (1L << 35) | (1L << 38);
}
