using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Topics;

/// <summary>Evidence as <c>match.evidence</c> holds it.</summary>
internal static partial class EvidenceJson
{
    public static string Serialize(IReadOnlyList<Evidence> evidence) =>
        JsonSerializer.Serialize(evidence, EvidenceContext.Default.IReadOnlyListEvidence);

    public static IReadOnlyList<Evidence> Deserialize(string json) =>
        JsonSerializer.Deserialize(json, EvidenceContext.Default.IReadOnlyListEvidence) ?? [];

    [JsonSerializable(typeof(IReadOnlyList<Evidence>))]
    private sealed partial class EvidenceContext : JsonSerializerContext;
}
