using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Events;

namespace AlertBot.Web;

/// <summary>
/// The endpoints that Slack calls over HTTP: commands, interactions and events, all signed.
/// https://docs.slack.dev/apis/events-api/using-http-request-urls
/// </summary>
internal sealed partial class SlackHttpReceiver(SlackSignatureVerifier verifier, ReceivedEventStore store, ISlackEventReceiver receiver,
    TimeProvider time, ILogger<SlackHttpReceiver> logger)
{
    /// <summary>The platform name under which accepted signatures are stored in <see cref="ReceivedEventStore"/>.</summary>
    private const string SignaturePlatform = "slack-signature";

    /// <summary>Limits unsigned bodies, in bytes; longer ones are not read. Slack sends short ones to check the certificate.</summary>
    private const int MaxUnsignedBodyBytes = 1_000;

    /// <summary>
    /// Limits the lookup whether a signature was accepted before a restart or by another worker; after it, the request is accepted.
    /// </summary>
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>Limits the time from the complete request to the response. Slack waits 3 s.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromMilliseconds(950);

    /// <summary>The minimum time between two logged rejections.</summary>
    private static readonly TimeSpan RejectionLogInterval = TimeSpan.FromMinutes(10);

    private long _lastRejectionLogged;

    /// <summary>Maps the endpoints if <c>slack.signingSecret</c> is set.</summary>
    public static void Map(WebApplication app)
    {
        if (app.Services.GetService<SlackSignatureVerifier>() is null)
        {
            return;
        }

        var hooks = ActivatorUtilities.CreateInstance<SlackHttpReceiver>(app.Services);
        var group = app.MapGroup("/slack").WithMetadata(AllowAnonymousMetadata.Instance, InboundHookMetadata.Instance);
        group.MapPost("/commands", context => hooks.ReceiveAsync(context, SlackHttpRequest.ReadCommand));
        group.MapPost("/interactivity", context => hooks.ReceiveAsync(context, SlackHttpRequest.ReadInteraction));
        group.MapPost("/events", context => hooks.ReceiveAsync(context, SlackHttpRequest.ReadEvent));
    }

    private async Task ReceiveAsync(HttpContext context, Func<HttpRequest, byte[], SlackHttpRequest> read)
    {
        var timestamp = context.Request.Headers[SlackSignatureVerifier.TimestampHeader];
        var signature = context.Request.Headers[SlackSignatureVerifier.SignatureHeader];
        if (!verifier.IsWellFormed(timestamp, signature) && context.Request.ContentLength is not <= MaxUnsignedBodyBytes)
        {
            await RejectAsync(context);
            return;
        }

        if (await ReadBodyAsync(context) is not { } body)
        {
            return;
        }

        var receivedAt = time.GetTimestamp();
        if (await IsNewAsync(verifier.Verify(timestamp, signature, body)))
        {
            await RespondAsync(context, read(context.Request, body), receivedAt);
        }
        else if (body.Length > MaxUnsignedBodyBytes || read(context.Request, body) is not SlackHttpRequest.SslCheck)
        {
            await RejectAsync(context);
        }
    }

    private async Task RespondAsync(HttpContext context, SlackHttpRequest request, long receivedAt)
    {
        switch (request)
        {
            case SlackHttpRequest.Malformed:
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await WriteTextAsync(context, "AlertBot cannot read this request.\n");
                break;
            case SlackHttpRequest.UrlVerification verification:
                await WriteTextAsync(context, verification.Challenge);
                break;
            case SlackHttpRequest.Received received when await ReceiveAsync(received.Event, receivedAt) is { } payload:
                context.Response.ContentType = "application/json; charset=utf-8";
                await context.Response.Body.WriteAsync(payload, context.RequestAborted);
                break;
        }
    }

    // The work continues if Slack closes the connection, so it gets no cancellation token of the request.
    private async Task<ReadOnlyMemory<byte>?> ReceiveAsync(SlackInboundEvent inbound, long receivedAt)
    {
        try
        {
            var remaining = ResponseTimeout - time.GetElapsedTime(receivedAt);
            return await receiver.ReceiveAsync(inbound, CancellationToken.None)
                .WaitAsync(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, time);
        }
        catch (TimeoutException)
        {
            LogLate(inbound);
            return null;
        }
    }

    /// <param name="signature">The verified signature; null: the request is not from Slack.</param>
    /// <returns>True also where the database does not answer: a person is waiting, and this process has not seen the signature.</returns>
    private async Task<bool> IsNewAsync(string? signature)
    {
        if (signature is null)
        {
            return false;
        }

        try
        {
            // On a thread of its own, because SQLite blocks the calling thread.
            return await Task.Run(() => store.TryAddAsync(SignaturePlatform, signature, time.GetUtcNow(), CancellationToken.None))
                .WaitAsync(StoreTimeout, time);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogNotStored(e);
            return true;
        }
    }

    /// <returns>Null: the body is too large, and the response status is set.</returns>
    private static async Task<byte[]?> ReadBodyAsync(HttpContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            return body.ToArray();
        }
        catch (BadHttpRequestException e)
        {
            context.Response.StatusCode = e.StatusCode;
            return null;
        }
    }

    private Task RejectAsync(HttpContext context)
    {
        // Logged because a wrong secret in the settings causes it, too; not each time, because of attackers.
        var last = Interlocked.Read(ref _lastRejectionLogged);
        var now = time.GetTimestamp();
        if ((last == 0 || time.GetElapsedTime(last, now) >= RejectionLogInterval)
            && Interlocked.CompareExchange(ref _lastRejectionLogged, now, last) == last)
        {
            LogRejected(context.Request.Path);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return WriteTextAsync(context, "The request is not accepted.\n");
    }

    private static Task WriteTextAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Warning,
        "Rejected a request to {Path}: it is too old, a duplicate, or not signed with slack.signingSecret. If Slack reports failures, "
        + "check the secret (the app's Basic Information → Signing Secret) and this machine's clock.")]
    private partial void LogRejected(PathString path);

    [LoggerMessage(LogLevel.Warning, "Processing {Inbound} from Slack is taking too long; responding without a result.")]
    private partial void LogLate(SlackInboundEvent inbound);

    [LoggerMessage(LogLevel.Warning, "Could not check whether a request from Slack is a duplicate; accepting it.")]
    private partial void LogNotStored(Exception exception);
}
