using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Alerts.Subscriptions;

/// <summary>Quiet hours with their time zone, as <c>message.quiet</c> stores them.</summary>
/// <param name="TimeZone">IANA id; null: <c>news.timeZone</c>.</param>
internal sealed partial record QuietTime(QuietHours Hours, string? TimeZone)
{
    /// <returns>Null when the options have no quiet hours.</returns>
    public static QuietTime? From(RoutingOptions options) =>
        options.Quiet is { } hours ? new QuietTime(hours, options.TimeZone) : null;

    /// <returns>The end of the current quiet hours; null outside of quiet hours.</returns>
    public DateTimeOffset? FindCurrentEnd(DateTimeOffset now, TimeZoneInfo fallback) => Hours.FindCurrentEnd(now,
        TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : fallback);

    public static QuietTime? FromJson(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, QuietJson.Default.QuietTime);

    public string ToJson() => JsonSerializer.Serialize(this, QuietJson.Default.QuietTime);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(QuietTime))]
    private sealed partial class QuietJson : JsonSerializerContext;
}
