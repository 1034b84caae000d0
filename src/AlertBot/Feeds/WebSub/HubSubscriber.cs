using System.Globalization;
using AlertBot.Hosting;
using AlertBot.Http;

namespace AlertBot.Feeds.WebSub;

/// <summary>Asks hubs to push: subscribes, renews before the lease ends, unsubscribes. https://www.w3.org/TR/websub/</summary>
internal sealed partial class HubSubscriber(HubSubscriptionStore store, FormSender sender, WebSubOptions options, TimeProvider time,
    Random random, ILogger<HubSubscriber> logger) : IStage<HubRequest>
{
    /// <summary>What is asked for; the hub decides.</summary>
    public static readonly TimeSpan RequestedLease = TimeSpan.FromDays(10);

    /// <summary>How long a hub may take to ask back.</summary>
    private static readonly TimeSpan VerificationTimeout = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ReconcileInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MinRetryDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromHours(12);
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromDays(1);

    /// <summary>Then the lease ends by itself.</summary>
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

    public async Task ProcessAsync(HubRequest errand, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (errand.IsUnsubscribe
            && (errand.RequestedAt is null || errand.FailureCount >= MaxUnsubscribeAttempts || errand.ExpiresAt <= now))
        {
            await store.DeleteAsync(errand, stopping);
            return;
        }

        if (!await store.MarkRequestedAsync(errand, now, stopping))
        {
            return;
        }

        var failed = await sender.PostAsync(errand.Hub, BuildForm(errand), stopping);
        var retry = GetRetryDelay(errand.FailureCount);
        if (failed is null)
        {
            await store.RecordAcceptedAsync(errand, time.GetUtcNow() + (retry > VerificationTimeout ? retry : VerificationTimeout),
                stopping);
            return;
        }

        var asked = failed.RetryAfter is { } wait && wait > retry ? wait : retry;
        await store.RecordFailureAsync(errand, failed.Reason, time.GetUtcNow() + (asked < MaxRetryAfter ? asked : MaxRetryAfter), stopping);
        if (errand.FailureCount == 0)
        {
            LogFailed(errand, failed.Reason);
        }
    }

    private static List<KeyValuePair<string, string>> BuildForm(HubRequest errand)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("hub.callback", errand.Callback),
            new("hub.mode", errand.IsUnsubscribe ? "unsubscribe" : "subscribe"),
            new("hub.topic", errand.Topic),
        };
        if (!errand.IsUnsubscribe)
        {
            form.Add(new("hub.lease_seconds", ((long)RequestedLease.TotalSeconds).ToString(CultureInfo.InvariantCulture)));
            form.Add(new("hub.secret", errand.Secret));
        }

        return form;
    }

    /// <summary>Twice the time at each failure in a row, a tenth earlier or later.</summary>
    private TimeSpan GetRetryDelay(int failures)
    {
        var retry = MinRetryDelay * Math.Pow(2, Math.Min(failures, 20));
        return (retry < MaxRetryDelay ? retry : MaxRetryDelay) * (0.9 + (0.2 * random.NextDouble()));
    }

    [LoggerMessage(LogLevel.Warning, "{Errand} failed: {Reason}. The feed is polled as usual meanwhile, and the hub is asked again")]
    private partial void LogFailed(HubRequest errand, string reason);
}
