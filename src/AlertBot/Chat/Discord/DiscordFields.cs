using System.Globalization;
using System.Text.Json;

namespace AlertBot.Chat.Discord;

/// <summary>Reads what only Discord writes so.</summary>
internal static class DiscordJsonFields
{
    /// <summary>Permissions are written as a decimal number in a string.</summary>
    public static DiscordPermissions PermissionBits(this JsonElement data, string name) =>
        ulong.TryParse(data.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? (DiscordPermissions)bits : DiscordPermissions.None;
}
