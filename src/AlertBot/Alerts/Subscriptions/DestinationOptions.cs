using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Alerts.Subscriptions;

/// <summary>
/// What a channel was set to in chat, for all its subscriptions; what is null stays as the settings file or the default says.
/// </summary>
internal sealed partial record DestinationOptions
{
    /// <summary>Hours in which nothing is posted.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>IANA id of the zone that <see cref="Quiet"/> is meant in. Null: <c>news.timeZone</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Null where none is set, or this machine does not know it any more.</summary>
    [JsonIgnore]
    public TimeZoneInfo? ResolvedTimeZone =>
        TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : null;

    /// <summary>Whether a posted alert is edited as its story grows. Null: as the subscription says.</summary>
    public bool? Edits { get; init; }

    /// <summary>As <c>destination.options</c> holds it; text that cannot be read counts as nothing set.</summary>
    public static DestinationOptions FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, OptionsJson.Default.DestinationOptions) ?? new DestinationOptions();
        }
        catch (JsonException)
        {
            return new DestinationOptions();
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, OptionsJson.Default.DestinationOptions);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(DestinationOptions))]
    internal sealed partial class OptionsJson : JsonSerializerContext;
}
