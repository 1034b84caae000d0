using System.Text;

namespace AlertBot.Http;

/// <summary>
/// Detects Cloudflare challenges, which only browsers pass. The feed and its address are fine then.
/// </summary>
internal static class BotChallengeDetector
{
    /// <summary>Bytes of the body that are inspected. Challenge pages are small, and the markers are in their head.</summary>
    private const int MaxInspectedBytes = 100_000;

    private static readonly string[] ChallengeMarkers = ["/cdn-cgi/challenge-platform", "_cf_chl_opt", "cf-chl-", "cf_chl_",
        "cf-browser-verification", "<title>Just a moment...", "<title>Attention Required! | Cloudflare"];

    public static async ValueTask<bool> IsChallengeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var headers = response.Headers.NonValidated;
        if (headers.TryGetValues("cf-mitigated", out var mitigated)
            && mitigated.ToString().Contains("challenge", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return (int)response.StatusCode is 403 or 429 or 503
            && headers.TryGetValues("Server", out var server)
            && server.ToString().Contains("cloudflare", StringComparison.OrdinalIgnoreCase)
            && await TryReadBodyAsync(response, cancellationToken) is { } body
            && Encoding.UTF8.GetString(body) is var page
            && ChallengeMarkers.Any(marker => page.Contains(marker, StringComparison.OrdinalIgnoreCase));
    }

    /// <returns>Null when the body cannot be read; the status alone describes the failure then.</returns>
    private static async Task<byte[]?> TryReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await BoundedBody.ReadAsync(response.Content, MaxInspectedBytes, cancellationToken);
        }
        catch (Exception e) when (FetchFailure.IsExpected(e))
        {
            return null;
        }
    }
}
