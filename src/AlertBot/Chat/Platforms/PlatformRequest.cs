using System.Net;
using System.Net.Http.Headers;

namespace AlertBot.Chat.Platforms;

/// <summary>One request to a chat platform.</summary>
/// <param name="Url">May hold a token: never log it.</param>
/// <param name="Body">Null: none.</param>
internal sealed record PlatformRequest(HttpMethod Method, Uri Url, ReadOnlyMemory<byte>? Body, string UserAgent)
{
    public const string FormMediaType = "application/x-www-form-urlencoded";

    /// <summary>Of the body.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>The header's whole value, a secret. Null: none.</summary>
    public string? Authorization { get; init; }

    public override string ToString() => $"{Method} to a chat platform";
}

/// <summary>What came back, or what stopped it.</summary>
internal abstract record PlatformResponse
{
    private PlatformResponse()
    {
    }

    /// <param name="Body">The beginning of the answer; empty where it could not be read.</param>
    internal sealed record Received(int Status, string Body, RateLimitHeaders RateLimit) : PlatformResponse
    {
        /// <summary>What Slack lets the token do, e.g. <c>chat:write</c>; null where it does not say.</summary>
        public IReadOnlyList<string>? Scopes { get; init; }
    }

    /// <summary>The request did not leave this machine.</summary>
    internal sealed record NotSent(string Reason) : PlatformResponse;

    /// <summary>The request, or its beginning, left; no answer came.</summary>
    internal sealed record NoResponse(string Reason) : PlatformResponse;
}

/// <summary>What the headers of an answer say about when to come back.</summary>
/// <param name="RetryAfter">Of a 429.</param>
/// <param name="Scope">Of Discord's 429: <c>user</c>, <c>global</c> or <c>shared</c>.</param>
internal sealed record RateLimitHeaders(TimeSpan? RetryAfter, string? Scope)
{
    /// <summary>Discord's id of the limit, which several routes may share.</summary>
    public string? Bucket { get; init; }

    public int? Limit { get; init; }

    public int? Remaining { get; init; }

    public TimeSpan? ResetAfter { get; init; }

    /// <summary>How long nothing more may be sent; null where something remains.</summary>
    public TimeSpan? ExhaustedFor => Remaining == 0 ? ResetAfter : null;

    public bool IsGlobal => Scope == "global";
}

/// <summary>
/// A body that notes whether it was begun. A platform can have done nothing as long as no byte of the message was
/// written, whatever the failure was called: name, connection, TLS, time-out.
/// </summary>
internal sealed class SendTrackingContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private volatile bool _hasStarted;

    public SendTrackingContent(ReadOnlyMemory<byte> body, string mediaType)
    {
        _body = body;

        // A form has none to name: Slack answers one that does with the warning superfluous_charset.
        Headers.ContentType = new MediaTypeHeaderValue(mediaType) { CharSet = mediaType == PlatformRequest.FormMediaType ? null : "utf-8" };
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
