using AlertBot.Alerts;
using AlertBot.Chat.Slack;

namespace AlertBot.Web;

/// <summary>What Slack calls over HTTP: commands, interactions and events, each signed. https://docs.slack.dev/apis/events-api/using-http-request-urls</summary>
internal sealed partial class SlackHooks(SlackSignature signature, InboundStore store, ISlackWork work, TimeProvider time, ILogger<SlackHooks> logger)
{
    /// <summary>Among what platforms told: the signatures of what was taken.</summary>
    private const string SignaturePlatform = "slack-signature";

    /// <summary>Unsigned bodies longer than this are not read: Slack's own are its trials of the address.</summary>
    private const int LongestUnsigned = 1_000;

    /// <summary>How long the database may take to say whether a signature was taken before a restart or by another worker.</summary>
    private static readonly TimeSpan StorePatience = TimeSpan.FromMilliseconds(250);

    /// <summary>From the whole request to the answer.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMilliseconds(950);

    private static readonly TimeSpan SayRefusalsEvery = TimeSpan.FromMinutes(10);

    private long _saidRefusal;

    /// <summary>Maps them where <c>slack.signingSecret</c> is set.</summary>
    public static void Map(WebApplication app)
    {
        if (app.Services.GetService<SlackSignature>() is null)
        {
            return;
        }

        var hooks = ActivatorUtilities.CreateInstance<SlackHooks>(app.Services);
        var group = app.MapGroup("/slack").WithMetadata(OpenToAll.Mark, InboundHook.Mark);
        group.MapPost("/commands", context => hooks.AnswerAsync(context, SlackHookBody.ReadCommand));
        group.MapPost("/interactivity", context => hooks.AnswerAsync(context, SlackHookBody.ReadInteraction));
        group.MapPost("/events", context => hooks.AnswerAsync(context, SlackHookBody.ReadEvent));
    }

    private async Task AnswerAsync(HttpContext context, Func<HttpRequest, byte[], SlackHookBody> read)
    {
        var (timestamp, given) = (context.Request.Headers[SlackSignature.TimestampHeader], context.Request.Headers[SlackSignature.Header]);
        if (!signature.IsPossible(timestamp, given) && context.Request.ContentLength is not <= LongestUnsigned)
        {
            await RefuseAsync(context);
            return;
        }

        if (await BodyAsync(context) is not { } bytes)
        {
            return;
        }

        var start = time.GetTimestamp();
        if (await IsNewAsync(signature.Verify(timestamp, given, bytes)))
        {
            await TakeAsync(context, read(context.Request, bytes), start);
        }
        else if (bytes.Length > LongestUnsigned || read(context.Request, bytes) is not SlackHookBody.Trial)
        {
            await RefuseAsync(context);
        }
    }

    private async Task TakeAsync(HttpContext context, SlackHookBody body, long start)
    {
        switch (body)
        {
            case SlackHookBody.Unreadable:
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await SayAsync(context, "AlertBot cannot read this request.\n");
                break;
            case SlackHookBody.Challenge challenge:
                await SayAsync(context, challenge.Text);
                break;
            case SlackHookBody.Told told when await AnswerAsync(told.Inbound, start) is { } answer:
                context.Response.ContentType = "application/json; charset=utf-8";
                await context.Response.Body.WriteAsync(answer, context.RequestAborted);
                break;
        }
    }

    // Whoever waits for the answer may go; the work stays.
    private async Task<ReadOnlyMemory<byte>?> AnswerAsync(SlackInbound inbound, long start)
    {
        try
        {
            var left = AnswerLimit - time.GetElapsedTime(start);
            return await work.TakeAsync(inbound, CancellationToken.None).WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
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
            return await Task.Run(() => store.TryAddAsync(SignaturePlatform, verified, time.GetUtcNow(), CancellationToken.None)).WaitAsync(StorePatience, time);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogNotStored(e);
            return true;
        }
    }

    /// <returns>Null: too large, which was said.</returns>
    private static async Task<byte[]?> BodyAsync(HttpContext context)
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

    private Task RefuseAsync(HttpContext context)
    {
        // A wrong secret in the settings looks like this too, so an operator hears of it; but not of each try of an attacker.
        var (said, now) = (Interlocked.Read(ref _saidRefusal), time.GetTimestamp());
        if ((said == 0 || time.GetElapsedTime(said, now) >= SayRefusalsEvery) && Interlocked.CompareExchange(ref _saidRefusal, now, said) == said)
        {
            LogRefused(context.Request.Path);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return SayAsync(context, "The request is not accepted.\n");
    }

    private static Task SayAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Warning, "A request to {Path} was refused: it is old, came before, or is not signed with slack.signingSecret. If Slack reports failures, look at the secret (the app's Basic Information → Signing Secret) and at this machine's clock")]
    private partial void LogRefused(PathString path);

    [LoggerMessage(LogLevel.Warning, "{Inbound} takes too long: it is answered without content")]
    private partial void LogLate(SlackInbound inbound);

    [LoggerMessage(LogLevel.Warning, "The database does not say whether a signature of Slack's was seen before; the request is taken")]
    private partial void LogNotStored(Exception exception);
}
