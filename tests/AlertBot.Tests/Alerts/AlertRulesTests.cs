using AlertBot.Alerts;
using AlertBot.Articles;

namespace AlertBot.Tests.Alerts;

public class AlertRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly AlertRules _rules = new(new NewsOptions());

    [Fact]
    public void News_is_told_with_the_words_that_matched() =>
        Assert.Equal(new Verdict.Told("ceasefire matches “truce” in the title"), Decide(AnArticle.Seen(Now)));

    [Fact]
    public void A_story_that_was_told_already_is_joined() =>
        Assert.IsType<Verdict.Joined>(Decide(AnArticle.Seen(Now), isTold: true));

    [Fact]
    public void What_was_listed_when_its_feed_was_added_is_not_told() =>
        Assert.Equal("it was listed when its feed was added", NotTold(Decide(AnArticle.Seen(Now) with { Backlog = Backlog.FeedAdded })));

    [Fact]
    public void What_is_older_than_the_setting_is_not_told()
    {
        Assert.Contains("older than 48 h", NotTold(Decide(AnArticle.Seen(Now) with { NewsAt = Now.AddHours(-48).AddSeconds(-1) })), StringComparison.Ordinal);
        Assert.IsType<Verdict.Told>(Decide(AnArticle.Seen(Now) with { NewsAt = Now.AddHours(-48) }));
    }

    [Fact]
    public void What_may_be_old_is_not_told() =>
        Assert.Contains("no date", NotTold(Decide(AnArticle.Seen(Now) with { NewsAt = null })), StringComparison.Ordinal);

    [Fact]
    public void What_was_seen_before_the_subscription_is_not_told() =>
        Assert.Contains("before the subscription", NotTold(Decide(AnArticle.Seen(Now.AddMinutes(-1)), since: Now)), StringComparison.Ordinal);

    [Fact]
    public void A_destination_that_is_switched_off_says_why() =>
        Assert.Contains("no such webhook", NotTold(Decide(AnArticle.Seen(Now), disabled: "no such webhook")), StringComparison.Ordinal);

    [Fact]
    public void What_was_there_before_the_topic_was_as_it_is_now_is_no_news() =>
        Assert.Equal("it was there before the topic was as it is now", NotTold(Decide(AnArticle.Seen(Now) with { Backlog = Backlog.TopicChanged })));

    [Fact]
    public void A_paused_channel_is_told_nothing_until_the_pause_is_over()
    {
        Assert.Equal("the channel was paused", NotTold(Decide(AnArticle.Seen(Now), paused: Now.AddMinutes(1))));
        Assert.IsType<Verdict.Told>(Decide(AnArticle.Seen(Now), paused: Now));
    }

    private Verdict Decide(MatchedArticle article, DateTimeOffset? since = null, string? disabled = null, DateTimeOffset? paused = null, bool isTold = false) =>
        _rules.Decide(article, [(article.Topics[0], since ?? Now.AddDays(-1))], new Subscriber(default, default, default, default, disabled, paused ?? default, null, true), isTold, Now);

    private static string NotTold(Verdict verdict) => Assert.IsType<Verdict.NotTold>(verdict).Reason;
}
