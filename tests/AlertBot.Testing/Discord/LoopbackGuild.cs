namespace AlertBot.Testing.Discord;

/// <summary>A guild of the loopback Discord.</summary>
internal sealed class LoopbackGuild
{
    /// <summary>The default permissions of @everyone: everything that a bot needs to post.</summary>
    public const long DefaultPermissions = (1L << 10) | (1L << 11) | (1L << 14) | (1L << 15) | (1L << 16) | (1L << 35) | (1L << 38);

    public required string Id { get; init; }

    public required string Name { get; init; }

    public string OwnerId { get; set; } = "1401000000000000001";

    public string? SystemChannelId { get; set; }

    public List<LoopbackGuildChannel> Channels { get; } = [];

    /// <summary>Active threads.</summary>
    public List<LoopbackGuildChannel> Threads { get; } = [];

    /// <summary>The permissions of the role @everyone, which has the guild's id.</summary>
    public long EveryonePermissions { get; set; } = DefaultPermissions;

    /// <summary>The roles other than @everyone.</summary>
    public List<LoopbackRole> Roles { get; } = [];

    /// <summary>The ids of the bot's roles.</summary>
    public List<string> BotRoles { get; } = [];
}

/// <summary>A role of a guild.</summary>
internal sealed record LoopbackRole(string Id, string Name, long Permissions);

/// <summary>The permissions that a role (type 0) or member (type 1) is allowed or denied in a channel.</summary>
internal sealed record LoopbackPermissionOverwrite(string Id, int Type, long Allow, long Deny);

/// <summary>A channel of a guild.</summary>
/// <param name="Type">0 text, 5 announcement, 15 forum.</param>
internal sealed record LoopbackGuildChannel(string Id, string Name, int Type = 0)
{
    /// <summary>
    /// The bot's permissions in the channel: <c>1 &lt;&lt; 10</c> view, <c>1 &lt;&lt; 11</c> send, <c>1 &lt;&lt; 14</c> embed links, …
    /// </summary>
    public long Permissions { get; set; } = LoopbackGuild.DefaultPermissions;

    public string? ParentId { get; init; }

    public bool IsLocked { get; init; }

    /// <summary>Null: one overwrite for the bot that results in <see cref="Permissions"/>.</summary>
    public IReadOnlyList<LoopbackPermissionOverwrite>? Overwrites { get; init; }
}
