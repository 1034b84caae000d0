using System.Globalization;
using System.Net.Http.Headers;

namespace AlertBot.Http;

/// <summary>
/// Reads how long a response stays fresh: <c>Cache-Control: max-age</c> minus its age, otherwise <c>Expires</c> (RFC 9111, section 4.2).
/// </summary>
internal static class Freshness
{
    /// <returns>Null when the server does not say, or says that the response may change at once.</returns>
    public static TimeSpan? GetLifetime(HttpResponseMessage response, DateTimeOffset now)
    {
        var headers = response.Headers.NonValidated;
        if (GetHeader(headers, "Cache-Control") is { } control)
        {
            var (maxAge, isToBeChecked) = ParseCacheControl(control);
            if (isToBeChecked)
            {
                return null;
            }

            if (maxAge is { } seconds)
            {
                var age = GetHeader(headers, "Age") is { } text
                    && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var old) ? old : 0;
                return PositiveOrNull(TimeSpan.FromSeconds(Math.Clamp(seconds - age, 0, int.MaxValue)));
            }
        }

        // Both dates come from the server's clock, so that a wrong clock there does not change the interval.
        return GetHeader(response.Content.Headers.NonValidated, "Expires") is { } expires && ParseDate(expires) is { } until
            ? PositiveOrNull(until - (GetHeader(headers, "Date") is { } date ? ParseDate(date) ?? now : now))
            : null;
    }

    private static (long? MaxAge, bool IsToBeChecked) ParseCacheControl(string control)
    {
        long? maxAge = null;
        foreach (var range in control.AsSpan().Split(','))
        {
            var directive = control.AsSpan()[range].Trim();
            if (directive.Equals("no-cache", StringComparison.OrdinalIgnoreCase)
                || directive.Equals("no-store", StringComparison.OrdinalIgnoreCase))
            {
                return (null, true);
            }

            if (directive.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase)
                && long.TryParse(directive[8..].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                maxAge = seconds;
            }
        }

        return (maxAge, false);
    }

    private static DateTimeOffset? ParseDate(string text) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static TimeSpan? PositiveOrNull(TimeSpan span) => span > TimeSpan.Zero ? span : null;

    private static string? GetHeader(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.ToString() : null;
}
