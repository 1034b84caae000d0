using AlertBot.Storage;

namespace AlertBot.Feeds.WebSub;

/// <summary>Takes what hubs ask and push at a callback.</summary>
internal sealed partial class PushDesk(PushStore store, PassSignals signals, FeedMetrics metrics, WebSubOptions options, TimeProvider time, ILogger<PushDesk> logger)
{
    /// <summary>One of ours is 48 characters long.</summary>
    private const int LongestId = 64;

    private static readonly TimeSpan SayEvery = TimeSpan.FromMinutes(10);

    private long _said;

    public long MaxBodyBytes => options.MaxBodyBytes;

    /// <returns>Null: there is no such subscription, or nobody wants its news any more.</returns>
    public async Task<PushPlace?> FindAsync(string id, CancellationToken cancellationToken) =>
        id.Length <= LongestId && await store.FindAsync(id, cancellationToken) is { } place ? place : null;

    /// <returns>Whether the challenge is to be given back.</returns>
    public async Task<bool> AnswerAsync(PushPlace place, HubQuestion question, CancellationToken cancellationToken)
    {
        if (!await store.AnswerAsync(place, question, time.GetUtcNow(), cancellationToken))
        {
            return false;
        }

        if (question.Mode == "denied" && !place.IsLeaving)
        {
            LogRefused(place);
        }

        // Where the subscription ended, its feed is polled as usual from now on.
        signals.Hubs.Wake();
        return true;
    }

    /// <summary>Takes in a document whose signature is right; any other is ignored, and the hub does not learn it (section 7).</summary>
    public async Task TakeAsync(PushPlace place, string? signature, string? contentType, byte[] body, CancellationToken cancellationToken)
    {
        if (!PushSignature.IsValid(signature, place.Secret, body))
        {
            SayForged(place);
            return;
        }

        if (!place.IsActive || place.IsRetired)
        {
            return;
        }

        switch (FeedParser.Parse(body, contentType, new Uri(place.Feed.Url)))
        {
            case FeedReading.Parsed { Feed: var document }:
                var added = await store.TakeInAsync(place, document, time.GetUtcNow(), cancellationToken);
                metrics.Polled("pushed", added);
                if (added > 0)
                {
                    signals.Read.Wake();
                }

                break;
            case FeedReading.Refused refused:
                LogUnreadable(place, refused.Reason);
                break;
        }
    }

    /// <summary>A hub that signs wrongly looks like this too, so an operator hears of it; but not of each try of an attacker.</summary>
    public void SayForged(PushPlace place)
    {
        var (said, now) = (Interlocked.Read(ref _said), time.GetTimestamp());
        if ((said == 0 || time.GetElapsedTime(said, now) >= SayEvery) && Interlocked.CompareExchange(ref _said, now, said) == said)
        {
            LogForged(place);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What was pushed for {Place} is not signed with its secret and was ignored; the feed is polled all the same")]
    private partial void LogForged(PushPlace place);

    [LoggerMessage(LogLevel.Warning, "What was pushed for {Place} cannot be read: {Reason}")]
    private partial void LogUnreadable(PushPlace place, string reason);

    [LoggerMessage(LogLevel.Warning, "The hub refused {Place}: the feed is polled as usual, and the hub is asked again in a day")]
    private partial void LogRefused(PushPlace place);
}
