using System.Diagnostics.Metrics;

namespace AlertBot.Topics;

/// <summary>Counts matched articles. The topic is not a label, since users create topics and their number is unbounded.</summary>
internal sealed class TopicMetrics
{
    private readonly Counter<long> _articles;
    private readonly Counter<long> _matches;

    public TopicMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("AlertBot");
        _articles = meter.CreateCounter<long>("alertbot_articles_total",
            description: "Articles that were matched against the topics, by whether one matched.");
        _matches = meter.CreateCounter<long>("alertbot_matches_total", description: "Topics found in articles.");
    }

    /// <param name="topics">How many topics this article matched.</param>
    public void RecordArticle(int topics)
    {
        _articles.Add(1, new KeyValuePair<string, object?>("matched", topics > 0 ? "yes" : "no"));
        _matches.Add(topics);
    }
}
