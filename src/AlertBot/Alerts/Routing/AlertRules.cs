using AlertBot.Reading;
using AlertBot.Stories;

namespace AlertBot.Alerts.Routing;

/// <summary>Decides whether an article is told to a destination that follows its topics.</summary>
internal sealed class AlertRules(NewsOptions news)
{
    /// <param name="followed">The topics of the article that the destination follows, with when it began.</param>
    /// <param name="destination">One of its subscribers.</param>
    /// <param name="isTold">The article's story has an alert there.</param>
    public Decision Decide(MatchedArticle article, IReadOnlyList<(MatchedTopic Topic, DateTimeOffset Since)> followed,
        Subscriber destination, bool isTold, DateTimeOffset now)
    {
        if (article.Backlog != Backlog.None)
        {
            return new Decision.Skipped(
                article.Backlog == Backlog.FeedAdded ? "it was listed when its feed was added"
                    : "it was there before the topic was as it is now");
        }

        if (article.NewsAt is not { } at)
        {
            return new Decision.Skipped("it has no date, and its feed had not been polled for so long that it may be old");
        }

        if (now - at > news.MaxAge)
        {
            return new Decision.Skipped($"it is older than {FormatDuration(news.MaxAge)} (news.maxAge)");
        }

        if (followed.All(topic => topic.Since > article.FirstSeen))
        {
            return new Decision.Skipped("it was seen before the subscription");
        }

        if (destination.DisabledReason is not null)
        {
            return new Decision.Skipped($"the destination is switched off: {destination.DisabledReason}");
        }

        if (destination.PausedUntil > now)
        {
            return new Decision.Skipped("the channel was paused");
        }

        return isTold ? new Decision.AddedToAlert("its story was told here already")
            : new Decision.NewAlert(DescribeEvidence(followed[0].Topic));
    }

    /// <summary>Until when a message about the article is worth sending.</summary>
    public DateTimeOffset GetExpiry(MatchedArticle article) => (article.NewsAt ?? article.FirstSeen) + news.MaxAge;

    private static string DescribeEvidence(MatchedTopic topic) => topic.Evidence is [var first, ..]
        ? $"{topic.Name} matches “{first.Text}” in the {first.Field}"
        : $"{topic.Name} matches";

    private static string FormatDuration(TimeSpan span) =>
        span.TotalHours % 24 == 0 && span.TotalDays > 2 ? $"{span.TotalDays:0} d"
            : span.TotalHours >= 1 ? $"{span.TotalHours:0.#} h" : $"{span.TotalMinutes:0.#} min";
}
