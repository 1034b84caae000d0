using System.Diagnostics.Metrics;
using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Routing;

namespace AlertBot.Alerts;

/// <summary>Metrics of decisions and messages, and of the delay between publication and delivery.</summary>
internal sealed class AlertMetrics
{
    /// <summary>In seconds, from one second to one day.</summary>
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
            description: "Attempts to send a message, by platform and outcome.");
        _decisions = meter.CreateCounter<long>("alertbot_decisions_total",
            description: "Decisions whether an article was posted to a destination, by verdict.");
        _fromPublication = meter.CreateHistogram("alertbot_delay_from_publication_seconds", "s",
            "Time from the publication of an article to the acknowledgement of the platform.", tags: null, DelayBuckets);
        _fromFirstSight = meter.CreateHistogram("alertbot_delay_from_first_sight_seconds", "s",
            "Time from the first sight of an entry to the acknowledgement of the platform.", tags: null, DelayBuckets);
    }

    /// <param name="platform">As in <see cref="IChatSender.Platform"/>.</param>
    public void RecordAttempt(string platform, SendOutcome outcome) =>
        _messages.Add(1, new("outcome", OutcomeName(outcome)), new("platform", platform));

    /// <param name="verdict">A <see cref="Decision.Name"/>; each value is a time series.</param>
    public void RecordDecision(string verdict) => _decisions.Add(1, new KeyValuePair<string, object?>("verdict", verdict));

    /// <summary>Records that the platform acknowledged a message.</summary>
    /// <param name="published">Null when the entry has no date.</param>
    public void RecordDelivery(DateTimeOffset? published, DateTimeOffset firstSeen, DateTimeOffset acknowledged)
    {
        if (published is { } date)
        {
            _fromPublication.Record(DelaySeconds(date, acknowledged));
        }

        _fromFirstSight.Record(DelaySeconds(firstSeen, acknowledged));
    }

    // The delay of an entry that is dated in the future counts as 0.
    private static double DelaySeconds(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, (to - from).TotalSeconds);

    private static string OutcomeName(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Sent => "sent",
        SendOutcome.RetryAfter => "retry_after",
        SendOutcome.Failed => "failed",
        SendOutcome.Refused => "refused",
        SendOutcome.Unclear => "unclear",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "unknown outcome"),
    };
}
