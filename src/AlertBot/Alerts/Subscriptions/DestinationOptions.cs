using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Alerts.Subscriptions;

/// <summary>
/// The options of a channel that are set in chat, for all its subscriptions. Null: the option of each subscription applies.
/// </summary>
internal sealed partial record DestinationOptions
{
    /// <summary>The time of day in which nothing is posted.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>IANA id of the time zone of times of day. Null: the option of the subscription, else <c>news.timeZone</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Null when none is set, or the operating system does not know it.</summary>
    [JsonIgnore]
    public TimeZoneInfo? ResolvedTimeZone =>
        TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : null;

    /// <summary>What happens to a posted alert when its story grows.</summary>
    public AlertUpdates? Updates { get; init; }

    /// <summary>Time of day of the digest.</summary>
    public TimeOnly? DigestAt { get; init; }

    /// <summary>The maximum number of messages an hour.</summary>
    public int? MaxPerHour { get; init; }

    /// <summary>Whether the channel is notified of failing feeds and silent topics.</summary>
    public bool? Notices { get; init; }

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

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(DestinationOptions))]
    internal sealed partial class OptionsJson : JsonSerializerContext;
}
