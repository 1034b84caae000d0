using System.Globalization;

namespace AlertBot.Chat.Content;

/// <summary>Numbers and spans of time in the words of a reply.</summary>
internal static class AmountText
{
    /// <returns>“1 article”, “1,234 articles”.</returns>
    public static string Format(long count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");

    /// <returns>“2 s”, “3 min”, “1.5 h”, “2 days”.</returns>
    public static string Format(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.#} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} days"),
    };
}
