using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace AlertBot.Chat.Platforms;

/// <summary>
/// Sends one request to a chat platform and reports whether it was sent. It throws no exception of the network: that could hold the URL,
/// a secret.
/// </summary>
/// <param name="maxBodyBytes">Limits the body of a response; a longer one is cut. A message that Discord returns has a few thousand
/// bytes.</param>
internal sealed class PlatformClient(HttpClient http, TimeProvider time, int maxBodyBytes = 64 * 1024)
{
    /// <summary>Limits a whole request. The platforms respond in well under a second.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    public async Task<PlatformResponse> SendAsync(PlatformRequest request, CancellationToken cancellationToken)
    {
        using var content = request.Body is { } body ? new SendTrackingContent(body, request.MediaType) : null;
        using var message = new HttpRequestMessage(request.Method, request.Url) { Content = content };
        message.Headers.TryAddWithoutValidation("User-Agent", request.UserAgent);
        if (request.Authorization is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", request.Authorization);
        }

        using var timeout = new CancellationTokenSource(RequestTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            var text = await ReadBodyAsync(response, linked.Token);
            return new PlatformResponse.Received((int)response.StatusCode, text, ReadRateLimitHeaders(response.Headers, time.GetUtcNow()))
            {
                Scopes = GetHeader(response.Headers, "X-OAuth-Scopes")
                    ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ToFailure(content, null, content?.HasStarted == false
                ? $"no connection within {RequestTimeout.TotalSeconds:0} s"
                : $"no response within {RequestTimeout.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException && cancellationToken.IsCancellationRequested)
        {
            // The caller's own cancellation broke the connection. The exception itself could hold the URL.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (HttpRequestException e)
        {
            return ToFailure(content, e.HttpRequestError, Describe(e.HttpRequestError));
        }
        catch (IOException)
        {
            return ToFailure(content, null, "the connection broke");
        }
    }

    /// <returns>Empty where the body cannot be read. The status alone decides whether the request was carried out.</returns>
    private async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var body = new MemoryStream();
            var buffer = new byte[8 * 1024];
            while (body.Length < maxBodyBytes && await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                body.Write(buffer, 0, count);
            }

            return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)Math.Min(body.Length, maxBodyBytes));
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            return "";
        }
    }

    private static PlatformResponse ToFailure(SendTrackingContent? content, HttpRequestError? error, string reason)
    {
        // A request without a body is sent as soon as there is a connection.
        var wasSent = content?.HasStarted ?? !IsConnectionFailure(error);
        return wasSent ? new PlatformResponse.NoResponse(reason) : new PlatformResponse.NotSent(reason);
    }

    private static bool IsConnectionFailure(HttpRequestError? error) =>
        error is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError;

    private static string Describe(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "host name not found",
        HttpRequestError.ConnectionError => "connection refused",
        HttpRequestError.SecureConnectionError => "no secure connection (TLS)",
        HttpRequestError.ProxyTunnelError => "no connection through the proxy",
        HttpRequestError.InvalidResponse => "the response is not valid HTTP",
        _ => "the connection broke",
    };

    /// <summary>https://docs.discord.com/developers/topics/rate-limits#header-format. Slack sends Retry-After only.</summary>
    private static RateLimitHeaders ReadRateLimitHeaders(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var scope = GetHeader(headers, "X-RateLimit-Global") is "true" ? "global" : GetHeader(headers, "X-RateLimit-Scope");
        return new RateLimitHeaders(ParseSeconds(GetHeader(headers, "Retry-After")) ?? headers.RetryAfter?.Date - now, scope)
        {
            Bucket = GetHeader(headers, "X-RateLimit-Bucket"),
            Limit = ParseInteger(GetHeader(headers, "X-RateLimit-Limit")),
            Remaining = ParseInteger(GetHeader(headers, "X-RateLimit-Remaining")),
            ResetAfter = ParseSeconds(GetHeader(headers, "X-RateLimit-Reset-After")),
        };
    }

    /// <summary>Parses a number of seconds, which may have a fraction.</summary>
    /// <returns>Null for anything else, and for more than 30 years.</returns>
    public static TimeSpan? ParseSeconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 1e9
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static int? ParseInteger(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? GetHeader(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(", ", values).Trim() : null;
}
