using System.Text;

namespace AlertBot.Http;

/// <summary>
/// Recognises the answers with which Cloudflare lets only browsers through: nothing is wrong with the feed or its address.
/// </summary>
internal static class BotChallengeDetector
{
    /// <summary>The page that asks for JavaScript is small; its marks stand in its head.</summary>
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
            && ChallengeMarkers.Any(mark => page.Contains(mark, StringComparison.OrdinalIgnoreCase));
    }

    /// <returns>Null where it cannot be read: the status says what happened then.</returns>
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
