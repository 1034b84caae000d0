using System.Globalization;
using System.Text.Json;

namespace AlertBot.Chat.Discord;

/// <summary>One guild as Discord told of it, and the reckoning of what the bot may do in its channels. Not thread-safe.</summary>
internal sealed class GuildMemory
{
    private readonly Dictionary<string, Permissions> _roles = [];
    private readonly Dictionary<string, ChannelMemory> _channels = [];
    private HashSet<string>? _myRoles;
    private string? _owner;
    private DateTimeOffset _silencedUntil;

    public GuildMemory(string id) => (Id, Name) = (id, id);

    public string Id { get; }

    /// <summary>Its id until it is told.</summary>
    public string Name { get; private set; }

    /// <summary>Where Discord itself greets new members; null: nowhere.</summary>
    public string? SystemChannel { get; private set; }

    public IEnumerable<ChannelMemory> Channels => _channels.Values;

    public ChannelMemory? Channel(string channel) => _channels.GetValueOrDefault(channel);

    /// <summary>GUILD_CREATE tells everything, GUILD_UPDATE the guild itself and its roles.</summary>
    public void Update(JsonElement data, string? self)
    {
        Name = data.Text("name") ?? Name;
        _owner = data.Text("owner_id") ?? _owner;
        SystemChannel = data.Text("system_channel_id");
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
            SetSelf(member);
        }
    }

    public void SetRole(JsonElement role)
    {
        if (role.Text("id") is { } roleId && role.Text("permissions") is not null)
        {
            _roles[roleId] = role.Bits("permissions");
        }
    }

    public void RemoveRole(string role) => _roles.Remove(role);

    public string? SetChannel(JsonElement data)
    {
        if (ChannelMemory.Read(data) is not { } channel)
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
        foreach (var thread in Threads(channel))
        {
            _channels.Remove(thread);
        }
    }

    public IReadOnlyList<string> Threads(string channel) => [.. _channels.Values.Where(thread => thread.IsThread && thread.Parent == channel).Select(thread => thread.Id)];

    /// <summary>The bot's own member: its roles, and whether it was silenced (timed out).</summary>
    public void SetSelf(JsonElement member)
    {
        _myRoles = [.. member.Items("roles").Where(role => role.ValueKind == JsonValueKind.String).Select(role => role.GetString()!)];
        _silencedUntil = DateTimeOffset.TryParse(member.Text("communication_disabled_until"), CultureInfo.InvariantCulture, out var until) ? until : default;
    }

    /// <returns>Of what posting there needs, what the bot has not; none where its own roles, or the role of everyone, which has the guild's id, are not known.</returns>
    public Permissions Missing(ChannelMemory channel, string? self, DateTimeOffset now)
    {
        var needed = Permissions.ViewChannel | Permissions.EmbedLinks | (channel.IsThread ? Permissions.SendMessagesInThreads : Permissions.SendMessages);
        return self is null || _myRoles is null || !_roles.ContainsKey(Id) ? Permissions.None : needed & ~Allowed(channel, self, now);
    }

    // https://docs.discord.com/developers/topics/permissions#permission-overwrites: the guild's roles, then the channel's
    // overwrites for everyone, for the roles together, for the member. A thread has its channel's.
    private Permissions Allowed(ChannelMemory channel, string self, DateTimeOffset now)
    {
        if (self == _owner)
        {
            return Permissions.All;
        }

        var allowed = _myRoles!.Append(Id).Aggregate(Permissions.None, (all, role) => all | _roles.GetValueOrDefault(role));
        if (allowed.HasFlag(Permissions.Administrator))
        {
            return Permissions.All;
        }

        var place = channel.IsThread && channel.Parent is { } parent ? Channel(parent) ?? channel : channel;
        allowed = Apply(allowed, place.Overwrites.Where(overwrite => !overwrite.IsMember && overwrite.Id == Id));
        allowed = Apply(allowed, place.Overwrites.Where(overwrite => !overwrite.IsMember && overwrite.Id != Id && _myRoles!.Contains(overwrite.Id)));
        allowed = Apply(allowed, place.Overwrites.Where(overwrite => overwrite.IsMember && overwrite.Id == self));
        return now < _silencedUntil ? allowed & (Permissions.ViewChannel | Permissions.ReadMessageHistory) : allowed;
    }

    private static Permissions Apply(Permissions allowed, IEnumerable<ChannelMemory.Overwrite> overwrites)
    {
        var (allow, deny) = overwrites.Aggregate((Permissions.None, Permissions.None), (sum, next) => (sum.Item1 | next.Allow, sum.Item2 | next.Deny));
        return (allowed & ~deny) | allow;
    }
}
