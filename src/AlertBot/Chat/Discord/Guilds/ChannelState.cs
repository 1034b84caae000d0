using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Guilds;

/// <summary>A channel or thread as Discord described it last.</summary>
/// <param name="ParentId">A thread's channel, or a channel's category.</param>
/// <param name="IsLocked">Only for threads: nobody but moderators may post.</param>
internal sealed record ChannelState(string Id, string Name, int Type, string? ParentId, long Position, bool IsLocked,
    IReadOnlyList<ChannelState.PermissionOverwrite> Overwrites)
{
    /// <summary>Types: https://docs.discord.com/developers/resources/channel#channel-object-channel-types</summary>
    private const int Category = 4;
    private const int Directory = 14;

    /// <summary>A thread in an announcement channel (10), a public (11) or a private one (12).</summary>
    public bool IsThread => Type is 10 or 11 or 12;

    /// <summary>A forum or media channel: it holds posts (threads), not messages.</summary>
    public bool IsForum => Type is 15 or 16;

    /// <summary>A text or announcement channel.</summary>
    public bool IsText => Type is 0 or 5;

    /// <summary>It holds channels, not messages.</summary>
    public bool IsContainer => Type is Category or Directory;

    public static ChannelState? Parse(JsonElement data) => data.Text("id") is not { } id ? null : new ChannelState(
        id,
        data.Text("name") ?? id,
        (int)(data.Number("type") ?? 0),
        data.Text("parent_id"),
        data.Number("position") ?? 0,
        data.Field("thread_metadata") is { } thread && thread.Flag("locked"),
        [.. data.Items("permission_overwrites").Select(PermissionOverwrite.Parse)]);

    /// <summary>The permissions that a role or member is allowed or denied in this channel.</summary>
    internal sealed record PermissionOverwrite(string Id, bool IsMember, DiscordPermissions Allow, DiscordPermissions Deny)
    {
        public static PermissionOverwrite Parse(JsonElement data) =>
            new(data.Text("id") ?? "", data.Number("type") == 1, data.PermissionBits("allow"), data.PermissionBits("deny"));
    }
}
