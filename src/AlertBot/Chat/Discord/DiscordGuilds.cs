using System.Text.Json;

namespace AlertBot.Chat.Discord;

/// <summary>What the gateway told of the guilds the bot is in: their channels, and what the bot may do there. In memory: each connection tells it anew.</summary>
internal sealed class DiscordGuilds(TimeProvider time)
{
    /// <summary>A refusal may have had a reason that no event tells of, so it is not held for ever.</summary>
    private static readonly TimeSpan RefusalHolds = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, GuildMemory> _guilds = [];
    private readonly Dictionary<string, string> _guildOf = [];
    private readonly Dictionary<string, (string Reason, DateTimeOffset Until)> _refused = [];
    private string? _self;

    /// <returns>Null for a channel that no guild has told of.</returns>
    public DiscordChannel? Find(string channel)
    {
        lock (_lock)
        {
            return Locate(channel) is var (guild, memory) ? Describe(guild, memory) : null;
        }
    }

    /// <returns>Why nothing can be posted in the channel now, with the mend (“AlertBot may not post in #news: give it Send Messages and Embed Links”); null where it may, or where nothing is known.</returns>
    public string? WhyNotPost(string channel)
    {
        lock (_lock)
        {
            return WhyNot(channel) ?? (_refused.TryGetValue(channel, out var refusal) && time.GetUtcNow() < refusal.Until ? refusal.Reason : null);
        }
    }

    /// <summary>Discord refused a post there (403): it is not tried again until the guild changes, for refused requests count towards a ban.</summary>
    public void NoteRefused(string channel, string reason)
    {
        lock (_lock)
        {
            _refused[channel] = (reason, time.GetUtcNow() + RefusalHolds);
        }
    }

    /// <returns>What posting there needs and the bot has not, in Discord's words; empty where it may, or where nothing is known.</returns>
    public IReadOnlyList<string> MissingPermissions(string channel)
    {
        lock (_lock)
        {
            return Locate(channel) is var (guild, memory) ? PermissionWords.Of(Missing(guild, memory), memory.IsForum) : [];
        }
    }

    /// <returns>The ids of the guilds that have told of themselves.</returns>
    public IReadOnlyList<string> Guilds()
    {
        lock (_lock)
        {
            return [.. _guilds.Keys];
        }
    }

    /// <returns>Null for a guild that has not told of itself.</returns>
    public string? GuildName(string guild)
    {
        lock (_lock)
        {
            return _guilds.GetValueOrDefault(guild)?.Name;
        }
    }

    /// <returns>Channels and threads of the guild that messages or posts can be sent to, as its members see them ordered.</returns>
    public IReadOnlyList<DiscordChannel> Channels(string guild)
    {
        lock (_lock)
        {
            return !_guilds.TryGetValue(guild, out var memory)
                ? []
                : [.. memory.Channels.Where(channel => !channel.TakesNothing).OrderBy(channel => channel.IsThread).ThenBy(channel => channel.Position).ThenBy(channel => channel.Id.Length).ThenBy(channel => channel.Id, StringComparer.Ordinal).Select(channel => Describe(guild, channel))];
        }
    }

    /// <returns>The channel and its threads: what is gone when it is deleted.</returns>
    public IReadOnlyList<string> WithThreads(string channel)
    {
        lock (_lock)
        {
            return Locate(channel) is var (guild, _) ? [channel, .. _guilds[guild].Threads(channel)] : [channel];
        }
    }

    /// <returns>Where to say hello: the guild's system channel, else its first text channel where the bot may post; null: nowhere.</returns>
    public DiscordChannel? Greeting(string guild)
    {
        lock (_lock)
        {
            if (!_guilds.TryGetValue(guild, out var memory))
            {
                return null;
            }

            var channel = memory.Channels
                .Where(channel => channel.IsText && Missing(guild, channel) == Permissions.None)
                .OrderBy(channel => channel.Id != memory.SystemChannel).ThenBy(channel => channel.Position)
                .FirstOrDefault();
            return channel is null ? null : Describe(guild, channel);
        }
    }

    /// <summary>Who the bot is, where READY does not tell it.</summary>
    /// <param name="self">Its user's id.</param>
    public void Know(string self)
    {
        lock (_lock)
        {
            _self = self;
        }
    }

    /// <summary>The bot's own member of a guild, where it is told apart from events.</summary>
    public void TakeSelf(string guild, JsonElement member)
    {
        lock (_lock)
        {
            _guilds.GetValueOrDefault(guild)?.SetSelf(member);
            ForgetRefusals(guild);
        }
    }

    /// <summary>Takes what the gateway tells of guilds; other events are left alone.</summary>
    public void Take(string name, JsonElement data)
    {
        lock (_lock)
        {
            if (name == "READY")
            {
                TakeReady(data);
            }
            else if (name is "GUILD_CREATE" or "GUILD_UPDATE" or "GUILD_DELETE")
            {
                TakeGuild(name, data);
            }
            else if (data.Text("guild_id") is { } guild && _guilds.TryGetValue(guild, out var memory) && TakeChange(name, data, guild, memory))
            {
                ForgetRefusals(guild);
            }
        }
    }

