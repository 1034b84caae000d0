using System.Net;
using System.Net.Http.Headers;

namespace AlertBot.Chat.Platforms;

/// <summary>One request to a chat platform.</summary>
/// <param name="Url">May hold a token: never log it.</param>
/// <param name="Body">Null: no body.</param>
internal sealed record PlatformRequest(HttpMethod Method, Uri Url, ReadOnlyMemory<byte>? Body, string UserAgent)
{
    public const string FormMediaType = "application/x-www-form-urlencoded";

    /// <summary>The media type of the body.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>The value of the Authorization header, a secret. Null: no header.</summary>
    public string? Authorization { get; init; }

    public override string ToString() => $"{Method} to a chat platform";
}

/// <summary>The response to a request, or why there is none.</summary>
internal abstract record PlatformResponse
{
    private PlatformResponse()
    {
    }

    /// <param name="Body">The start of the body; empty where it could not be read.</param>
    internal sealed record Received(int Status, string Body, RateLimitHeaders RateLimit) : PlatformResponse
    {
        /// <summary>The scopes of Slack's token, e.g. <c>chat:write</c>; null where the response does not name them.</summary>
        public IReadOnlyList<string>? Scopes { get; init; }
    }

    /// <summary>No byte of the request was sent.</summary>
    internal sealed record NotSent(string Reason) : PlatformResponse;

    /// <summary>The request, or a part of it, was sent. No response arrived.</summary>
    internal sealed record NoResponse(string Reason) : PlatformResponse;
}

/// <summary>The headers of a response that concern rate limits.</summary>
/// <param name="RetryAfter">The delay that a 429 asks for.</param>
/// <param name="Scope">Of a 429 from Discord: <c>user</c>, <c>global</c> or <c>shared</c>.</param>
internal sealed record RateLimitHeaders(TimeSpan? RetryAfter, string? Scope)
{
    /// <summary>Discord's id of the rate limit. Several routes may share one.</summary>
    public string? Bucket { get; init; }

    /// <summary>Discord's number of requests per period of the bucket.</summary>
    public int? Limit { get; init; }

    /// <summary>How many requests are left of <see cref="Limit"/>.</summary>
    public int? Remaining { get; init; }

    /// <summary>The time until <see cref="Remaining"/> is reset.</summary>
    public TimeSpan? ResetAfter { get; init; }

    /// <summary>How long no request may be sent; null where requests are left.</summary>
    public TimeSpan? ExhaustedFor => Remaining == 0 ? ResetAfter : null;

    public bool IsGlobal => Scope == "global";
}

/// <summary>
/// A body that records whether sending it started. Until then the platform cannot have carried out the request, whichever error the failure
/// is reported as: name resolution, connection, TLS or timeout.
/// </summary>
internal sealed class SendTrackingContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private volatile bool _hasStarted;

    public SendTrackingContent(ReadOnlyMemory<byte> body, string mediaType)
    {
        _body = body;

        // Slack responds to a form with a charset with the warning superfluous_charset.
        var charset = mediaType == PlatformRequest.FormMediaType ? null : "utf-8";
        Headers.ContentType = new MediaTypeHeaderValue(mediaType) { CharSet = charset };
    }

    public bool HasStarted => _hasStarted;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _hasStarted = true;
        return stream.WriteAsync(_body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
