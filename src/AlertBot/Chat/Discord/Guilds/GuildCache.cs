using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Guilds;

/// <summary>
/// The guilds of the bot, with their channels and the bot's permissions, from the gateway's events. Thread-safe. Kept in memory: each
/// session sends all guilds again.
/// </summary>
internal sealed class GuildCache(TimeProvider time)
{
    /// <summary>How long a refusal counts: its cause may end without an event.</summary>
    private static readonly TimeSpan RefusalLifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, GuildState> _guilds = [];
    private readonly Dictionary<string, string> _guildByChannel = [];
    private readonly Dictionary<string, (string Reason, DateTimeOffset Until)> _refusals = [];
    private string? _botUserId;

    /// <returns>Null for a channel of no known guild.</returns>
    public DiscordChannel? FindChannel(string channel)
    {
        lock (_lock)
        {
            return Locate(channel) is var (guild, state) ? ToDiscordChannel(guild, state) : null;
        }
    }

    /// <returns>Why the bot cannot post in the channel and how to fix it (“AlertBot may not post in #news: give it Send Messages and Embed
    /// Links”); null where it can, or where the channel is not known.</returns>
    public string? FindPostingProblem(string channel)
    {
        lock (_lock)
        {
            return DescribePostingProblem(channel)
                ?? (_refusals.TryGetValue(channel, out var refusal) && time.GetUtcNow() < refusal.Until ? refusal.Reason : null);
        }
    }

    /// <summary>
    /// Discord refused a post there (403). The next attempt waits until the guild changes, because refused requests count towards a ban.
    /// </summary>
    public void RecordRefusal(string channel, string reason)
    {
        lock (_lock)
        {
            _refusals[channel] = (reason, time.GetUtcNow() + RefusalLifetime);
        }
    }

    /// <returns>The names of the permissions that posting needs and the bot lacks; empty where it lacks none, or where the channel is not
    /// known.</returns>
    public IReadOnlyList<string> MissingPermissions(string channel)
    {
        lock (_lock)
        {
            return Locate(channel) is var (guild, state) ? PermissionNames.ToNames(Missing(guild, state), state.IsForum) : [];
        }
    }

    /// <returns>The ids of the known guilds.</returns>
    public IReadOnlyList<string> GuildIds()
    {
        lock (_lock)
        {
            return [.. _guilds.Keys];
        }
    }

    /// <returns>Null for a guild that is not known.</returns>
    public string? FindGuildName(string guild)
    {
        lock (_lock)
        {
            return _guilds.GetValueOrDefault(guild)?.Name;
        }
    }

    /// <returns>The channels and threads of the guild that can hold messages or posts, in the order of Discord's channel list.</returns>
    public IReadOnlyList<DiscordChannel> PostableChannels(string guild)
    {
        lock (_lock)
        {
            return _guilds.TryGetValue(guild, out var state)
                ? [.. state.Channels.Where(channel => !channel.IsContainer)
                    .OrderBy(channel => channel.IsThread)
                    .ThenBy(channel => channel.Position)
                    .ThenBy(channel => channel.Id.Length)
                    .ThenBy(channel => channel.Id, StringComparer.Ordinal)
                    .Select(channel => ToDiscordChannel(guild, channel))]
                : [];
        }
    }

    /// <returns>The channel and its threads, which are deleted with it.</returns>
    public IReadOnlyList<string> ChannelAndThreadIds(string channel)
    {
        lock (_lock)
        {
            return Locate(channel) is var (guild, _) ? [channel, .. _guilds[guild].ThreadIds(channel)] : [channel];
        }
    }

    /// <returns>The channel for the greeting: the guild's system channel, else the first text channel where the bot may post; null:
    /// none.</returns>
    public DiscordChannel? FindGreetingChannel(string guild)
    {
        lock (_lock)
        {
            if (!_guilds.TryGetValue(guild, out var state))
            {
                return null;
            }

            var channel = state.Channels
                .Where(channel => channel.IsText && Missing(guild, channel) == DiscordPermissions.None)
                .OrderBy(channel => channel.Id != state.SystemChannelId)
                .ThenBy(channel => channel.Position)
                .FirstOrDefault();
            return channel is null ? null : ToDiscordChannel(guild, channel);
        }
    }

    /// <summary>Sets the bot user's id where there is no READY, as in <see cref="DiscordProbe"/>.</summary>
    public void SetBotUserId(string botUserId)
    {
        lock (_lock)
        {
            _botUserId = botUserId;
        }
    }

    /// <summary>Sets the bot's member of a guild where there are no events, as in <see cref="DiscordProbe"/>.</summary>
    public void SetBotMember(string guild, JsonElement member)
    {
        lock (_lock)
        {
            _guilds.GetValueOrDefault(guild)?.SetBotMember(member);
            ClearRefusals(guild);
        }
    }

