using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Events;

namespace AlertBot.Web;

/// <summary>
/// What Slack calls over HTTP: commands, interactions and events, each signed.
/// https://docs.slack.dev/apis/events-api/using-http-request-urls
/// </summary>
internal sealed partial class SlackHttpReceiver(SlackSignatureVerifier signature, ReceivedEventStore store, ISlackEventReceiver work,
    TimeProvider time, ILogger<SlackHttpReceiver> logger)
{
    /// <summary>Among what platforms told: the signatures of what was taken.</summary>
    private const string SignaturePlatform = "slack-signature";

    /// <summary>Unsigned bodies longer than this are not read: Slack's own are its trials of the address.</summary>
    private const int MaxUnsignedBodyBytes = 1_000;

    /// <summary>How long the database may take to say whether a signature was taken before a restart or by another worker.</summary>
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>From the whole request to the answer.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromMilliseconds(950);

    private static readonly TimeSpan RejectionLogInterval = TimeSpan.FromMinutes(10);

    private long _lastRejectionLogged;

    /// <summary>Maps them where <c>slack.signingSecret</c> is set.</summary>
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
        var (timestamp, given) = (context.Request.Headers[SlackSignatureVerifier.TimestampHeader],
            context.Request.Headers[SlackSignatureVerifier.SignatureHeader]);
        if (!signature.IsWellFormed(timestamp, given) && context.Request.ContentLength is not <= MaxUnsignedBodyBytes)
        {
            await RejectAsync(context);
            return;
        }

        if (await ReadBodyAsync(context) is not { } bytes)
        {
            return;
        }

        var start = time.GetTimestamp();
        if (await IsNewAsync(signature.Verify(timestamp, given, bytes)))
        {
            await RespondAsync(context, read(context.Request, bytes), start);
        }
        else if (bytes.Length > MaxUnsignedBodyBytes || read(context.Request, bytes) is not SlackHttpRequest.SslCheck)
        {
            await RejectAsync(context);
        }
    }

    private async Task RespondAsync(HttpContext context, SlackHttpRequest body, long start)
    {
        switch (body)
        {
            case SlackHttpRequest.Malformed:
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await WriteTextAsync(context, "AlertBot cannot read this request.\n");
                break;
            case SlackHttpRequest.UrlVerification challenge:
                await WriteTextAsync(context, challenge.Text);
                break;
            case SlackHttpRequest.Received told when await ReceiveAsync(told.Event, start) is { } answer:
                context.Response.ContentType = "application/json; charset=utf-8";
                await context.Response.Body.WriteAsync(answer, context.RequestAborted);
                break;
        }
    }

    // Whoever waits for the answer may go; the work stays.
    private async Task<ReadOnlyMemory<byte>?> ReceiveAsync(SlackInboundEvent inbound, long start)
    {
        try
        {
            var left = ResponseTimeout - time.GetElapsedTime(start);
            return await work.ReceiveAsync(inbound, CancellationToken.None).WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        }
        catch (TimeoutException)
        {
            LogLate(inbound);
            return null;
        }
    }

    /// <returns>True also where the database does not say: a person waits, and this process did not see it.</returns>
    private async Task<bool> IsNewAsync(string? verified)
    {
        if (verified is null)
        {
            return false;
        }

        try
        {
            // On a thread of its own: SQLite waits on the caller's.
            return await Task.Run(() => store.TryAddAsync(SignaturePlatform, verified, time.GetUtcNow(), CancellationToken.None))
                .WaitAsync(StoreTimeout, time);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogNotStored(e);
            return true;
        }
    }

    /// <returns>Null: too large, which was said.</returns>
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
        // A wrong secret in the settings looks like this too, so an operator hears of it; but not of each try of an attacker.
        var (said, now) = (Interlocked.Read(ref _lastRejectionLogged), time.GetTimestamp());
        if ((said == 0 || time.GetElapsedTime(said, now) >= RejectionLogInterval)
            && Interlocked.CompareExchange(ref _lastRejectionLogged, now, said) == said)
        {
            LogRefused(context.Request.Path);
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
        "A request to {Path} was refused: it is old, came before, or is not signed with slack.signingSecret. If Slack reports "
        + "failures, look at the secret (the app's Basic Information → Signing Secret) and at this machine's clock")]
    private partial void LogRefused(PathString path);

    [LoggerMessage(LogLevel.Warning, "{Inbound} takes too long: it is answered without content")]
    private partial void LogLate(SlackInboundEvent inbound);

    [LoggerMessage(LogLevel.Warning, "The database does not say whether a signature of Slack's was seen before; the request is taken")]
    private partial void LogNotStored(Exception exception);
}
