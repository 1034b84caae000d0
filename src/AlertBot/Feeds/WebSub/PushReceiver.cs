using AlertBot.Feeds.Parsing;
using AlertBot.Hosting;

namespace AlertBot.Feeds.WebSub;

/// <summary>Handles the requests of hubs at a callback: verifications and pushes.</summary>
internal sealed partial class PushReceiver(HubCallbackStore store, WakeSignals signals, FeedMetrics metrics, WebSubOptions options,
    TimeProvider time, ILogger<PushReceiver> logger)
{
    /// <summary>Longest id that is looked up. Ids have 48 characters.</summary>
    private const int MaxIdLength = 64;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(10);

    private long _lastReported;

    public long MaxBodyBytes => options.MaxBodyBytes;

    /// <returns>Null when there is no such subscription, or no workspace uses its feed.</returns>
    public async Task<HubSubscription?> FindAsync(string id, CancellationToken cancellationToken) =>
        id.Length <= MaxIdLength && await store.FindAsync(id, cancellationToken) is { } place ? place : null;

    /// <returns>Whether to echo the challenge.</returns>
    public async Task<bool> VerifyAsync(HubSubscription place, HubVerification question, CancellationToken cancellationToken)
    {
        if (!await store.VerifyAsync(place, question, time.GetUtcNow(), cancellationToken))
        {
            return false;
        }

        if (question.Mode == "denied" && !place.IsUnsubscribing)
        {
            LogDenied(place);
        }

        // When a subscription ends, its feed is polled as usual again.
        signals.Hubs.Wake();
        return true;
    }

    /// <summary>Stores a document with a valid signature; ignores others. The hub gets the same response (WebSub, section 7).</summary>
    public async Task ReceiveAsync(HubSubscription place, string? signature, string? contentType, byte[] body,
        CancellationToken cancellationToken)
    {
        if (!PushSignature.IsValid(signature, place.Secret, body))
        {
            ReportInvalidSignature(place);
            return;
        }

        if (!place.IsActive || place.IsRetired)
        {
            return;
        }

        switch (FeedParser.Parse(body, contentType, new Uri(place.Feed.Url)))
        {
            case FeedParseResult.Parsed { Document: var document }:
                var added = await store.RecordPushAsync(place, document, time.GetUtcNow(), cancellationToken);
                metrics.RecordPoll("pushed", added);
                if (added > 0)
                {
                    signals.Read.Wake();
                }

                break;
            case FeedParseResult.Rejected refused:
                LogUnreadable(place, refused.Reason);
                break;
        }
    }

    /// <summary>
    /// Logs an invalid signature, which may mean a misconfigured hub. Not for each one, so that an attacker cannot fill the log.
    /// </summary>
    public void ReportInvalidSignature(HubSubscription place)
    {
        var reported = Interlocked.Read(ref _lastReported);
        var now = time.GetTimestamp();
        if ((reported == 0 || time.GetElapsedTime(reported, now) >= ReportInterval)
            && Interlocked.CompareExchange(ref _lastReported, now, reported) == reported)
        {
            LogInvalidSignature(place);
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "A push for {Place} has an invalid signature and was ignored; the feed is still polled")]
    private partial void LogInvalidSignature(HubSubscription place);

    [LoggerMessage(LogLevel.Warning, "Could not parse a push for {Place}: {Reason}")]
    private partial void LogUnreadable(HubSubscription place, string reason);

    [LoggerMessage(LogLevel.Warning,
        "The hub refused {Place}. The feed is still polled; the subscription will be requested again in a day")]
    private partial void LogDenied(HubSubscription place);
}