    /// <summary>Applies an event that concerns guilds; others are ignored.</summary>
    public void Apply(string eventName, JsonElement data)
    {
        lock (_lock)
        {
            if (eventName == "READY")
            {
                ApplyReady(data);
            }
            else if (eventName is "GUILD_CREATE" or "GUILD_UPDATE" or "GUILD_DELETE")
            {
                ApplyGuildEvent(eventName, data);
            }
            else if (data.Text("guild_id") is { } id
                && _guilds.TryGetValue(id, out var guild)
                && ApplyGuildChange(eventName, data, guild))
            {
                ClearRefusals(id);
            }
        }
    }

    // A new session names all guilds of the bot: it was removed from the others.
    private void ApplyReady(JsonElement data)
    {
        _botUserId = data.Field("user")?.Text("id") ?? _botUserId;
        var named = data.Items("guilds").Select(guild => guild.Text("id")).ToHashSet();
        foreach (var guild in _guilds.Keys.Where(guild => !named.Contains(guild)).ToList())
        {
            RemoveGuild(guild);
        }
    }

    private void ApplyGuildEvent(string eventName, JsonElement data)
    {
        // Unavailable means an outage at Discord: the guild comes back unchanged.
        if (data.Text("id") is not { } id || data.Flag("unavailable"))
        {
            return;
        }

        if (eventName == "GUILD_DELETE")
        {
            RemoveGuild(id);
            return;
        }

        var guild = eventName == "GUILD_CREATE" ? new GuildState(id) : _guilds.GetValueOrDefault(id);
        if (guild is null)
        {
            return;
        }

        if (eventName == "GUILD_CREATE")
        {
            RemoveGuild(id);
            _guilds[id] = guild;
        }

        guild.Update(data, _botUserId);
        foreach (var channel in guild.Channels)
        {
            _guildByChannel[channel.Id] = id;
        }

        ClearRefusals(id);
    }

    /// <returns>Whether the event may change the bot's permissions.</returns>
    private bool ApplyGuildChange(string eventName, JsonElement data, GuildState guild)
    {
        switch (eventName)
        {
            case "CHANNEL_CREATE" or "CHANNEL_UPDATE" or "THREAD_CREATE" or "THREAD_UPDATE":
                IndexChannel(guild.Id, guild.SetChannel(data));
                return true;
            case "THREAD_LIST_SYNC":
                foreach (var thread in data.Items("threads"))
                {
                    IndexChannel(guild.Id, guild.SetChannel(thread));
                }

                return true;
            case "CHANNEL_DELETE" or "THREAD_DELETE" when data.Text("id") is { } channel:
                foreach (var deleted in guild.ThreadIds(channel).Append(channel))
                {
                    _guildByChannel.Remove(deleted);
                }

                guild.RemoveChannel(channel);
                return true;
            case "GUILD_ROLE_CREATE" or "GUILD_ROLE_UPDATE" when data.Field("role") is { } role:
                guild.SetRole(role);
                return true;
            case "GUILD_ROLE_DELETE" when data.Text("role_id") is { } role:
                guild.RemoveRole(role);
                return true;
            case "GUILD_MEMBER_UPDATE" when data.Field("user")?.Text("id") is { } user && user == _botUserId:
                guild.SetBotMember(data);
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

    private void RemoveGuild(string id)
    {
        ClearRefusals(id);
        if (_guilds.Remove(id, out var guild))
        {
            foreach (var channel in guild.Channels)
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

    private (string Guild, ChannelState State)? Locate(string channel) =>
        _guildByChannel.TryGetValue(channel, out var guild) && _guilds[guild].FindChannel(channel) is { } state ? (guild, state) : null;

    private DiscordPermissions Missing(string guild, ChannelState channel) =>
        _guilds[guild].MissingPermissions(channel, _botUserId, time.GetUtcNow());

    private string? DescribePostingProblem(string channel)
    {
        if (Locate(channel) is not var (guild, state))
        {
            return null;
        }

        if (state.IsContainer)
        {
            return $"{state.Name} holds channels, not messages: choose one of its channels";
        }

        if (state.IsLocked)
        {
            return $"the thread #{state.Name} is locked: unlock it, or subscribe another channel";
        }

        var missing = PermissionNames.ToNames(Missing(guild, state), state.IsForum);
        return missing.Count == 0 ? null : $"AlertBot may not post in #{state.Name}: give it {PermissionNames.JoinNames(missing)}";
    }

    private static DiscordChannel ToDiscordChannel(string guild, ChannelState channel) =>
        new(channel.Id, guild, channel.Name, channel.IsForum) { IsThread = channel.IsThread };
}

/// <summary>A channel or thread of a guild.</summary>
/// <param name="Name">Without the #.</param>
/// <param name="IsForum">It holds posts (threads), not messages.</param>
internal sealed record DiscordChannel(string Id, string Guild, string Name, bool IsForum)
{
    public bool IsThread { get; init; }
}
