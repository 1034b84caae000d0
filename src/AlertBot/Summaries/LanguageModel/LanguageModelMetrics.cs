using System.Diagnostics.Metrics;

namespace AlertBot.Summaries.LanguageModel;

/// <summary>What became of the summaries that the language model was asked for, and how long it took.</summary>
internal sealed class LanguageModelMetrics
{
    private readonly Counter<long> _summaries;
    private readonly Histogram<double> _seconds;

    public LanguageModelMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("AlertBot");
        _summaries =
            meter.CreateCounter<long>("alertbot_model_summaries_total", description: "Summaries wanted of the language model, by outcome.");
        _seconds = meter.CreateHistogram(
            "alertbot_model_answer_seconds", "s", "From asking the language model to its answer or failure.", tags: null,
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

    public void RecordDuration(TimeSpan time) => _seconds.Record(time.TotalSeconds);
}

/// <summary>What became of one wanted summary.</summary>
internal enum SummaryOutcome
{
    Written,

    /// <summary>It answered, and nothing of it may be shown.</summary>
    Rejected,

    /// <summary>It failed or was too slow.</summary>
    Failed,

    /// <summary>Too many articles wanted one at once.</summary>
    Busy,

    /// <summary>It is left alone after failures.</summary>
    Paused,
}
