using System.Globalization;
using AlertBot.Feeds.WebSub;
using Microsoft.AspNetCore.Http.Features;

namespace AlertBot.Web;

/// <summary>
/// The endpoint that WebSub hubs call: <c>/websub/{id}</c>, by GET to verify a subscription and by POST to deliver a feed document.
/// https://www.w3.org/TR/websub/
/// </summary>
internal sealed class WebSubCallbackEndpoint(PushReceiver pushReceiver, TimeProvider time)
{
    /// <summary>Limits the challenge that is echoed, in characters; hubs use short random strings.</summary>
    private const int MaxChallengeLength = 2_000;

    /// <summary>Limits the documents that are received at the same time, because each is held in memory.</summary>
    private const int MaxConcurrentBodies = 8;

    /// <summary>Limits the time to receive a whole body.</summary>
    private static readonly TimeSpan BodyTimeout = TimeSpan.FromSeconds(30);

    private static readonly SemaphoreSlim BodySlots = new(MaxConcurrentBodies);

    /// <summary>Maps the endpoint if <c>web.publicUrl</c> is set.</summary>
    public static void Map(WebApplication app)
    {
        if (app.Services.GetService<PushReceiver>() is not { } pushReceiver)
        {
            return;
        }

        var hooks = new WebSubCallbackEndpoint(pushReceiver, app.Services.GetRequiredService<TimeProvider>());
        var group = app.MapGroup("/websub").WithMetadata(AllowAnonymousMetadata.Instance, InboundHookMetadata.Instance);
        group.MapGet("/{id}", (HttpContext context, string id) => hooks.VerifyIntentAsync(context, id));
        group.MapPost("/{id}", (HttpContext context, string id) => hooks.ReceiveContentAsync(context, id));
    }

    private async Task VerifyIntentAsync(HttpContext context, string id)
    {
        var query = context.Request.Query;
        string? Parameter(string name) => query[name] is [{ } value] ? value : null;
        var lease = double.TryParse(Parameter("hub.lease_seconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, 1e9))
            : (TimeSpan?)null;
        var verification = new HubVerification(Parameter("hub.mode"), Parameter("hub.topic"), lease, Parameter("hub.reason"));
        var challenge = Parameter("hub.challenge");
        var isComplete = verification.Mode == "denied" || challenge is { Length: > 0 and <= MaxChallengeLength };
        if (!isComplete
            || await pushReceiver.FindAsync(id, context.RequestAborted) is not { } subscription
            || !await pushReceiver.VerifyAsync(subscription, verification, context.RequestAborted))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(verification.Mode == "denied" ? "" : challenge!, context.RequestAborted);
    }

    private async Task ReceiveContentAsync(HttpContext context, string id)
    {
        var signature = (string?)context.Request.Headers[PushSignature.Header];
        if (await pushReceiver.FindAsync(id, context.RequestAborted) is not { IsUnsubscribing: false } subscription)
        {
            // 410 ends the subscription at the hub: https://www.w3.org/TR/websub/#content-distribution
            context.Response.StatusCode = StatusCodes.Status410Gone;
        }
        else if (context.Request.ContentLength > pushReceiver.MaxBodyBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
        else if (!PushSignature.IsWellFormed(signature))
        {
            pushReceiver.ReportInvalidSignature(subscription);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        else
        {
            await ReceiveContentAsync(context, subscription, signature);
        }
    }

    private async Task ReceiveContentAsync(HttpContext context, HubSubscription subscription, string? signature)
    {
        await BodySlots.WaitAsync(context.RequestAborted);
        try
        {
            if (await ReadBodyAsync(context) is { } body)
            {
                // Not cancelled if the hub closes the connection: a received document is stored completely.
                await pushReceiver.ReceiveAsync(subscription, signature, context.Request.ContentType, body, CancellationToken.None);
                context.Response.StatusCode = StatusCodes.Status202Accepted;
            }
        }
        finally
        {
            BodySlots.Release();
        }
    }

    /// <returns>Null: the body is too large or too slow, and the response status is set.</returns>
    private async Task<byte[]?> ReadBodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = pushReceiver.MaxBodyBytes;
        }

        using var timeout = new CancellationTokenSource(BodyTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, linked.Token);
            return body.ToArray();
        }
        catch (BadHttpRequestException e)
        {
            context.Response.StatusCode = e.StatusCode;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status408RequestTimeout;
        }

        return null;
    }
}
