using System.Diagnostics.Metrics;

namespace AlertBot.Feeds;

/// <summary>Metrics of polling.</summary>
internal sealed class FeedMetrics
{
    private readonly Counter<long> _polls;
    private readonly Counter<long> _entries;

    public FeedMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("AlertBot");
        _polls = meter.CreateCounter<long>("alertbot_polls_total", description: "Polls of feeds, by outcome.");
        _entries = meter.CreateCounter<long>("alertbot_entries_new_total", description: "Entries seen for the first time.");
    }

    /// <param name="outcome">One of a small fixed set, such as <c>fetched</c>, <c>not_modified</c>, <c>failed</c>; each becomes a time
    /// series.</param>
    /// <param name="newEntries">Number of new entries in the document.</param>
    public void RecordPoll(string outcome, int newEntries)
    {
        _polls.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        _entries.Add(newEntries);
    }
}
