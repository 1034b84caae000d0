using System.Text.Json;

namespace AlertBot.Chat.Platforms;

/// <summary>Reads fields of what platforms send: one that is absent, null or of another kind is null.</summary>
internal static class JsonFields
{
    /// <returns>Null where the text is no JSON.</returns>
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
            ? value : null;

    public static string? Text(this JsonElement data, string name) =>
        data.Field(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static bool Flag(this JsonElement data, string name) => data.Field(name) is { ValueKind: JsonValueKind.True };

    public static long? Number(this JsonElement data, string name) =>
        data.Field(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement data, string name) =>
        data.Field(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
