using System.Globalization;
using System.Text.Json;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Guilds;

/// <summary>Reads what only Discord writes so.</summary>
internal static class DiscordJsonFields
{
    /// <summary>Permissions are written as a decimal number in a string.</summary>
    public static DiscordPermissions PermissionBits(this JsonElement data, string name) =>
        ulong.TryParse(data.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? (DiscordPermissions)bits
            : DiscordPermissions.None;
}
