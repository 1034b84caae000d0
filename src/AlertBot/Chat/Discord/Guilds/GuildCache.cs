using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Guilds;

/// <summary>
/// What the gateway told of the guilds the bot is in: their channels, and what the bot may do there. In memory: each connection tells it
/// anew.
/// </summary>
internal sealed class GuildCache(TimeProvider time)
{
    /// <summary>A refusal may have had a reason that no event tells of, so it is not held for ever.</summary>
    private static readonly TimeSpan RefusalLifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, GuildState> _guilds = [];
    private readonly Dictionary<string, string> _guildByChannel = [];
    private readonly Dictionary<string, (string Reason, DateTimeOffset Until)> _refusals = [];
    private string? _botUserId;

    /// <returns>Null for a channel that no guild has told of.</returns>
    public DiscordChannel? FindChannel(string channel)
    {
        lock (_lock)
        {
            return Locate(channel) is var (guild, memory) ? ToDiscordChannel(guild, memory) : null;
        }
    }

    /// <returns>Why nothing can be posted in the channel now, with the mend (“AlertBot may not post in #news: give it Send Messages and
    /// Embed Links”); null where it may, or where nothing is known.</returns>
    public string? FindPostingProblem(string channel)
    {
        lock (_lock)
        {
            return DescribePostingProblem(channel)
                ?? (_refusals.TryGetValue(channel, out var refusal) && time.GetUtcNow() < refusal.Until ? refusal.Reason : null);
        }
    }

    /// <summary>
    /// Discord refused a post there (403): it is not tried again until the guild changes, for refused requests count towards a ban.
    /// </summary>
    public void RecordRefusal(string channel, string reason)
    {
        lock (_lock)
        {
            _refusals[channel] = (reason, time.GetUtcNow() + RefusalLifetime);
        }
    }

    /// <returns>What posting there needs and the bot has not, in Discord's words; empty where it may, or where nothing is known.</returns>
    public IReadOnlyList<string> MissingPermissions(string channel)
    {
        lock (_lock)
        {
            return Locate(channel) is var (guild, memory) ? PermissionNames.ToNames(Missing(guild, memory), memory.IsForum) : [];
        }
    }

    /// <returns>The ids of the guilds that have told of themselves.</returns>
    public IReadOnlyList<string> GuildIds()
    {
        lock (_lock)
        {
            return [.. _guilds.Keys];
        }
    }

    /// <returns>Null for a guild that has not told of itself.</returns>
    public string? FindGuildName(string guild)
    {
        lock (_lock)
        {
            return _guilds.GetValueOrDefault(guild)?.Name;
        }
    }

    /// <returns>Channels and threads of the guild that messages or posts can be sent to, as its members see them ordered.</returns>
    public IReadOnlyList<DiscordChannel> PostableChannels(string guild)
    {
        lock (_lock)
        {
            return !_guilds.TryGetValue(guild, out var memory)
                ? []
                : [.. memory.Channels.Where(channel => !channel.IsContainer).OrderBy(channel => channel.IsThread)
                    .ThenBy(channel => channel.Position).ThenBy(channel => channel.Id.Length)
                    .ThenBy(channel => channel.Id, StringComparer.Ordinal).Select(channel => ToDiscordChannel(guild, channel))];
        }
    }

    /// <returns>The channel and its threads: what is gone when it is deleted.</returns>
    public IReadOnlyList<string> ChannelAndThreadIds(string channel)
    {
        lock (_lock)
        {
            return Locate(channel) is var (guild, _) ? [channel, .. _guilds[guild].ThreadIds(channel)] : [channel];
        }
    }

    /// <returns>Where to say hello: the guild's system channel, else its first text channel where the bot may post; null:
    /// nowhere.</returns>
    public DiscordChannel? FindGreetingChannel(string guild)
    {
        lock (_lock)
        {
            if (!_guilds.TryGetValue(guild, out var memory))
            {
                return null;
            }

            var channel = memory.Channels
                .Where(channel => channel.IsText && Missing(guild, channel) == DiscordPermissions.None)
                .OrderBy(channel => channel.Id != memory.SystemChannelId).ThenBy(channel => channel.Position)
                .FirstOrDefault();
            return channel is null ? null : ToDiscordChannel(guild, channel);
        }
    }

    /// <summary>Who the bot is, where READY does not tell it.</summary>
    /// <param name="self">Its user's id.</param>
    public void SetBotUserId(string self)
    {
        lock (_lock)
        {
            _botUserId = self;
        }
    }

    /// <summary>The bot's own member of a guild, where it is told apart from events.</summary>
    public void SetBotMember(string guild, JsonElement member)
    {
        lock (_lock)
        {
            _guilds.GetValueOrDefault(guild)?.SetBotMember(member);
            ClearRefusals(guild);
        }
    }

    /// <summary>Takes what the gateway tells of guilds; other events are left alone.</summary>
    public void Apply(string name, JsonElement data)
    {
        lock (_lock)
        {
            if (name == "READY")
            {
                ApplyReady(data);
            }
            else if (name is "GUILD_CREATE" or "GUILD_UPDATE" or "GUILD_DELETE")
            {
                ApplyGuildEvent(name, data);
            }
            else if (data.Text("guild_id") is { } guild && _guilds.TryGetValue(guild, out var memory)
                && ApplyGuildChange(name, data, guild, memory))
            {
                ClearRefusals(guild);
            }
        }
    }

