using System.Diagnostics.Metrics;

namespace AlertBot.Summaries.LanguageModel;

/// <summary>Metrics of the summaries requested from the language model: outcomes and duration.</summary>
internal sealed class LanguageModelMetrics
{
    private readonly Counter<long> _summaries;
    private readonly Histogram<double> _seconds;

    public LanguageModelMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("AlertBot");
        _summaries = meter.CreateCounter<long>("alertbot_model_summaries_total",
            description: "Summaries requested from the language model, by outcome.");
        _seconds = meter.CreateHistogram(
            "alertbot_model_answer_seconds", "s", "Time from a request to the language model to its answer or failure.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.25, 0.5, 1, 2, 5, 10, 20, 30, 60] });
    }

    public void RecordOutcome(SummaryOutcome outcome) => _summaries.Add(1, new KeyValuePair<string, object?>("outcome", outcome switch
    {
        SummaryOutcome.Written => "written",
        SummaryOutcome.Rejected => "rejected",
        SummaryOutcome.Failed => "failed",
        SummaryOutcome.Busy => "busy",
        SummaryOutcome.Paused => "paused",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "an outcome without a name"),
    }));

    public void RecordDuration(TimeSpan duration) => _seconds.Record(duration.TotalSeconds);
}

/// <summary>The outcome of one requested summary.</summary>
internal enum SummaryOutcome
{
    /// <summary>The article got a summary.</summary>
    Written,

    /// <summary>The model answered, but no sentence of the answer passed verification.</summary>
    Rejected,

    /// <summary>The request failed or timed out.</summary>
    Failed,

    /// <summary>No request was made: too many articles were waiting.</summary>
    Busy,

    /// <summary>No request was made: requests are paused after failures.</summary>
    Paused,
}
