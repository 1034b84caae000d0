using System.Globalization;
using AlertBot.Feeds.WebSub;
using Microsoft.AspNetCore.Http.Features;

namespace AlertBot.Web;

/// <summary>
/// What hubs call: <c>/websub/{id}</c>, by GET with their questions and by POST with the news of a feed. https://www.w3.org/TR/websub/
/// </summary>
internal sealed class WebSubCallbackEndpoint(PushReceiver desk, TimeProvider time)
{
    private const int MaxChallengeLength = 2_000;

    /// <summary>Documents that are read at once; each is held in memory.</summary>
    private const int MaxConcurrentBodies = 8;

    /// <summary>For the whole body.</summary>
    private static readonly TimeSpan BodyTimeout = TimeSpan.FromSeconds(30);

    private static readonly SemaphoreSlim BodySlots = new(MaxConcurrentBodies);

    /// <summary>Maps them where <c>web.publicUrl</c> is set.</summary>
    public static void Map(WebApplication app)
    {
        if (app.Services.GetService<PushReceiver>() is not { } desk)
        {
            return;
        }

        var hooks = new WebSubCallbackEndpoint(desk, app.Services.GetRequiredService<TimeProvider>());
        var group = app.MapGroup("/websub").WithMetadata(AllowAnonymousMetadata.Instance, InboundHookMetadata.Instance);
        group.MapGet("/{id}", (HttpContext context, string id) => hooks.VerifyIntentAsync(context, id));
        group.MapPost("/{id}", (HttpContext context, string id) => hooks.ReceiveContentAsync(context, id));
    }

    private async Task VerifyIntentAsync(HttpContext context, string id)
    {
        var query = context.Request.Query;
        string? Given(string name) => query[name] is [{ } value] ? value : null;
        var lease = double.TryParse(Given("hub.lease_seconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, 1e9)) : (TimeSpan?)null;
        var question = new HubVerification(Given("hub.mode"), Given("hub.topic"), lease, Given("hub.reason"));
        var challenge = Given("hub.challenge");
        var isWhole = question.Mode == "denied" || challenge is { Length: > 0 and <= MaxChallengeLength };
        if (!isWhole || await desk.FindAsync(id, context.RequestAborted) is not { } place
            || !await desk.VerifyAsync(place, question, context.RequestAborted))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(question.Mode == "denied" ? "" : challenge!, context.RequestAborted);
    }

    private async Task ReceiveContentAsync(HttpContext context, string id)
    {
        var signature = (string?)context.Request.Headers[PushSignature.Header];
        if (await desk.FindAsync(id, context.RequestAborted) is not { IsUnsubscribing: false } place)
        {
            // So that the hub stops (section 7).
            context.Response.StatusCode = StatusCodes.Status410Gone;
        }
        else if (context.Request.ContentLength > desk.MaxBodyBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
        else if (!PushSignature.IsWellFormed(signature))
        {
            desk.ReportInvalidSignature(place);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        else
        {
            await ReceiveContentAsync(context, place, signature);
        }
    }

    private async Task ReceiveContentAsync(HttpContext context, HubSubscription place, string? signature)
    {
        await BodySlots.WaitAsync(context.RequestAborted);
        try
        {
            if (await ReadBodyAsync(context) is { } body)
            {
                // Whoever pushes may go; what was taken is stored whole.
                await desk.ReceiveAsync(place, signature, context.Request.ContentType, body, CancellationToken.None);
                context.Response.StatusCode = StatusCodes.Status202Accepted;
            }
        }
        finally
        {
            BodySlots.Release();
        }
    }

    /// <returns>Null: too large or too slow, which was said.</returns>
    private async Task<byte[]?> ReadBodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = desk.MaxBodyBytes;
        }

        using var deadline = new CancellationTokenSource(BodyTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, either.Token);
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