    // A new session tells every guild again; those it does not name have been left meanwhile.
    private void ApplyReady(JsonElement data)
    {
        _botUserId = data.Field("user")?.Text("id") ?? _botUserId;
        var named = data.Items("guilds").Select(guild => guild.Text("id")).ToHashSet();
        foreach (var gone in _guilds.Keys.Where(guild => !named.Contains(guild)).ToList())
        {
            RemoveGuild(gone);
        }
    }

    private void ApplyGuildEvent(string name, JsonElement data)
    {
        // An outage of Discord's: the guild comes back as it was.
        if (data.Text("id") is not { } id || data.Flag("unavailable"))
        {
            return;
        }

        if (name == "GUILD_DELETE")
        {
            RemoveGuild(id);
            return;
        }

        var memory = name == "GUILD_CREATE" ? new GuildState(id) : _guilds.GetValueOrDefault(id);
        if (memory is null)
        {
            return;
        }

        if (name == "GUILD_CREATE")
        {
            RemoveGuild(id);
            _guilds[id] = memory;
        }

        memory.Update(data, _botUserId);
        foreach (var channel in memory.Channels)
        {
            _guildByChannel[channel.Id] = id;
        }

        ClearRefusals(id);
    }

    /// <returns>Whether it tells of something that posting depends on.</returns>
    private bool ApplyGuildChange(string name, JsonElement data, string guild, GuildState memory)
    {
        switch (name)
        {
            case "CHANNEL_CREATE" or "CHANNEL_UPDATE" or "THREAD_CREATE" or "THREAD_UPDATE":
                IndexChannel(guild, memory.SetChannel(data));
                return true;
            case "THREAD_LIST_SYNC":
                foreach (var thread in data.Items("threads"))
                {
                    IndexChannel(guild, memory.SetChannel(thread));
                }

                return true;
            case "CHANNEL_DELETE" or "THREAD_DELETE" when data.Text("id") is { } channel:
                foreach (var gone in memory.ThreadIds(channel).Append(channel))
                {
                    _guildByChannel.Remove(gone);
                }

                memory.RemoveChannel(channel);
                return true;
            case "GUILD_ROLE_CREATE" or "GUILD_ROLE_UPDATE" when data.Field("role") is { } role:
                memory.SetRole(role);
                return true;
            case "GUILD_ROLE_DELETE" when data.Text("role_id") is { } role:
                memory.RemoveRole(role);
                return true;
            case "GUILD_MEMBER_UPDATE" when data.Field("user")?.Text("id") is { } user && user == _botUserId:
                memory.SetBotMember(data);
                return true;
            default:
                return false;
        }
    }

    private void IndexChannel(string guild, string? channel)
    {
        if (channel is not null)
        {
            _guildByChannel[channel] = guild;
        }
    }

    private void RemoveGuild(string guild)
    {
        ClearRefusals(guild);
        if (_guilds.Remove(guild, out var memory))
        {
            foreach (var channel in memory.Channels)
            {
                _guildByChannel.Remove(channel.Id);
            }
        }
    }

    private void ClearRefusals(string guild)
    {
        foreach (var channel in _refusals.Keys.Where(channel => _guildByChannel.GetValueOrDefault(channel, guild) == guild).ToList())
        {
            _refusals.Remove(channel);
        }
    }

    private (string Guild, ChannelState Memory)? Locate(string channel) =>
        _guildByChannel.TryGetValue(channel, out var guild) && _guilds[guild].FindChannel(channel) is { } memory ? (guild, memory) : null;

    private DiscordPermissions Missing(string guild, ChannelState channel) =>
        _guilds[guild].MissingPermissions(channel, _botUserId, time.GetUtcNow());

    private string? DescribePostingProblem(string channel)
    {
        if (Locate(channel) is not var (guild, memory))
        {
            return null;
        }

        if (memory.IsContainer)
        {
            return $"{memory.Name} holds channels, not messages: choose one of its channels";
        }

        if (memory.IsLocked)
        {
            return $"the thread #{memory.Name} is locked: unlock it, or subscribe another channel";
        }

        var missing = PermissionNames.ToNames(Missing(guild, memory), memory.IsForum);
        return missing.Count == 0 ? null : $"AlertBot may not post in #{memory.Name}: give it {PermissionNames.JoinNames(missing)}";
    }

    private static DiscordChannel ToDiscordChannel(string guild, ChannelState channel) =>
        new(channel.Id, guild, channel.Name, channel.IsForum) { IsThread = channel.IsThread };
}

/// <summary>A channel or thread of a guild.</summary>
/// <param name="Name">Without the #.</param>
/// <param name="IsForum">Takes posts (threads), not messages.</param>
internal sealed record DiscordChannel(string Id, string Guild, string Name, bool IsForum)
{
    public bool IsThread { get; init; }
}
