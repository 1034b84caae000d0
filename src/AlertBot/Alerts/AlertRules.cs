using AlertBot.Articles;

namespace AlertBot.Alerts;

/// <summary>Decides whether an article is told to a destination that follows its topics.</summary>
internal sealed class AlertRules(NewsOptions news)
{
    /// <param name="followed">The topics of the article that the destination follows, with when it began.</param>
    /// <param name="destination">One of its subscribers.</param>
    /// <param name="isTold">The article's story has an alert there.</param>
    public Verdict Decide(MatchedArticle article, IReadOnlyList<(FoundTopic Topic, DateTimeOffset Since)> followed, Subscriber destination, bool isTold, DateTimeOffset now)
    {
        if (article.Backlog != Backlog.None)
        {
            return new Verdict.NotTold(article.Backlog == Backlog.FeedAdded ? "it was listed when its feed was added" : "it was there before the topic was as it is now");
        }

        if (article.NewsAt is not { } at)
        {
            return new Verdict.NotTold("it has no date, and its feed had not been polled for so long that it may be old");
        }

        if (now - at > news.MaxAge)
        {
            return new Verdict.NotTold($"it is older than {Words(news.MaxAge)} (news.maxAge)");
        }

        if (followed.All(topic => topic.Since > article.FirstSeen))
        {
            return new Verdict.NotTold("it was seen before the subscription");
        }

        if (destination.DisabledReason is not null)
        {
            return new Verdict.NotTold($"the destination is switched off: {destination.DisabledReason}");
        }

        if (destination.PausedUntil > now)
        {
            return new Verdict.NotTold("the channel was paused");
        }

        return isTold ? new Verdict.Joined("its story was told here already") : new Verdict.Told(Evidence(followed[0].Topic));
    }

    /// <summary>Until when a message about the article is worth sending.</summary>
    public DateTimeOffset ExpiresAt(MatchedArticle article) => (article.NewsAt ?? article.FirstSeen) + news.MaxAge;

    private static string Evidence(FoundTopic topic) => topic.Evidence is [var first, ..]
        ? $"{topic.Name} matches “{first.Text}” in the {first.Field}"
        : $"{topic.Name} matches";

    private static string Words(TimeSpan span) => span.TotalHours % 24 == 0 && span.TotalDays > 2 ? $"{span.TotalDays:0} d" : span.TotalHours >= 1 ? $"{span.TotalHours:0.#} h" : $"{span.TotalMinutes:0.#} min";
}
