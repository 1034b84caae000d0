using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands;
using AlertBot.Reading;
using AlertBot.Testing.Fixtures;

namespace AlertBot.Tests.Chat.Commands.News;

public class StatusCommandTests : NewsCommandTests
{
    private StatusCommand Status => new(Test.Database, new SubscriptionStore(Test.Database), new NewsOptions(), Test.Time);

    [Fact]
    public async Task A_failing_feed_is_listed_with_its_reason_and_other_guilds_feeds_are_not()
    {
        await Test.ExecuteAsync("UPDATE feed SET failures = 3, last_error = 'it answers 503' WHERE id > 1");

        var text = Text(await RunAsync(Status, NorthCaller));

        Assert.Contains("2 feeds: 1 healthy, 1 failing; last poll <", text, StringComparison.Ordinal);
        Assert.Contains("- **North Gazette**: it answers 503; failed 3 times in a row; last success <", text, StringComparison.Ordinal);
        Assert.DoesNotContain("South Courier", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_failed_once_is_listed_without_a_count()
    {
        await Test.ExecuteAsync("UPDATE feed SET failures = 1, last_ok_at = NULL, last_error = 'it answers 503' WHERE id = 2");

        Assert.Contains("it answers 503; failed once; no success yet", Text(await RunAsync(Status, NorthCaller)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_delays_of_the_day_cover_only_this_guilds_channels()
    {
        await News.SubscribeAsync(1, StoredNewsFixture.Truce);
        await News.AddAsync("Truce", "A truce.", published: Test.Now.AddMinutes(-10), topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();
        Test.Time.Advance(TimeSpan.FromSeconds(4));
        await News.MarkSentAsync();

        var text = Text(await RunAsync(Status, NorthCaller));

        Assert.Contains("1 alert posted.", text, StringComparison.Ordinal);
        Assert.Contains("from publication to post: half within 10.1 min (p50), 95% within 10.1 min (p95)", text,
            StringComparison.Ordinal);
        Assert.Contains("from detection to post: half within 4 s (p50)", text, StringComparison.Ordinal);
        Assert.Contains("No alerts were posted.", Text(await RunAsync(Status, SouthCaller)), StringComparison.Ordinal);
        Test.Time.Advance(TimeSpan.FromHours(25));
        Assert.Contains("No alerts were posted.", Text(await RunAsync(Status, NorthCaller)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queued_messages_are_counted_with_the_last_failure_reason()
    {
        await News.SubscribeAsync(1, StoredNewsFixture.Truce);
        await News.AddAsync("Truce", "A truce.", topics: [StoredNewsFixture.Truce]);
        await News.GroupAsync();
        await Test.ExecuteAsync("UPDATE message SET reason = 'the platform asks to wait'");
        await News.AddAsync("Truce two", "A truce.", topics: [StoredNewsFixture.Truce]);

        var text = Text(await RunAsync(Status, NorthCaller with { IsManager = true }));
        Assert.Contains("1 entry to group into stories, 1 message to post.", text, StringComparison.Ordinal);
        Assert.Contains($"{NorthCaller.Channel}: the platform asks to wait", text, StringComparison.Ordinal);
        Assert.DoesNotContain("asks to wait", Text(await RunAsync(Status, NorthCaller)), StringComparison.Ordinal);
        Assert.DoesNotContain("to post.", Text(await RunAsync(Status, SouthCaller)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_of_the_channel_itself_is_shown()
    {
        await News.SubscribeAsync(1, StoredNewsFixture.Harbour);
        var options = new DestinationOptions { Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)), TimeZone = "Europe/Kyiv" };
        await Test.ExecuteAsync(
            $"UPDATE destination SET paused_until = {Test.Now.AddHours(2).ToUnixTimeMilliseconds()}, options = '{options.ToJson()}' "
                + "WHERE id = 1");

        var text = Text(await RunAsync(Status, NorthCaller));

        Assert.Contains("Follows **harbour**.", text, StringComparison.Ordinal);
        Assert.Contains("Paused for another 2 h. To end the pause now: `/news resume`", text, StringComparison.Ordinal);
        Assert.Contains("Quiet hours: 22:00 to 07:00 (Europe/Kyiv).", text, StringComparison.Ordinal);
        Assert.Contains("Follows no topics.", Text(await RunAsync(Status, SouthCaller)), StringComparison.Ordinal);
    }
}
