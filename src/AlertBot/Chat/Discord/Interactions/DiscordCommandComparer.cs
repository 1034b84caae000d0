using System.Text.Json;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// Tells whether commands that Discord has are those that we would write. It answers with more than it was given: ids, versions,
/// defaults, empty lists; new members may come. Only what we define is compared, and a default counts as not given.
/// </summary>
internal static class DiscordCommandComparer
{
    private static readonly string[] ComparedMembers =
    [
        "type", "name", "description", "options", "required", "autocomplete", "choices", "value", "min_value", "max_value", "min_length",
        "max_length",
        "contexts", "integration_types", "default_member_permissions", "name_localizations", "description_localizations", "nsfw",
    ];

    /// <summary>Lists without an order.</summary>
    private static readonly string[] UnorderedLists = ["contexts", "integration_types"];

    public static bool AreSame(JsonElement ours, JsonElement theirs) => (ours.ValueKind, theirs.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) =>
            ComparedMembers.All(name => AreSame(name, GetMember(ours, name), GetMember(theirs, name))),
        (JsonValueKind.Array, JsonValueKind.Array) => ours.GetArrayLength() == theirs.GetArrayLength()
            && ours.EnumerateArray().Zip(theirs.EnumerateArray()).All(pair => AreSame(pair.First, pair.Second)),
        (JsonValueKind.Number, JsonValueKind.Number) =>
            ours.TryGetDecimal(out var one) && theirs.TryGetDecimal(out var other) && one == other,
        (JsonValueKind.String, JsonValueKind.String) => ours.GetString() == theirs.GetString(),
        var (one, other) => one == other,
    };

    private static bool AreSame(string name, JsonElement ours, JsonElement theirs) =>
        IsDefault(ours) ? IsDefault(theirs)
        : UnorderedLists.Contains(name) ? theirs.ValueKind == JsonValueKind.Array && RawItems(ours).SetEquals(RawItems(theirs))
        : AreSame(ours, theirs);

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