    // A new session tells every guild again; those it does not name have been left meanwhile.
    private void TakeReady(JsonElement data)
    {
        _self = data.Field("user")?.Text("id") ?? _self;
        var named = data.Items("guilds").Select(guild => guild.Text("id")).ToHashSet();
        foreach (var gone in _guilds.Keys.Where(guild => !named.Contains(guild)).ToList())
        {
            Forget(gone);
        }
    }

    private void TakeGuild(string name, JsonElement data)
    {
        // An outage of Discord's: the guild comes back as it was.
        if (data.Text("id") is not { } id || data.Flag("unavailable"))
        {
            return;
        }

        if (name == "GUILD_DELETE")
        {
            Forget(id);
            return;
        }

        var memory = name == "GUILD_CREATE" ? new GuildMemory(id) : _guilds.GetValueOrDefault(id);
        if (memory is null)
        {
            return;
        }

        if (name == "GUILD_CREATE")
        {
            Forget(id);
            _guilds[id] = memory;
        }

        memory.Update(data, _self);
        foreach (var channel in memory.Channels)
        {
            _guildOf[channel.Id] = id;
        }

        ForgetRefusals(id);
    }

    /// <returns>Whether it tells of something that posting depends on.</returns>
    private bool TakeChange(string name, JsonElement data, string guild, GuildMemory memory)
    {
        switch (name)
        {
            case "CHANNEL_CREATE" or "CHANNEL_UPDATE" or "THREAD_CREATE" or "THREAD_UPDATE":
                Remember(guild, memory.SetChannel(data));
                return true;
            case "THREAD_LIST_SYNC":
                foreach (var thread in data.Items("threads"))
                {
                    Remember(guild, memory.SetChannel(thread));
                }

                return true;
            case "CHANNEL_DELETE" or "THREAD_DELETE" when data.Text("id") is { } channel:
                foreach (var gone in memory.Threads(channel).Append(channel))
                {
                    _guildOf.Remove(gone);
                }

                memory.RemoveChannel(channel);
                return true;
            case "GUILD_ROLE_CREATE" or "GUILD_ROLE_UPDATE" when data.Field("role") is { } role:
                memory.SetRole(role);
                return true;
            case "GUILD_ROLE_DELETE" when data.Text("role_id") is { } role:
                memory.RemoveRole(role);
                return true;
            case "GUILD_MEMBER_UPDATE" when data.Field("user")?.Text("id") is { } user && user == _self:
                memory.SetSelf(data);
                return true;
            default:
                return false;
        }
    }

    private void Remember(string guild, string? channel)
    {
        if (channel is not null)
        {
            _guildOf[channel] = guild;
        }
    }

    private void Forget(string guild)
    {
        ForgetRefusals(guild);
        if (_guilds.Remove(guild, out var memory))
        {
            foreach (var channel in memory.Channels)
            {
                _guildOf.Remove(channel.Id);
            }
        }
    }

    private void ForgetRefusals(string guild)
    {
        foreach (var channel in _refused.Keys.Where(channel => _guildOf.GetValueOrDefault(channel, guild) == guild).ToList())
        {
            _refused.Remove(channel);
        }
    }

    private (string Guild, ChannelMemory Memory)? Locate(string channel) =>
        _guildOf.TryGetValue(channel, out var guild) && _guilds[guild].Channel(channel) is { } memory ? (guild, memory) : null;

    private Permissions Missing(string guild, ChannelMemory channel) => _guilds[guild].Missing(channel, _self, time.GetUtcNow());

    private string? WhyNot(string channel)
    {
        if (Locate(channel) is not var (guild, memory))
        {
            return null;
        }

        if (memory.TakesNothing)
        {
            return $"{memory.Name} holds channels, not messages: choose one of its channels";
        }

        if (memory.IsLocked)
        {
            return $"the thread #{memory.Name} is locked: unlock it, or subscribe another channel";
        }

        var missing = PermissionWords.Of(Missing(guild, memory), memory.IsForum);
        return missing.Count == 0 ? null : $"AlertBot may not post in #{memory.Name}: give it {PermissionWords.List(missing)}";
    }

    private static DiscordChannel Describe(string guild, ChannelMemory channel) => new(channel.Id, guild, channel.Name, channel.IsForum) { IsThread = channel.IsThread };
}

/// <summary>A channel or thread of a guild.</summary>
/// <param name="Name">Without the #.</param>
/// <param name="IsForum">Takes posts (threads), not messages.</param>
internal sealed record DiscordChannel(string Id, string Guild, string Name, bool IsForum)
{
    public bool IsThread { get; init; }
}
