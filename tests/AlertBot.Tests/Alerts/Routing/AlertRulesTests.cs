using AlertBot.Alerts.Routing;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Reading;
using AlertBot.Stories;
using AlertBot.Testing.Fixtures;
using AlertBot.Topics.Queries;

namespace AlertBot.Tests.Alerts.Routing;

public class AlertRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly AlertRules _rules = new(new NewsOptions());

    [Fact]
    public void A_matching_article_creates_an_alert_with_its_matched_words() =>
        Assert.Equal(("ceasefire matches “truce” in the title", null), ReasonAndHold(Decide(AnArticle.Seen(Now))));

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

    [Fact]
    public void A_muted_topic_is_silent_until_its_mute_ends()
    {
        var muted = Follow() with { Mute = new TopicMute(Now.AddMinutes(30), "an alert of talks") };

        Assert.Equal("ceasefire was muted here until 2026-11-23 12:30 UTC by an alert of talks", ReasonOf(Decide(muted)));
        Assert.IsType<Decision.NewAlert>(Decide(muted, at: Now.AddMinutes(30)));
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("EN-gb", true)]
    [InlineData("de", false)]
    [InlineData(null, true)]
    public void Languages_select_articles_and_an_unknown_language_is_posted(string? language, bool isPosted)
    {
        var article = AnArticle.Seen(Now) with { Language = language };

        Assert.Equal(isPosted, Decide(Follow(new RoutingOptions { Languages = ["en", "fr"] }), article) is Decision.NewAlert);
    }

    [Theory]
    [InlineData("Harbour post", null, true)]
    [InlineData("Agency", null, true)]
    [InlineData("Gazette", null, false)]
    [InlineData(null, "agency", false)]
    [InlineData(null, "Gazette", true)]
    [InlineData("agency", "Harbour Post", false)]
    public void Sources_select_feeds_by_name_or_label(string? source, string? excluded, bool isPosted)
    {
        var options = new RoutingOptions
        {
            Sources = source is null ? [] : [source],
            ExcludedSources = excluded is null ? [] : [excluded],
        };

        Assert.Equal(isPosted, Decide(Follow(options) with { FeedNames = ["Harbour Post", "agency"] }) is Decision.NewAlert);
    }

    [Fact]
    public void A_story_waits_for_enough_publishers()
    {
        var options = Follow(new RoutingOptions { MinSources = 2 });

        Assert.Equal("1 publisher reports its story so far, and 2 are required (minSources)",
            ReasonOf(Decide(options, state: State() with { Publishers = 1 })));
        Assert.IsType<Decision.NewAlert>(Decide(options, state: State() with { Publishers = 2 }));
    }

    [Fact]
    public void Alerts_beyond_the_hourly_limit_wait_for_one_digest()
    {
        var options = Follow(new RoutingOptions { MaxPerHour = 3 });

        Assert.Null(ReasonAndHold(Decide(options, state: State() with { MessagesInLastHour = 2 })).Hold);
        Assert.Equal(new Hold(Now.AddMinutes(10), HoldReason.Limit),
            ReasonAndHold(Decide(options, state: State() with { MessagesInLastHour = 3 })).Hold);
        Assert.Equal(new Hold(Now.AddMinutes(4), HoldReason.Limit),
            ReasonAndHold(Decide(options, state: State() with { MessagesInLastHour = 3, LimitDigestAt = Now.AddMinutes(4) })).Hold);
    }

    [Fact]
    public void Quiet_hours_hold_an_alert_but_not_one_of_an_urgent_topic()
    {
        var quiet = Follow(new RoutingOptions { Quiet = new QuietHours(new TimeOnly(11, 0), new TimeOnly(14, 0)) });

        Assert.Equal(("ceasefire matches “truce” in the title; it will be posted in the digest at 2026-11-23 14:00 UTC (quiet hours)",
            new Hold(Now.AddHours(2), HoldReason.Quiet)), ReasonAndHold(Decide(quiet)));
        Assert.Null(ReasonAndHold(Decide(quiet with { IsUrgent = true })).Hold);
    }

    [Fact]
    public void Excluded_articles_are_not_posted_and_the_reason_names_the_word()
    {
        var rules = new AlertRules(new NewsOptions
        {
            Exclude = Assert.IsType<QueryParseResult.Parsed>(TopicQuery.Parse("football, truce")).Query,
        });

        Assert.Equal("it matches “truce” (news.exclude)",
            ReasonOf(rules.Decide(AnArticle.Seen(Now), [new FollowedTopic(AnArticle.Seen(Now).Topics[0], Follow())], State(), Now)));
    }

    private static Subscriber Follow(RoutingOptions? options = null) => new(default, new DestinationAddress("discord", "1"), default,
        default, Now.AddDays(-1), null, default, null, options ?? new RoutingOptions());

    private static RoutingState State(bool hasAlert = false) => new(hasAlert, Publishers: 1, MessagesInLastHour: 0, LimitDigestAt: null);

    private Decision Decide(MatchedArticle article, DateTimeOffset? since = null, string? disabled = null, DateTimeOffset? paused = null,
        bool hasAlert = false) =>
        Decide(Follow() with { Since = since ?? Now.AddDays(-1), DisabledReason = disabled, PausedUntil = paused ?? default }, article,
            State(hasAlert));

    private Decision Decide(Subscriber subscriber, MatchedArticle? article = null, RoutingState? state = null, DateTimeOffset? at = null)
    {
        article ??= AnArticle.Seen(Now);
        return _rules.Decide(article, [new FollowedTopic(article.Topics[0], subscriber)], state ?? State(), at ?? Now);
    }

    private static string ReasonOf(Decision decision) => Assert.IsType<Decision.Skipped>(decision).Reason;

    private static (string Reason, Hold? Hold) ReasonAndHold(Decision decision) =>
        Assert.IsType<Decision.NewAlert>(decision) is var alert ? (alert.Reason, alert.Hold) : default;
}
