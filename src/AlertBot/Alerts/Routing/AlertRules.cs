using AlertBot.Reading;
using AlertBot.Stories;

namespace AlertBot.Alerts.Routing;

/// <summary>Decides whether an article is posted to a destination that follows its topics.</summary>
internal sealed class AlertRules(NewsOptions news)
{
    /// <param name="followed">The topics of the article that the destination follows, with the date of each subscription.</param>
    /// <param name="destination">The destination.</param>
    /// <param name="hasAlert">The destination has an alert of the same story.</param>
    public Decision Decide(MatchedArticle article, IReadOnlyList<(MatchedTopic Topic, DateTimeOffset Since)> followed,
        Subscriber destination, bool hasAlert, DateTimeOffset now)
    {
        if (article.Backlog != Backlog.None)
        {
            return new Decision.Skipped(article.Backlog == Backlog.FeedAdded
                ? "it was listed when its feed was added"
                : "it predates the topic's current query");
        }

        if (article.NewsAt is not { } at)
        {
            return new Decision.Skipped("it has no date and may be old: its feed had not been polled reliably before");
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

        return hasAlert
            ? new Decision.AddedToAlert("its story was already posted here")
            : new Decision.NewAlert(DescribeEvidence(followed[0].Topic));
    }

    /// <summary>When a message about the article expires.</summary>
    public DateTimeOffset GetExpiry(MatchedArticle article) => (article.NewsAt ?? article.FirstSeen) + news.MaxAge;

    private static string DescribeEvidence(MatchedTopic topic) => topic.Evidence is [var first, ..]
        ? $"{topic.Name} matches “{first.Text}” in the {first.Field}"
        : $"{topic.Name} matches";

    private static string FormatDuration(TimeSpan duration) => duration switch
    {
        { TotalDays: > 2 } when duration.TotalHours % 24 == 0 => $"{duration.TotalDays:0} d",
        { TotalHours: >= 1 } => $"{duration.TotalHours:0.#} h",
        _ => $"{duration.TotalMinutes:0.#} min",
    };
}
