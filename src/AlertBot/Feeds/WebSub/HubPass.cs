using System.Globalization;
using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Feeds.WebSub;

/// <summary>Asks hubs to push: subscribes, renews before the lease ends, unsubscribes. https://www.w3.org/TR/websub/</summary>
internal sealed partial class HubPass(HubStore store, FormSender sender, WebSubOptions options, TimeProvider time, Random random, ILogger<HubPass> logger) : IPass<HubErrand>
{
    /// <summary>What is asked for; the hub decides.</summary>
    public static readonly TimeSpan AskedLease = TimeSpan.FromDays(10);

    /// <summary>How long a hub may take to ask back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ReconcileEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(12);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(1);

    /// <summary>Then the lease ends by itself.</summary>
    private const int MostGoodbyes = 5;

    private long? _reconciled;

    public string Name => "hubs";

    public int Concurrency => 4;

    public async Task<IReadOnlyList<HubErrand>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        if (_reconciled is not { } last || time.GetElapsedTime(last) >= ReconcileEvery)
        {
            _reconciled = time.GetTimestamp();
            await store.ReconcileAsync(options.CallbackBase, time.GetUtcNow(), cancellationToken);
        }

        return await store.ClaimAsync(max, time.GetUtcNow(), cancellationToken);
    }

    public async Task WorkAsync(HubErrand errand, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (errand.IsLeaving && (errand.AskedAt is null || errand.Failures >= MostGoodbyes || errand.ExpiresAt <= now))
        {
            await store.ForgetAsync(errand, stopping);
            return;
        }

        if (!await store.AskAsync(errand, now, stopping))
        {
            return;
        }

        var failed = await sender.SendAsync(errand.Hub, Form(errand), stopping);
        var retry = Retry(errand.Failures);
        if (failed is null)
        {
            await store.AcceptedAsync(errand, time.GetUtcNow() + (retry > Patience ? retry : Patience), stopping);
            return;
        }

        var asked = failed.RetryAfter is { } wait && wait > retry ? wait : retry;
        await store.FailAsync(errand, failed.Reason, time.GetUtcNow() + (asked < LongestRetryAfter ? asked : LongestRetryAfter), stopping);
        if (errand.Failures == 0)
        {
            LogFailed(errand, failed.Reason);
        }
    }

    private static List<KeyValuePair<string, string>> Form(HubErrand errand)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("hub.callback", errand.Callback),
            new("hub.mode", errand.IsLeaving ? "unsubscribe" : "subscribe"),
            new("hub.topic", errand.Topic),
        };
        if (!errand.IsLeaving)
        {
            form.Add(new("hub.lease_seconds", ((long)AskedLease.TotalSeconds).ToString(CultureInfo.InvariantCulture)));
            form.Add(new("hub.secret", errand.Secret));
        }

        return form;
    }

    /// <summary>Twice the time at each failure in a row, a tenth earlier or later.</summary>
    private TimeSpan Retry(int failures)
    {
        var retry = FirstRetry * Math.Pow(2, Math.Min(failures, 20));
        return (retry < LongestRetry ? retry : LongestRetry) * (0.9 + (0.2 * random.NextDouble()));
    }

    [LoggerMessage(LogLevel.Warning, "{Errand} failed: {Reason}. The feed is polled as usual meanwhile, and the hub is asked again")]
    private partial void LogFailed(HubErrand errand, string reason);
}
