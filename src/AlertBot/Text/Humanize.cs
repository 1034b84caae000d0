using System.Globalization;

namespace AlertBot.Text;

/// <summary>Counts, durations, ages and sentences as people read them, in English.</summary>
internal static class Humanize
{
    /// <returns>“1 article”, “1,234 articles”.</returns>
    public static string Count(long count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");

    /// <returns>“2 s”, “3 min”, “1.5 h”, “2 days”.</returns>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.#} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} days"),
    };

    /// <returns>The text with a capital first letter.</returns>
    /// <param name="text">Not empty.</param>
    public static string Capitalize(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>The age of an instant in whole units, for chats that do not compute it themselves.</summary>
    /// <returns>“just now” (also for a future instant, such as a date from a feed with a wrong clock), “5 min ago”, “3 h ago”,
    /// “2 days ago”.</returns>
    public static string Age(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } age => $"{(int)age.TotalMinutes} min ago",
        { TotalDays: < 2 } age => $"{(int)age.TotalHours} h ago",
        var age => $"{(int)age.TotalDays} days ago",
    };
}
