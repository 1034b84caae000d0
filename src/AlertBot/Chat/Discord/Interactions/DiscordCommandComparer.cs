using System.Text.Json;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// Compares the registered commands with the wanted ones. Discord adds ids, versions, defaults and empty lists to what it was given.
/// So only members that AlertBot defines are compared, and a default equals a missing member.
/// </summary>
internal static class DiscordCommandComparer
{
    private static readonly string[] ComparedMembers =
    [
        "type", "name", "description", "options", "required", "autocomplete", "choices", "value", "min_value", "max_value",
        "min_length", "max_length", "contexts", "integration_types", "default_member_permissions", "name_localizations",
        "description_localizations", "nsfw",
    ];

    /// <summary>Lists whose order means nothing.</summary>
    private static readonly string[] UnorderedLists = ["contexts", "integration_types"];

    public static bool AreSame(JsonElement wanted, JsonElement registered) => (wanted.ValueKind, registered.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) =>
            ComparedMembers.All(name => AreSame(name, GetMember(wanted, name), GetMember(registered, name))),
        (JsonValueKind.Array, JsonValueKind.Array) => wanted.GetArrayLength() == registered.GetArrayLength()
            && wanted.EnumerateArray().Zip(registered.EnumerateArray()).All(pair => AreSame(pair.First, pair.Second)),
        (JsonValueKind.Number, JsonValueKind.Number) =>
            wanted.TryGetDecimal(out var first) && registered.TryGetDecimal(out var second) && first == second,
        (JsonValueKind.String, JsonValueKind.String) => wanted.GetString() == registered.GetString(),
        var (first, second) => first == second,
    };

    private static bool AreSame(string name, JsonElement wanted, JsonElement registered) =>
        IsDefault(wanted) ? IsDefault(registered)
        : UnorderedLists.Contains(name) ? registered.ValueKind == JsonValueKind.Array && RawItems(wanted).SetEquals(RawItems(registered))
        : AreSame(wanted, registered);

    private static bool IsDefault(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Array => element.GetArrayLength() == 0,
        JsonValueKind.Object => !element.EnumerateObject().Any(),
        _ => false,
    };

    private static JsonElement GetMember(JsonElement parent, string name) => parent.TryGetProperty(name, out var member) ? member : default;

    private static HashSet<string> RawItems(JsonElement list) => [.. list.EnumerateArray().Select(element => element.GetRawText())];
}
