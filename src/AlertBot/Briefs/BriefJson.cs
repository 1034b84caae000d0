using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Briefs;

/// <summary>Briefs as <c>message.payload</c> stores them.</summary>
internal static partial class BriefJson
{
    public static string Serialize(Brief brief) => JsonSerializer.Serialize(brief, BriefContext.Default.Brief);

    public static Brief Deserialize(string json) => JsonSerializer.Deserialize(json, BriefContext.Default.Brief)!;

    [JsonSerializable(typeof(Brief))]
    private sealed partial class BriefContext : JsonSerializerContext;
}
