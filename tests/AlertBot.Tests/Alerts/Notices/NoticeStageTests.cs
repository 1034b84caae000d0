using AlertBot.Alerts.Notices;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Reading;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Alerts.Notices;

public abstract class NoticeStageTests : StoreTests
{
    private readonly ScriptedSender _sender = new();
    private NewsroomFixture? _fixture;
    private NoticeStage? _stage;

    private NewsroomFixture Fixture => _fixture ??= new NewsroomFixture(Test);

    [Fact]
    public async Task A_failing_feed_is_reported_once_and_when_it_works_again()
    {
        await SubscribeAsync(notices: true);
        await FailAsync("403 Forbidden, a Cloudflare challenge");
        await CheckAsync(TimeSpan.FromMinutes(29));
        Assert.Empty(_sender.Posted);

        await CheckAsync(TimeSpan.FromMinutes(1));
        await CheckAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(["a Feed a.example has been failing since 12:00 (UTC): 403 Forbidden, a Cloudflare challenge"], _sender.Posted);

        await Test.ExecuteAsync("UPDATE feed SET failing_since = NULL, last_error = NULL");
        await CheckAsync(TimeSpan.FromMinutes(5));
        await CheckAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("a Feed a.example is working again. It had been failing since 12:00 (UTC)", Assert.Single(_sender.Posted.Skip(1)));
    }

    [Fact]
    public async Task Without_notices_nothing_is_reported()
    {
        await SubscribeAsync(notices: false);
        await FailAsync("403");
        await CheckAsync(TimeSpan.FromHours(1));

        Assert.Empty(_sender.Posted);
    }

    [Fact]
    public async Task A_channel_can_switch_notices_on()
    {
        await SubscribeAsync(notices: false);
        await Test.ExecuteAsync($"UPDATE destination SET options = '{new DestinationOptions { Notices = true }.ToJson()}'");
        await FailAsync("403");
        await CheckAsync(TimeSpan.FromHours(1));

        Assert.Single(_sender.Posted);
    }

    [Fact]
    public async Task Faults_that_begin_together_are_one_message()
    {
        await SubscribeAsync(notices: true);
        for (var feed = 2; feed < 14; feed++)
        {
            await Test.ExecuteAsync(
                $"INSERT INTO feed (id, url, host, added_at, due_at) VALUES ({feed}, 'https://f{feed}.example/', 'f{feed}.example', 0, 0)");
            await Test.ExecuteAsync($"INSERT INTO workspace_feed (workspace_id, feed_id, added_at) VALUES (0, {feed}, 0)");
        }

        await FailAsync("no network");
        await CheckAsync(TimeSpan.FromHours(1));

        var message = Assert.Single(_sender.Messages);
        Assert.Equal("13 notices", message.Brief.Headline);
        Assert.Equal(11, message.Brief.Summary.Count);
        Assert.Equal("And 3 more notices.", message.Brief.Summary[^1]);
    }

    [Fact]
    public async Task A_silent_topic_is_reported_with_its_usual_interval_and_when_news_come_again()
    {
        await SubscribeAsync(notices: true);
        for (var article = 0; article < 20; article++)
        {
            await Fixture.AddMatchedAsync($"Truce number {article}");
            Test.Time.Advance(TimeSpan.FromMinutes(40));
        }

        await CheckAsync(TimeSpan.FromHours(5));
        Assert.Empty(_sender.Posted);
        await CheckAsync(TimeSpan.FromMinutes(20));
        await CheckAsync(TimeSpan.FromHours(1));
        Assert.Equal(["a No news on ceasefire for 6 h; there is usually some every 40 min"], _sender.Posted);

        await Fixture.AddMatchedAsync("Truce signed");
        await CheckAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("a News on ceasefire again, after 7 h", _sender.Posted[^1]);
    }

    [Fact]
    public void A_topic_that_is_silent_every_night_is_not_reported_at_night()
    {
        var night = new DateTimeOffset(2026, 11, 23, 5, 0, 0, TimeSpan.Zero);
        var seen = Enumerable.Range(0, 3).SelectMany(day => Enumerable.Range(0, 20)
            .Select(i => night.AddHours(-9).AddDays(-day).AddMinutes(-40 * i))).ToList();

        Assert.Null(TopicSilence.FindUnusual(seen, night));
        Assert.Equal(TimeSpan.FromMinutes(40), TopicSilence.FindUnusual(seen, night.AddHours(8)));
    }

    private async Task SubscribeAsync(bool notices)
    {
        await Fixture.OpenAsync();
        await Fixture.SubscribeAsync(
        [
            new SubscriptionOptions(new DestinationAddress("webhook", "a"), ["ceasefire"])
            {
                Routing = new RoutingOptions { Notices = notices },
            },
        ]);
    }

    private Task FailAsync(string reason) => Test.ExecuteAsync(
        $"UPDATE feed SET failures = 5, failing_since = {Test.Now.ToUnixTimeMilliseconds()}, last_error = '{reason}'");

    private async Task CheckAsync(TimeSpan later)
    {
        Test.Time.Advance(later);
        _stage ??= new NoticeStage(Test.Database, new NewsOptions(), Fixture.Signals, Test.Time);
        foreach (var check in await _stage.ClaimAsync(1, CancellationToken.None))
        {
            await _stage.ProcessAsync(check, CancellationToken.None);
        }

        await Fixture.DeliverAsync(_sender);
    }
}

public sealed class NoticeStageOnSqliteTests : NoticeStageTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
