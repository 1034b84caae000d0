using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace AlertBot.Chat.Webhooks;

/// <summary>Posts to webhooks and says plainly whether the message left; never lets an exception, which may hold the address, out.</summary>
internal sealed class WebhookClient(HttpClient http, TimeProvider time)
{
    /// <summary>For the whole of a request. The platforms answer in well under a second.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>A message that Discord returns has a few thousand bytes.</summary>
    private const int MaxBodyBytes = 64 * 1024;

    public async Task<WebhookReply> PostAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        using var content = new NotedContent(request.Json);
        using var message = new HttpRequestMessage(HttpMethod.Post, request.Url) { Content = content };
        message.Headers.TryAddWithoutValidation("User-Agent", request.UserAgent);
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await ReadBodyAsync(response, either.Token);
            return new WebhookReply.Answered((int)response.StatusCode, body, Limits(response.Headers, time.GetUtcNow()));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failure(content, content.Begun ? $"no answer within {Timeout.TotalSeconds:0} s" : "no connection in time");
        }
        catch (HttpRequestException e)
        {
            return Failure(content, InWords(e.HttpRequestError));
        }
        catch (IOException)
        {
            return Failure(content, "the connection broke");
        }
    }

    /// <summary>The status has said what happened: a body that breaks off or hangs changes nothing.</summary>
    private static async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBodyBytes];
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(buffer, 0, read);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            return "";
        }
    }

    private static WebhookReply Failure(NotedContent content, string reason) =>
        content.Begun ? new WebhookReply.NoAnswer(reason) : new WebhookReply.NotSent(reason);

    private static string InWords(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "its host name was not found",
        HttpRequestError.ConnectionError => "its host refused the connection",
        HttpRequestError.SecureConnectionError => "no secure connection (TLS) came about",
        HttpRequestError.ProxyTunnelError => "the proxy gave no connection",
        HttpRequestError.InvalidResponse => "its answer was no HTTP",
        _ => "the connection broke",
    };

    /// <summary>https://docs.discord.com/developers/topics/rate-limits#header-format; Slack sends Retry-After alone.</summary>
    private static WebhookLimits Limits(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var exhausted = Value(headers, "X-RateLimit-Remaining") is "0";
        var global = Value(headers, "X-RateLimit-Global") is "true" || Value(headers, "X-RateLimit-Scope") is "global";
        var retry = Seconds(Value(headers, "Retry-After")) ?? headers.RetryAfter?.Date - now;
        return new WebhookLimits(retry, exhausted ? Seconds(Value(headers, "X-RateLimit-Reset-After")) : null, global);
    }

    /// <summary>A number of seconds, fractions too; null for what is none or absurd.</summary>
    public static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 1e9
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(", ", values).Trim() : null;
}
