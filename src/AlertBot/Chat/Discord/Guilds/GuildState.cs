using System.Globalization;
using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Guilds;

/// <summary>One guild as Discord described it, and the bot's permissions in its channels. Not thread-safe.</summary>
internal sealed class GuildState
{
    private readonly Dictionary<string, DiscordPermissions> _roles = [];
    private readonly Dictionary<string, ChannelState> _channels = [];
    private HashSet<string>? _botRoles;
    private string? _ownerId;
    private DateTimeOffset _timedOutUntil;

    public GuildState(string id) => (Id, Name) = (id, id);

    public string Id { get; }

    /// <summary>The id until the name is known.</summary>
    public string Name { get; private set; }

    /// <summary>The channel where Discord greets new members; null: none.</summary>
    public string? SystemChannelId { get; private set; }

    public IEnumerable<ChannelState> Channels => _channels.Values;

    public ChannelState? FindChannel(string channel) => _channels.GetValueOrDefault(channel);

    /// <summary>Applies GUILD_CREATE, which holds everything, or GUILD_UPDATE, which holds the guild and its roles.</summary>
    public void Update(JsonElement data, string? botUserId)
    {
        Name = data.Text("name") ?? Name;
        _ownerId = data.Text("owner_id") ?? _ownerId;
        SystemChannelId = data.Text("system_channel_id");
        if (data.Field("roles") is not null)
        {
            _roles.Clear();
        }

        foreach (var role in data.Items("roles"))
        {
            SetRole(role);
        }

        if (data.Field("channels") is not null)
        {
            _channels.Clear();
        }

        foreach (var channel in data.Items("channels").Concat(data.Items("threads")))
        {
            SetChannel(channel);
        }

        foreach (var member in data.Items("members"))
        {
            if (botUserId is not null && member.Field("user")?.Text("id") == botUserId)
            {
                SetBotMember(member);
            }
        }
    }

    public void SetRole(JsonElement role)
    {
        if (role.Text("id") is { } roleId && role.Text("permissions") is not null)
        {
            _roles[roleId] = role.PermissionBits("permissions");
        }
    }

    public void RemoveRole(string role) => _roles.Remove(role);

    /// <returns>The channel's id; null where the data is not a channel.</returns>
    public string? SetChannel(JsonElement data)
    {
        if (ChannelState.Parse(data) is not { } channel)
        {
            return null;
        }

        _channels[channel.Id] = channel;
        return channel.Id;
    }

    /// <summary>Removes the channel and its threads.</summary>
    public void RemoveChannel(string channel)
    {
        _channels.Remove(channel);
        foreach (var thread in ThreadIds(channel))
        {
            _channels.Remove(thread);
        }
    }

    public IReadOnlyList<string> ThreadIds(string channel) =>
        [.. _channels.Values.Where(thread => thread.IsThread && thread.ParentId == channel).Select(thread => thread.Id)];

    /// <summary>Records the bot's roles and until when it is timed out.</summary>
    public void SetBotMember(JsonElement member)
    {
        _botRoles = [.. member.Items("roles").Where(role => role.ValueKind == JsonValueKind.String).Select(role => role.GetString()!)];
        _timedOutUntil = DateTimeOffset.TryParse(member.Text("communication_disabled_until"), CultureInfo.InvariantCulture, out var until)
            ? until
            : default;
    }

    /// <returns>The permissions that posting in the channel needs and the bot lacks. None where the bot's roles, or the role @everyone
    /// (whose id is the guild's), are not known.</returns>
    public DiscordPermissions MissingPermissions(ChannelState channel, string? botUserId, DateTimeOffset now)
    {
        if (botUserId is null || _botRoles is null || !_roles.ContainsKey(Id))
        {
            return DiscordPermissions.None;
        }

        var send = channel.IsThread ? DiscordPermissions.SendMessagesInThreads : DiscordPermissions.SendMessages;
        var needed = DiscordPermissions.ViewChannel | DiscordPermissions.EmbedLinks | send;
        return needed & ~EffectivePermissions(channel, _botRoles, botUserId, now);
    }

    // https://docs.discord.com/developers/topics/permissions#permission-overwrites: first the guild's roles, then the channel's
    // overwrites for @everyone, for all of the bot's roles together, and for the bot. A thread has the overwrites of its channel.
    private DiscordPermissions EffectivePermissions(ChannelState channel, HashSet<string> botRoles, string botUserId, DateTimeOffset now)
    {
        if (botUserId == _ownerId)
        {
            return DiscordPermissions.All;
        }

        var allowed = botRoles.Append(Id).Aggregate(DiscordPermissions.None, (all, role) => all | _roles.GetValueOrDefault(role));
        if (allowed.HasFlag(DiscordPermissions.Administrator))
        {
            return DiscordPermissions.All;
        }

        var overwrites = (channel.IsThread && channel.ParentId is { } parent ? FindChannel(parent) ?? channel : channel).Overwrites;
        allowed = ApplyOverwrites(allowed, overwrites.Where(overwrite => !overwrite.IsMember && overwrite.Id == Id));
        allowed = ApplyOverwrites(allowed,
            overwrites.Where(overwrite => !overwrite.IsMember && overwrite.Id != Id && botRoles.Contains(overwrite.Id)));
        allowed = ApplyOverwrites(allowed, overwrites.Where(overwrite => overwrite.IsMember && overwrite.Id == botUserId));
        return now < _timedOutUntil ? allowed & (DiscordPermissions.ViewChannel | DiscordPermissions.ReadMessageHistory) : allowed;
    }

    private static DiscordPermissions ApplyOverwrites(DiscordPermissions allowed, IEnumerable<ChannelState.PermissionOverwrite> overwrites)
    {
        var allow = DiscordPermissions.None;
        var deny = DiscordPermissions.None;
        foreach (var overwrite in overwrites)
        {
            allow |= overwrite.Allow;
            deny |= overwrite.Deny;
        }

        return (allowed & ~deny) | allow;
    }
}
