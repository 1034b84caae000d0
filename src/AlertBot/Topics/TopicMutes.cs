using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Topics;

/// <summary>The topics that a topic mutes, as <c>topic.mutes</c> stores them: names with milliseconds.</summary>
internal static partial class TopicMutes
{
    public static string ToJson(IReadOnlyDictionary<string, TimeSpan> mutes) => JsonSerializer.Serialize(
        mutes.ToDictionary(mute => mute.Key, mute => (long)mute.Value.TotalMilliseconds), MutesJson.Default.DictionaryStringInt64);

    public static IEnumerable<(string Topic, TimeSpan Duration)> FromJson(string json) =>
        JsonSerializer.Deserialize(json, MutesJson.Default.DictionaryStringInt64)!
            .Select(mute => (mute.Key, TimeSpan.FromMilliseconds(mute.Value)));

    [JsonSerializable(typeof(Dictionary<string, long>))]
    private sealed partial class MutesJson : JsonSerializerContext;
}
