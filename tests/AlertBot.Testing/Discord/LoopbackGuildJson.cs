using System.Globalization;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Discord;

/// <summary>Writes guilds, channels and roles in Discord's JSON.</summary>
internal static class LoopbackGuildJson
{
    /// <summary>As in GET /guilds/{id} and GUILD_UPDATE.</summary>
    public static JsonObject Guild(LoopbackGuild guild) => new()
    {
        ["id"] = guild.Id,
        ["name"] = guild.Name,
        ["owner_id"] = guild.OwnerId,
        ["system_channel_id"] = guild.SystemChannelId,
        ["roles"] = new JsonArray([Role(new LoopbackRole(guild.Id, "@everyone", guild.EveryonePermissions)), .. guild.Roles.Select(Role)]),
    };

    /// <summary>As in GUILD_CREATE: with channels, threads and the bot's member.</summary>
    public static JsonObject GuildCreate(LoopbackGuild guild, string bot)
    {
        var json = Guild(guild);
        json["unavailable"] = false;
        json["members"] = new JsonArray(Member(["7"], "1401000000000000009"), Member(guild.BotRoles, bot));
        json["channels"] = new JsonArray([.. guild.Channels.Select(channel => Channel(guild, channel, bot))]);
        json["threads"] = new JsonArray([.. guild.Threads.Select(thread => Channel(guild, thread, bot))]);

        // In GUILD_CREATE Discord leaves the guild's id out of its channels.
        foreach (var channel in json["channels"]!.AsArray().Concat(json["threads"]!.AsArray()))
        {
            channel!.AsObject().Remove("guild_id");
        }

        return json;
    }

    public static JsonObject Channel(LoopbackGuild guild, LoopbackGuildChannel channel, string bot)
    {
        var json = new JsonObject
        {
            ["id"] = channel.Id,
            ["guild_id"] = guild.Id,
            ["name"] = channel.Name,
            ["type"] = channel.Type,
            ["parent_id"] = channel.ParentId
        };
        if (channel.Type is 10 or 11 or 12)
        {
            json["thread_metadata"] = new JsonObject { ["archived"] = false, ["locked"] = channel.IsLocked };
            return json;
        }

        var own = new LoopbackPermissionOverwrite(bot, 1, channel.Permissions, LoopbackGuild.DefaultPermissions & ~channel.Permissions);
        json["position"] = guild.Channels.IndexOf(channel);
        json["permission_overwrites"] = new JsonArray([.. (channel.Overwrites ?? [own]).Select(Overwrite)]);
        return json;
    }

    public static JsonObject Role(LoopbackRole role) =>
        new() { ["id"] = role.Id, ["name"] = role.Name, ["permissions"] = FormatPermissions(role.Permissions) };

    public static JsonObject Member(IEnumerable<string> roles, string user) => new()
    {
        ["user"] = new JsonObject { ["id"] = user, ["username"] = $"user-{user}" },
        ["roles"] = new JsonArray([.. roles.Select(role => (JsonNode)role)]),
        ["communication_disabled_until"] = null,
    };

    private static JsonObject Overwrite(LoopbackPermissionOverwrite overwrite) => new()
    {
        ["id"] = overwrite.Id,
        ["type"] = overwrite.Type,
        ["allow"] = FormatPermissions(overwrite.Allow),
        ["deny"] = FormatPermissions(overwrite.Deny),
    };

    private static string FormatPermissions(long permissions) => permissions.ToString(CultureInfo.InvariantCulture);
}
