using System.Text.Json;

namespace AlertBot.Chat.Platforms;

/// <summary>Reads fields of untrusted JSON. A field that is missing, null or of another kind is null.</summary>
internal static class JsonFields
{
    /// <returns>Null for invalid JSON.</returns>
    public static JsonElement? Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Field(this JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    public static string? Text(this JsonElement data, string name) =>
        data.Field(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <returns>False for anything but true.</returns>
    public static bool Flag(this JsonElement data, string name) => data.Field(name) is { ValueKind: JsonValueKind.True };

    /// <returns>Null also for a number that is not an integer of 64 bits.</returns>
    public static long? Number(this JsonElement data, string name) =>
        data.Field(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    /// <returns>The elements of an array; none for anything else.</returns>
    public static IEnumerable<JsonElement> Items(this JsonElement data, string name) =>
        data.Field(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
