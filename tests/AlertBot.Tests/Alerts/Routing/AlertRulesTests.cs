using AlertBot.Alerts.Routing;
using AlertBot.Reading;
using AlertBot.Stories;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Alerts.Routing;

public class AlertRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly AlertRules _rules = new(new NewsOptions());

    [Fact]
    public void A_matching_article_creates_an_alert_with_its_matched_words() =>
        Assert.Equal(new Decision.NewAlert("ceasefire matches “truce” in the title"), Decide(AnArticle.Seen(Now)));

    [Fact]
    public void An_article_of_an_alerted_story_is_added_to_its_alert() =>
        Assert.IsType<Decision.AddedToAlert>(Decide(AnArticle.Seen(Now), hasAlert: true));

    [Fact]
    public void An_entry_listed_when_its_feed_was_added_is_skipped() =>
        Assert.Equal("it was listed when its feed was added", ReasonOf(Decide(AnArticle.Seen(Now) with { Backlog = Backlog.FeedAdded })));

    [Fact]
    public void An_entry_older_than_the_maximum_age_is_skipped()
    {
        Assert.Contains("older than 48 h", ReasonOf(Decide(AnArticle.Seen(Now) with { NewsAt = Now.AddHours(-48).AddSeconds(-1) })),
            StringComparison.Ordinal);
        Assert.IsType<Decision.NewAlert>(Decide(AnArticle.Seen(Now) with { NewsAt = Now.AddHours(-48) }));
    }

    [Fact]
    public void An_entry_that_may_be_old_is_skipped() =>
        Assert.Contains("no date", ReasonOf(Decide(AnArticle.Seen(Now) with { NewsAt = null })), StringComparison.Ordinal);

    [Fact]
    public void An_entry_seen_before_the_subscription_is_skipped() =>
        Assert.Contains("before the subscription", ReasonOf(Decide(AnArticle.Seen(Now.AddMinutes(-1)), since: Now)),
            StringComparison.Ordinal);

    [Fact]
    public void The_decision_for_a_disabled_destination_gives_the_reason() =>
        Assert.Contains("no such webhook", ReasonOf(Decide(AnArticle.Seen(Now), disabled: "no such webhook")), StringComparison.Ordinal);

    [Fact]
    public void An_entry_that_predates_the_topics_current_query_is_skipped() =>
        Assert.Equal("it predates the topic's current query",
            ReasonOf(Decide(AnArticle.Seen(Now) with { Backlog = Backlog.TopicChanged })));

    [Fact]
    public void A_paused_destination_gets_no_alerts_until_the_pause_ends()
    {
        Assert.Equal("the channel was paused", ReasonOf(Decide(AnArticle.Seen(Now), paused: Now.AddMinutes(1))));
        Assert.IsType<Decision.NewAlert>(Decide(AnArticle.Seen(Now), paused: Now));
    }

    private Decision Decide(MatchedArticle article, DateTimeOffset? since = null, string? disabled = null, DateTimeOffset? paused = null,
        bool hasAlert = false) =>
        _rules.Decide(article, [(article.Topics[0], since ?? Now.AddDays(-1))],
            new Subscriber(default, default, default, default, disabled, paused ?? default, null, true), hasAlert, Now);

    private static string ReasonOf(Decision decision) => Assert.IsType<Decision.Skipped>(decision).Reason;
}
