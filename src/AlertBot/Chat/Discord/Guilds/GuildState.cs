using System.Globalization;
using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Guilds;

/// <summary>One guild as Discord told of it, and the reckoning of what the bot may do in its channels. Not thread-safe.</summary>
internal sealed class GuildState
{
    private readonly Dictionary<string, DiscordPermissions> _roles = [];
    private readonly Dictionary<string, ChannelState> _channels = [];
    private HashSet<string>? _botRoles;
    private string? _ownerId;
    private DateTimeOffset _timedOutUntil;

    public GuildState(string id) => (Id, Name) = (id, id);

    public string Id { get; }

    /// <summary>Its id until it is told.</summary>
    public string Name { get; private set; }

    /// <summary>Where Discord itself greets new members; null: nowhere.</summary>
    public string? SystemChannelId { get; private set; }

    public IEnumerable<ChannelState> Channels => _channels.Values;

    public ChannelState? FindChannel(string channel) => _channels.GetValueOrDefault(channel);

    /// <summary>GUILD_CREATE tells everything, GUILD_UPDATE the guild itself and its roles.</summary>
    public void Update(JsonElement data, string? self)
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

        foreach (var member in data.Items("members").Where(member => self is not null && member.Field("user")?.Text("id") == self))
        {
            SetBotMember(member);
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

    public string? SetChannel(JsonElement data)
    {
        if (ChannelState.Parse(data) is not { } channel)
        {
            return null;
        }

        _channels[channel.Id] = channel;
        return channel.Id;
    }

    /// <summary>Its threads go with it.</summary>
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

    /// <summary>The bot's own member: its roles, and whether it was silenced (timed out).</summary>
    public void SetBotMember(JsonElement member)
    {
        _botRoles = [.. member.Items("roles").Where(role => role.ValueKind == JsonValueKind.String).Select(role => role.GetString()!)];
        _timedOutUntil = DateTimeOffset.TryParse(member.Text("communication_disabled_until"), CultureInfo.InvariantCulture, out var until)
            ? until : default;
    }

    /// <returns>Of what posting there needs, what the bot has not; none where its own roles, or the role of everyone, which has the guild's
    /// id, are not known.</returns>
    public DiscordPermissions MissingPermissions(ChannelState channel, string? self, DateTimeOffset now)
    {
        var needed = DiscordPermissions.ViewChannel | DiscordPermissions.EmbedLinks | (channel.IsThread
            ? DiscordPermissions.SendMessagesInThreads : DiscordPermissions.SendMessages);
        return self is null || _botRoles is null || !_roles.ContainsKey(Id) ? DiscordPermissions.None
            : needed & ~EffectivePermissions(channel, self, now);
    }

    // https://docs.discord.com/developers/topics/permissions#permission-overwrites: the guild's roles, then the channel's
    // overwrites for everyone, for the roles together, for the member. A thread has its channel's.
    private DiscordPermissions EffectivePermissions(ChannelState channel, string self, DateTimeOffset now)
    {
        if (self == _ownerId)
        {
            return DiscordPermissions.All;
        }

        var allowed = _botRoles!.Append(Id).Aggregate(DiscordPermissions.None, (all, role) => all | _roles.GetValueOrDefault(role));
        if (allowed.HasFlag(DiscordPermissions.Administrator))
        {
            return DiscordPermissions.All;
        }

        var place = channel.IsThread && channel.ParentId is { } parent ? FindChannel(parent) ?? channel : channel;
        allowed = ApplyOverwrites(allowed, place.Overwrites.Where(overwrite => !overwrite.IsMember && overwrite.Id == Id));
        allowed = ApplyOverwrites(allowed,
            place.Overwrites.Where(overwrite => !overwrite.IsMember && overwrite.Id != Id && _botRoles!.Contains(overwrite.Id)));
        allowed = ApplyOverwrites(allowed, place.Overwrites.Where(overwrite => overwrite.IsMember && overwrite.Id == self));
        return now < _timedOutUntil ? allowed & (DiscordPermissions.ViewChannel | DiscordPermissions.ReadMessageHistory) : allowed;
    }

    private static DiscordPermissions ApplyOverwrites(DiscordPermissions allowed, IEnumerable<ChannelState.PermissionOverwrite> overwrites)
    {
        var (allow, deny) = overwrites.Aggregate((DiscordPermissions.None, DiscordPermissions.None),
            (sum, next) => (sum.Item1 | next.Allow, sum.Item2 | next.Deny));
        return (allowed & ~deny) | allow;
    }
}
