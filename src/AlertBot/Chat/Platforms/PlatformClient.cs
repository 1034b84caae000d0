using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace AlertBot.Chat.Platforms;

/// <summary>
/// Sends one request to a chat platform and says plainly whether it left; never lets an exception, which may hold the address, out.
/// </summary>
/// <param name="maxBodyBytes">Of an answer; what is longer is cut. A message that Discord returns has a few thousand.</param>
internal sealed class PlatformClient(HttpClient http, TimeProvider time, int maxBodyBytes = 64 * 1024)
{
    /// <summary>For the whole of a request. The platforms answer in well under a second.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    public async Task<PlatformResponse> SendAsync(PlatformRequest request, CancellationToken cancellationToken)
    {
        using var content = request.Body is { } sent ? new SendTrackingContent(sent, request.MediaType) : null;
        using var message = new HttpRequestMessage(request.Method, request.Url) { Content = content };
        message.Headers.TryAddWithoutValidation("User-Agent", request.UserAgent);
        if (request.Authorization is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", request.Authorization);
        }

        using var timeout = new CancellationTokenSource(RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await ReadBodyAsync(response, either.Token);
            return new PlatformResponse.Received((int)response.StatusCode, body, ReadRateLimitHeaders(response.Headers, time.GetUtcNow()))
            {
                Scopes = GetHeader(response.Headers, "X-OAuth-Scopes")?.Split(',',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ToFailure(content, null,
                content?.HasStarted == false ? "no connection in time" : $"no answer within {RequestTimeout.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException && cancellationToken.IsCancellationRequested)
        {
            // A connection that is torn down by the caller's own cancellation; the exception itself may hold the address.
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

    /// <summary>The status has said what happened: a body that breaks off or hangs changes nothing.</summary>
    private async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var body = new MemoryStream();
            var buffer = new byte[8 * 1024];
            while (body.Length < maxBodyBytes && await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                body.Write(buffer, 0, read);
            }

            return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)Math.Min(body.Length, maxBodyBytes));
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            return "";
        }
    }

    /// <summary>A request without a body leaves with its connection.</summary>
    private static PlatformResponse ToFailure(SendTrackingContent? content, HttpRequestError? error, string reason) =>
        content?.HasStarted
            ?? error is not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
            ? new PlatformResponse.NoResponse(reason)
            : new PlatformResponse.NotSent(reason);

    private static string Describe(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "its host name was not found",
        HttpRequestError.ConnectionError => "its host refused the connection",
        HttpRequestError.SecureConnectionError => "no secure connection (TLS) came about",
        HttpRequestError.ProxyTunnelError => "the proxy gave no connection",
        HttpRequestError.InvalidResponse => "its answer was no HTTP",
        _ => "the connection broke",
    };

    /// <summary>https://docs.discord.com/developers/topics/rate-limits#header-format; Slack sends Retry-After alone.</summary>
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

    /// <summary>A number of seconds, fractions too; null for what is none or absurd.</summary>
    public static TimeSpan? ParseSeconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 1e9
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static int? ParseInteger(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? GetHeader(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(", ", values).Trim() : null;
}
