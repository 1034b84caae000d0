using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Alerts.Subscriptions;

/// <summary>
/// The options of a channel that are set in chat, for all its subscriptions. Null: the settings file or the default applies.
/// </summary>
internal sealed partial record DestinationOptions
{
    /// <summary>The time of day in which nothing is posted.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>IANA id of the time zone of <see cref="Quiet"/>. Null: <c>news.timeZone</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Null when none is set, or the operating system does not know it.</summary>
    [JsonIgnore]
    public TimeZoneInfo? ResolvedTimeZone =>
        TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : null;

    /// <summary>Whether a posted alert is edited when its story grows. Null: the option of the subscription applies.</summary>
    public bool? Edits { get; init; }

    /// <summary>Reads <c>destination.options</c>. Invalid JSON counts as no options.</summary>
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
