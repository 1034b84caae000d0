using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Alerts.Subscriptions;

/// <summary>
/// Which alerts of a subscription are posted, when and how. Stored as JSON in <c>subscription.options</c>; the options of the channel
/// (<see cref="DestinationOptions"/>) take precedence.
/// </summary>
/// <remarks>Stored JSON may lack an option. The generated deserializer then sets it to null or 0, so getters return the defaults.</remarks>
internal sealed partial record RoutingOptions
{
    /// <summary>The default of <see cref="MaxPerHour"/>.</summary>
    public const int DefaultMaxPerHour = 20;

    /// <summary>The default of <see cref="DigestAt"/>.</summary>
    public static readonly TimeOnly DefaultDigestTime = new(8, 0);

    /// <summary>Whether alerts are posted at once or as a digest. Default: instant.</summary>
    public SubscriptionMode Mode { get; init; } = SubscriptionMode.Instant;

    /// <summary>Time of day of the digest, in <see cref="TimeZone"/>. Default: null, 08:00.</summary>
    public TimeOnly? DigestAt { get; init; }

    /// <summary>The days on which the digest or alerts are posted. Default: all.</summary>
    public IReadOnlyList<DayOfWeek> Days { get => field ?? []; init; } = [];

    /// <summary>IANA id of the time zone of times of day. Default: null, <c>news.timeZone</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The time of day in which nothing is posted, except alerts of urgent topics. Default: null, none.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>What happens to an alert when its story grows. Default: edit.</summary>
    public AlertUpdates Updates { get; init; } = AlertUpdates.Edit;

    /// <summary>The number of publishers that must report a story before it is posted. Default: 1.</summary>
    public int MinSources { get => Math.Max(1, field); init; } = 1;

    /// <summary>BCP 47 tags of the languages that are posted. Default: all. Articles of an unknown language are posted, too.</summary>
    public IReadOnlyList<string> Languages { get => field ?? []; init; } = [];

    /// <summary>Names or labels of the feeds that are posted. Default: all.</summary>
    public IReadOnlyList<string> Sources { get => field ?? []; init; } = [];

    /// <summary>Names or labels of feeds that are not posted. Default: none.</summary>
    public IReadOnlyList<string> ExcludedSources { get => field ?? []; init; } = [];

    /// <summary>The maximum number of messages an hour; further alerts become one digest. Default: 20.</summary>
    public int MaxPerHour { get => field == 0 ? DefaultMaxPerHour : field; init; } = DefaultMaxPerHour;

    /// <summary>Whether the channel is notified of failing feeds and silent topics. Default: no.</summary>
    public bool Notices { get; init; }

    /// <summary>The options with those that are set for the whole channel.</summary>
    public RoutingOptions OverriddenBy(DestinationOptions channel) => this with
    {
        DigestAt = channel.DigestAt ?? DigestAt,
        TimeZone = channel.TimeZone ?? TimeZone,
        Quiet = channel.Quiet ?? Quiet,
        Updates = channel.Updates ?? Updates,
        MaxPerHour = channel.MaxPerHour ?? MaxPerHour,
        Notices = channel.Notices ?? Notices,
    };

    /// <returns>The time zone of the options; <paramref name="fallback"/> when none is set or the system does not know it.</returns>
    public TimeZoneInfo ResolveTimeZone(TimeZoneInfo fallback) =>
        TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : fallback;

    /// <summary>Reads <c>subscription.options</c>. Invalid JSON counts as no options.</summary>
    public static RoutingOptions FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RoutingJson.Default.RoutingOptions) ?? new RoutingOptions();
        }
        catch (JsonException)
        {
            return new RoutingOptions();
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, RoutingJson.Default.RoutingOptions);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(RoutingOptions))]
    private sealed partial class RoutingJson : JsonSerializerContext;
}

/// <summary>Whether alerts are posted one by one or collected in a digest.</summary>
internal enum SubscriptionMode
{
    Instant,
    Digest,
}

/// <summary>
/// What happens to an alert when its story grows: its message is edited; edited, and news of it are also a reply below it; or nothing.
/// </summary>
internal enum AlertUpdates
{
    Edit,
    Thread,
    Off,
}
