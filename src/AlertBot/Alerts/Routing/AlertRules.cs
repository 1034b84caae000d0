using AlertBot.Alerts.Subscriptions;
using AlertBot.Reading;
using AlertBot.Stories;
using AlertBot.Text;
using AlertBot.Topics.Matching;

namespace AlertBot.Alerts.Routing;

/// <summary>Decides whether an article is posted to a destination that follows its topics, and when.</summary>
internal sealed class AlertRules(NewsOptions news)
{
    /// <summary>
    /// Alerts beyond the hourly limit are collected for this long into one digest: long enough for a burst, short enough for news.
    /// </summary>
    private static readonly TimeSpan LimitDigestDelay = TimeSpan.FromMinutes(10);

    /// <param name="followed">The topics of the article that the destination follows; at least one.</param>
    /// <param name="state">What the destination and the story are like now.</param>
    public Decision Decide(MatchedArticle article, IReadOnlyList<FollowedTopic> followed, RoutingState state, DateTimeOffset now)
    {
        if (FindObstacle(article, followed, now) is { } obstacle)
        {
            return new Decision.Skipped(obstacle);
        }

        var allowed = new List<FollowedTopic>();
        string? refusal = null;
        foreach (var topic in followed)
        {
            var reason = FindRefusal(article, topic, state, now);
            refusal ??= reason;
            if (reason is null)
            {
                allowed.Add(topic);
            }
        }

        return allowed.Count == 0 ? new Decision.Skipped(refusal!)
            : state.HasAlert ? new Decision.AddedToAlert("its story was already posted here")
            : Post(allowed, state, now);
    }

    /// <summary>When a message about the article expires.</summary>
    public DateTimeOffset GetExpiry(MatchedArticle article) => (article.NewsAt ?? article.FirstSeen) + news.MaxAge;

    /// <returns>Why the article is posted on none of the topics; null when nothing forbids it.</returns>
    private string? FindObstacle(MatchedArticle article, IReadOnlyList<FollowedTopic> followed, DateTimeOffset now)
    {
        var destination = followed[0].Subscriber;
        if (article.Backlog != Backlog.None)
        {
            return article.Backlog == Backlog.FeedAdded
                ? "it was listed when its feed was added"
                : "it predates the topic's current query";
        }

        if (article.NewsAt is not { } at)
        {
            return "it has no date, and it may be old because its feed had not been polled reliably until then";
        }

        if (now - at > news.MaxAge)
        {
            return $"it is older than {FormatDuration(news.MaxAge)} (news.maxAge)";
        }

        if (followed.All(topic => topic.Subscriber.Since > article.FirstSeen))
        {
            return "it was seen before the subscription";
        }

        var document = new TopicDocument(article.Title, article.Text, article.Source, author: null, article.Language);
        if (news.Exclude?.Match(document) is { } excluded)
        {
            return excluded is [var word, ..] ? $"it matches “{word.Text}” (news.exclude)" : "it matches news.exclude";
        }

        return destination.DisabledReason is { } reason ? $"the destination is switched off: {reason}"
            : destination.PausedUntil > now ? "the channel was paused"
            : null;
    }

    /// <returns>Why the subscription does not post the article; null when it does.</returns>
    private string? FindRefusal(MatchedArticle article, FollowedTopic followed, RoutingState state, DateTimeOffset now)
    {
        var (topic, subscriber) = followed;
        var options = subscriber.Options;
        if (subscriber.Since > article.FirstSeen)
        {
            return "it was seen before the subscription";
        }

        if (subscriber.Mute is { } mute && mute.Until > now)
        {
            return $"{topic.Name} was muted here until {FormatTime(mute.Until, options)} by {mute.Author}";
        }

        if (options.Languages.Count > 0 && article.Language is { } language && !options.Languages.Any(code => IsLanguage(language, code)))
        {
            return $"its language is {language} (languages: {string.Join(", ", options.Languages)})";
        }

        var names = subscriber.FeedNames;
        if (options.Sources.Count > 0 && !names.Any(name => Contains(options.Sources, name)))
        {
            return $"its feed is not among the sources of the subscription (sources: {string.Join(", ", options.Sources)})";
        }

        if (names.FirstOrDefault(name => Contains(options.ExcludedSources, name)) is { } excluded)
        {
            return $"its feed is excluded (notSources: {excluded})";
        }

        return state.HasAlert || state.Publishers >= options.MinSources ? null
            : $"{Humanize.Count(state.Publishers, "publisher reports", "publishers report")} its story so far, and {options.MinSources} "
                + "are required (minSources)";
    }

    private Decision.NewAlert Post(List<FollowedTopic> allowed, RoutingState state, DateTimeOffset now)
    {
        // The subscription that posts first decides.
        var (first, hold) = allowed
            .Select(topic => (Topic: topic,
                Hold: PostingSchedule.FindHold(topic.Subscriber.Options, topic.Subscriber.IsUrgent, now, news.TimeZone)))
            .MinBy(choice => choice.Hold?.Until ?? DateTimeOffset.MinValue);
        if (hold is null && state.MessagesInLastHour >= first.Subscriber.Options.MaxPerHour)
        {
            hold = new Hold(
                state.LimitDigestAt ?? PostingSchedule.FindAllowedTime(first.Subscriber.Options, now + LimitDigestDelay, news.TimeZone),
                HoldReason.Limit);
        }

        var waits = hold is { } until
            ? $"; it will be posted in the digest at {FormatTime(until.Until, first.Subscriber.Options)}{DescribeHold(until.Reason, first)}"
            : "";
        return new Decision.NewAlert(DescribeEvidence(first.Topic) + waits, first, hold);
    }

    private static string DescribeHold(HoldReason reason, FollowedTopic topic) => reason switch
    {
        HoldReason.Quiet => " (quiet hours)",
        HoldReason.Limit => $" (more than {topic.Subscriber.Options.MaxPerHour} messages an hour, maxPerHour)",
        _ => "",
    };

    private static bool Contains(IReadOnlyList<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>“pt-BR” is “pt”.</summary>
    private static bool IsLanguage(string tag, string code) =>
        tag.Equals(code, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(code + "-", StringComparison.OrdinalIgnoreCase);

    private string FormatTime(DateTimeOffset at, RoutingOptions options)
    {
        var zone = options.ResolveTimeZone(news.TimeZone);
        return $"{TimeZoneInfo.ConvertTime(at, zone):yyyy-MM-dd HH:mm} {zone.Id}";
    }

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

/// <summary>A topic of an article with a subscription to it.</summary>
internal sealed record FollowedTopic(MatchedTopic Topic, Subscriber Subscriber);

/// <summary>What a decision depends on besides the article and the subscriptions.</summary>
/// <param name="HasAlert">The destination has an alert of the story.</param>
/// <param name="Publishers">The publishers that report the story, as far as the destination sees them.</param>
/// <param name="MessagesInLastHour">The messages that were queued for the destination in the last hour.</param>
/// <param name="LimitDigestAt">When the digest of alerts beyond the hourly limit is due; null when there is none.</param>
internal sealed record RoutingState(bool HasAlert, int Publishers, int MessagesInLastHour, DateTimeOffset? LimitDigestAt);
