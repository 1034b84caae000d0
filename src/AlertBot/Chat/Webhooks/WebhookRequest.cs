using System.Net;
using System.Net.Http.Headers;

namespace AlertBot.Chat.Webhooks;

/// <summary>One POST to a webhook.</summary>
internal sealed record WebhookRequest(Uri Url, byte[] Json, string UserAgent)
{
    public override string ToString() => "POST to a webhook";
}

/// <summary>What came back, or what stopped it.</summary>
internal abstract record WebhookReply
{
    private WebhookReply()
    {
    }

    /// <param name="Body">The beginning of the answer; empty where it could not be read.</param>
    internal sealed record Answered(int Status, string Body, WebhookLimits Limits) : WebhookReply;

    /// <summary>The message did not leave this machine.</summary>
    internal sealed record NotSent(string Reason) : WebhookReply;

    /// <summary>The message, or its beginning, left; no answer came.</summary>
    internal sealed record NoAnswer(string Reason) : WebhookReply;
}

/// <summary>What the headers of an answer say about when to come back.</summary>
/// <param name="RetryAfter">Of a 429.</param>
/// <param name="ResetAfter">Only where nothing remains until then.</param>
internal sealed record WebhookLimits(TimeSpan? RetryAfter, TimeSpan? ResetAfter, bool Global);

/// <summary>
/// A body that notes whether it was begun. A webhook can have posted nothing as long as no byte of the message was
/// written, whatever the failure was called: name, connection, TLS, time-out.
/// </summary>
internal sealed class NotedContent : HttpContent
{
    private readonly byte[] _json;
    private volatile bool _begun;

    public NotedContent(byte[] json)
    {
        _json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
    }

    public bool Begun => _begun;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _begun = true;
        return stream.WriteAsync(_json, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
