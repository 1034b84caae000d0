using System.Globalization;
using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Guilds;

/// <summary>Reads JSON fields in Discord's own formats.</summary>
internal static class DiscordJsonFields
{
    /// <summary>Reads permissions, which are a decimal number in a string; anything else is none.</summary>
    public static DiscordPermissions PermissionBits(this JsonElement data, string name) =>
        ulong.TryParse(data.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            ? (DiscordPermissions)bits
            : DiscordPermissions.None;
}
