using System.Globalization;
using System.Text.Json;

namespace AlertBot.Chat.Discord;

/// <summary>Reads fields of what Discord sends: one that is absent, null or of another kind is null.</summary>
internal static class DiscordFields
{
    public static JsonElement? Field(this JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement data, string name) => data.Field(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static bool Flag(this JsonElement data, string name) => data.Field(name) is { ValueKind: JsonValueKind.True };

    public static long? Number(this JsonElement data, string name) =>
        data.Field(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    /// <summary>Permissions are written as a decimal number in a string.</summary>
    public static Permissions Bits(this JsonElement data, string name) =>
        ulong.TryParse(data.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? (Permissions)bits : Permissions.None;

    public static IEnumerable<JsonElement> Items(this JsonElement data, string name) =>
        data.Field(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
