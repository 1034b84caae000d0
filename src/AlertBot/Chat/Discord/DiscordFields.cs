using System.Globalization;
using System.Text.Json;

namespace AlertBot.Chat.Discord;

/// <summary>Reads what only Discord writes so.</summary>
internal static class DiscordFields
{
    /// <summary>Permissions are written as a decimal number in a string.</summary>
    public static Permissions Bits(this JsonElement data, string name) =>
        ulong.TryParse(data.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? (Permissions)bits : Permissions.None;
}
