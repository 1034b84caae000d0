using System.Globalization;
using AlertBot.Hosting;
using AlertBot.Http;

namespace AlertBot.Feeds.WebSub;

/// <summary>Sends requests to hubs: subscribes, renews before the lease ends, unsubscribes. When a subscription is
/// renewed is set by <see cref="HubCallbackStore"/>. https://www.w3.org/TR/websub/</summary>
internal sealed partial class HubSubscriber(HubSubscriptionStore store, FormSender sender, WebSubOptions options, TimeProvider time,
    Random random, ILogger<HubSubscriber> logger) : IStage<HubRequest>
{
    /// <summary>Lease that is requested; the hub decides.</summary>
    public static readonly TimeSpan RequestedLease = TimeSpan.FromDays(10);

    /// <summary>How long a hub may take to verify a request.</summary>
    private static readonly TimeSpan VerificationTimeout = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ReconcileInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MinRetryDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromHours(12);
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromDays(1);

    /// <summary>Requests to unsubscribe before the lease is left to expire.</summary>
    private const int MaxUnsubscribeAttempts = 5;

    private long? _reconciledAt;

    public string Name => "hubs";

    public int Concurrency => 4;

    public async Task<IReadOnlyList<HubRequest>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        if (_reconciledAt is not { } last || time.GetElapsedTime(last) >= ReconcileInterval)
        {
            _reconciledAt = time.GetTimestamp();
            await store.ReconcileAsync(options.CallbackBase, time.GetUtcNow(), cancellationToken);
        }

        return await store.ClaimAsync(max, time.GetUtcNow(), cancellationToken);
    }

    public async Task ProcessAsync(HubRequest request, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (request.IsUnsubscribe
            && (request.RequestedAt is null || request.FailureCount >= MaxUnsubscribeAttempts || request.ExpiresAt <= now))
        {
            await store.DeleteAsync(request, stopping);
            return;
        }

        if (!await store.MarkRequestedAsync(request, now, stopping))
        {
            return;
        }

        var failed = await sender.PostAsync(request.Hub, BuildForm(request), stopping);
        var retry = GetRetryDelay(request.FailureCount);
        if (failed is null)
        {
            await store.RecordAcceptedAsync(request, time.GetUtcNow() + (retry > VerificationTimeout ? retry : VerificationTimeout),
                stopping);
            return;
        }

        var asked = failed.RetryAfter is { } wait && wait > retry ? wait : retry;
        await store.RecordFailureAsync(request, failed.Reason, time.GetUtcNow() + (asked < MaxRetryAfter ? asked : MaxRetryAfter),
            stopping);
        if (request.FailureCount == 0)
        {
            LogFailed(request, failed.Reason);
        }
    }

    private static List<KeyValuePair<string, string>> BuildForm(HubRequest request)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("hub.callback", request.Callback),
            new("hub.mode", request.IsUnsubscribe ? "unsubscribe" : "subscribe"),
            new("hub.topic", request.Topic),
        };
        if (!request.IsUnsubscribe)
        {
            form.Add(new("hub.lease_seconds", ((long)RequestedLease.TotalSeconds).ToString(CultureInfo.InvariantCulture)));
            form.Add(new("hub.secret", request.Secret));
        }

        return form;
    }

    /// <summary>Doubled at each consecutive failure, with ±10 % jitter.</summary>
    private TimeSpan GetRetryDelay(int failures)
    {
        var retry = MinRetryDelay * Math.Pow(2, Math.Min(failures, 20));
        return (retry < MaxRetryDelay ? retry : MaxRetryDelay) * (0.9 + (0.2 * random.NextDouble()));
    }

    [LoggerMessage(LogLevel.Warning, "{Request} failed: {Reason}. Retrying; the feed is polled as usual.")]
    private partial void LogFailed(HubRequest request, string reason);
}
