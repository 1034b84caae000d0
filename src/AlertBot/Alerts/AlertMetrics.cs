using System.Diagnostics.Metrics;
using AlertBot.Alerts.Delivery;

namespace AlertBot.Alerts;

/// <summary>What was decided and told, and how long after the news.</summary>
internal sealed class AlertMetrics
{
    private static readonly InstrumentAdvice<double> DelayBuckets = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 86400],
    };

    private readonly Counter<long> _messages;
    private readonly Counter<long> _decisions;
    private readonly Histogram<double> _fromPublication;
    private readonly Histogram<double> _fromFirstSight;

    public AlertMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("AlertBot");
        _messages = meter.CreateCounter<long>("alertbot_messages_total",
            description: "Attempts to send a message, by platform and what came of them.");
        _decisions = meter.CreateCounter<long>("alertbot_decisions_total",
            description: "Decisions why an article was or was not told to a destination.");
        _fromPublication = meter.CreateHistogram("alertbot_delay_from_publication_seconds", "s",
            "From the publication of an article to the platform's acknowledgement.", tags: null, DelayBuckets);
        _fromFirstSight = meter.CreateHistogram("alertbot_delay_from_first_sight_seconds", "s",
            "From the first sight of an entry to the platform's acknowledgement.", tags: null, DelayBuckets);
    }

    /// <param name="platform">As in <see cref="IChatSender.Platform"/>.</param>
    public void RecordAttempt(string platform, SendOutcome outcome) =>
        _messages.Add(1, new("outcome", OutcomeName(outcome)), new("platform", platform));

    /// <param name="verdict">One of a small fixed set: each becomes a time series.</param>
    public void RecordDecision(string verdict) => _decisions.Add(1, new KeyValuePair<string, object?>("verdict", verdict));

    /// <summary>A message was acknowledged.</summary>
    /// <param name="published">Null where the entry had no date.</param>
    public void RecordDelivery(DateTimeOffset? published, DateTimeOffset firstSeen, DateTimeOffset acknowledged)
    {
        if (published is { } date)
        {
            _fromPublication.Record(DelaySeconds(date, acknowledged));
        }

        _fromFirstSight.Record(DelaySeconds(firstSeen, acknowledged));
    }

    // An entry dated in the future was told at once, as far as anyone can tell.
    private static double DelaySeconds(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, (to - from).TotalSeconds);

    private static string OutcomeName(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Sent => "sent",
        SendOutcome.RetryAfter => "retry_after",
        SendOutcome.Failed => "failed",
        SendOutcome.Refused => "refused",
        SendOutcome.Unclear => "unclear",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "an outcome without a name"),
    };
}
