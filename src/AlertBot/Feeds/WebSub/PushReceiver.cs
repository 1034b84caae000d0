using AlertBot.Feeds.Parsing;
using AlertBot.Hosting;

namespace AlertBot.Feeds.WebSub;

/// <summary>Takes what hubs ask and push at a callback.</summary>
internal sealed partial class PushReceiver(HubCallbackStore store, WakeSignals signals, FeedMetrics metrics, WebSubOptions options,
    TimeProvider time, ILogger<PushReceiver> logger)
{
    /// <summary>One of ours is 48 characters long.</summary>
    private const int MaxIdLength = 64;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(10);

    private long _lastReported;

    public long MaxBodyBytes => options.MaxBodyBytes;

    /// <returns>Null: there is no such subscription, or nobody wants its news any more.</returns>
    public async Task<HubSubscription?> FindAsync(string id, CancellationToken cancellationToken) =>
        id.Length <= MaxIdLength && await store.FindAsync(id, cancellationToken) is { } place ? place : null;

    /// <returns>Whether the challenge is to be given back.</returns>
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

        // Where the subscription ended, its feed is polled as usual from now on.
        signals.Hubs.Wake();
        return true;
    }

    /// <summary>Takes in a document whose signature is right; any other is ignored, and the hub does not learn it (section 7).</summary>
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

    /// <summary>A hub that signs wrongly looks like this too, so an operator hears of it; but not of each try of an attacker.</summary>
    public void ReportInvalidSignature(HubSubscription place)
    {
        var (said, now) = (Interlocked.Read(ref _lastReported), time.GetTimestamp());
        if ((said == 0 || time.GetElapsedTime(said, now) >= ReportInterval)
            && Interlocked.CompareExchange(ref _lastReported, now, said) == said)
        {
            LogInvalidSignature(place);
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "What was pushed for {Place} is not signed with its secret and was ignored; the feed is polled all the same")]
    private partial void LogInvalidSignature(HubSubscription place);

    [LoggerMessage(LogLevel.Warning, "What was pushed for {Place} cannot be read: {Reason}")]
    private partial void LogUnreadable(HubSubscription place, string reason);

    [LoggerMessage(LogLevel.Warning, "The hub refused {Place}: the feed is polled as usual, and the hub is asked again in a day")]
    private partial void LogDenied(HubSubscription place);
}
