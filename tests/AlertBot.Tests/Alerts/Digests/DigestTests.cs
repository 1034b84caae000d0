using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Alerts.Digests;

/// <summary>From the grouping of articles to the posted messages. The clock starts at noon UTC.</summary>
public abstract class DigestTests : StoreTests
{
    private static readonly DestinationAddress Channel = new("webhook", "a");

    private readonly ScriptedSender _sender = new();
    private NewsroomFixture? _fixture;

    private NewsroomFixture Fixture => _fixture ??= new NewsroomFixture(Test);

    [Fact]
    public async Task A_digest_posts_the_stories_of_the_day_in_one_message()
    {
        await SubscribeAsync(new RoutingOptions { Mode = SubscriptionMode.Digest, DigestAt = new TimeOnly(18, 0) });
        await AddAsync("Truce in Norvia", "Truce in Sundmark");
        await JoinAsync("Truce in Norvia", "Sund Tidende");
        await PostAsync();
        Assert.Empty(_sender.Posted);

        Test.Time.Advance(TimeSpan.FromHours(6));
        await PostAsync();
        await PostAsync();

        var message = Assert.Single(_sender.Messages);
        Assert.Equal("Digest: 2 stories", message.Brief.Headline);
        Assert.Equal([("Truce in Norvia", 1), ("Truce in Sundmark", 0)],
            message.Brief.Stories.Select(story => (story.Headline, story.OtherSources)));
        Assert.Null(message.Story);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM held_alert"));
    }

    [Fact]
    public async Task A_single_held_story_is_posted_as_an_ordinary_alert_which_is_edited_later()
    {
        await SubscribeAsync(new RoutingOptions { Quiet = new QuietHours(new TimeOnly(11, 0), new TimeOnly(13, 0)) });
        await AddAsync("Truce in Norvia");
        Test.Time.Advance(TimeSpan.FromHours(1));
        await PostAsync();

        Assert.Equal(["a Truce in Norvia"], _sender.Posted);
        await JoinAsync("Truce in Norvia", "Sund Tidende");
        Test.Time.Advance(EditStage.MergeWindow);
        await Fixture.EditAsync(_sender);
        Assert.Equal(2, Assert.Single(_sender.Edits).Brief.Sources.Count);
    }

    [Fact]
    public async Task Urgent_topics_are_posted_in_quiet_hours()
    {
        await SubscribeAsync(new RoutingOptions { Quiet = new QuietHours(new TimeOnly(11, 0), new TimeOnly(13, 0)) });
        await Test.ExecuteAsync("UPDATE topic SET urgent = 1 WHERE name = 'article-5'");
        await AddAsync("Truce in Norvia");
        await Fixture.AddMatchedAsync("Article 5 invoked", topic: 2);
        await PostAsync();

        Assert.Equal(["a Article 5 invoked"], _sender.Posted);
    }

    [Fact]
    public async Task An_urgent_message_passes_one_that_waits_for_the_end_of_quiet_hours()
    {
        await SubscribeAsync(new RoutingOptions { Quiet = new QuietHours(new TimeOnly(12, 30), new TimeOnly(14, 0)) });
        await Test.ExecuteAsync("UPDATE topic SET urgent = 1 WHERE name = 'article-5'");
        await AddAsync("Truce in Norvia");
        await Fixture.GroupAsync();

        // The platform was down until the quiet hours began.
        Test.Time.Advance(TimeSpan.FromMinutes(45));
        await Fixture.AddMatchedAsync("Article 5 invoked", topic: 2);
        await PostAsync();
        Assert.Equal(["a Article 5 invoked"], _sender.Posted);

        Test.Time.Advance(TimeSpan.FromHours(2));
        await PostAsync();
        Assert.Equal(["a Article 5 invoked", "a Truce in Norvia"], _sender.Posted);
    }

    [Fact]
    public async Task Alerts_beyond_the_hourly_limit_are_one_digest_and_none_is_missing()
    {
        await SubscribeAsync(new RoutingOptions { MaxPerHour = 3 });
        await AddAsync([.. Enumerable.Range(1, 40).Select(i => $"Truce number {i}")]);
        await PostAsync();
        Assert.Equal(3, _sender.Posted.Count);

        Test.Time.Advance(TimeSpan.FromMinutes(10));
        await PostAsync();

        var digest = _sender.Messages[3].Brief;
        Assert.Equal(4, _sender.Messages.Count);
        Assert.Equal("37 more stories: the hourly limit of this channel is reached", digest.Headline);
        Assert.Equal(37, digest.Stories.Count + digest.MoreStories);
        Assert.Equal(40, await Test.NumberAsync("SELECT COUNT(*) FROM message_alert"));
    }

    [Fact]
    public async Task A_paused_channel_gets_its_digest_after_the_pause_and_a_disabled_one_gets_none()
    {
        await SubscribeAsync(new RoutingOptions { Mode = SubscriptionMode.Digest, DigestAt = new TimeOnly(13, 0) });
        await AddAsync("Truce in Norvia");
        await PostAsync();
        await Test.ExecuteAsync($"UPDATE destination SET paused_until = {Test.Now.AddHours(3).ToUnixTimeMilliseconds()}");

        Test.Time.Advance(TimeSpan.FromHours(2));
        await PostAsync();
        Assert.Empty(_sender.Posted);
        Test.Time.Advance(TimeSpan.FromHours(1));
        await PostAsync();
        Assert.Equal(["a Truce in Norvia"], _sender.Posted);
    }

    [Fact]
    public async Task The_digest_beyond_the_hourly_limit_waits_for_the_end_of_quiet_hours()
    {
        await SubscribeAsync(new RoutingOptions
        {
            MaxPerHour = 1,
            Quiet = new QuietHours(new TimeOnly(12, 5), new TimeOnly(14, 0)),
        });
        await AddAsync("Truce in Norvia", "Truce in Sundmark", "Truce in Ostrel");
        await PostAsync();
        Test.Time.Advance(TimeSpan.FromMinutes(30));
        await PostAsync();
        Assert.Equal(["a Truce in Norvia"], _sender.Posted);

        Test.Time.Advance(TimeSpan.FromMinutes(90));
        await PostAsync();
        Assert.Equal(2, _sender.Messages[1].Brief.Stories.Count);
    }

    [Fact]
    public async Task A_digest_that_is_late_because_the_service_did_not_run_waits_for_the_end_of_quiet_hours()
    {
        await SubscribeAsync(new RoutingOptions
        {
            Mode = SubscriptionMode.Digest,
            DigestAt = new TimeOnly(21, 0),
            Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)),
        });
        await AddAsync("Truce in Norvia", "Truce in Sundmark");
        Test.Time.Advance(TimeSpan.FromHours(11));
        await PostAsync();
        Assert.Empty(_sender.Posted);

        Test.Time.Advance(TimeSpan.FromHours(8));
        await PostAsync();
        Assert.Single(_sender.Posted);
    }

    [Fact]
    public async Task After_a_pause_longer_than_the_maximum_age_old_alerts_are_not_posted_and_the_reason_is_recorded()
    {
        await SubscribeAsync(new RoutingOptions { Mode = SubscriptionMode.Digest, DigestAt = new TimeOnly(13, 0) });
        await AddAsync("Truce in Norvia");
        await Test.ExecuteAsync($"UPDATE destination SET paused_until = {Test.Now.AddDays(3).ToUnixTimeMilliseconds()}");

        Test.Time.Advance(TimeSpan.FromDays(3));
        await PostAsync();

        Assert.Empty(_sender.Posted);
        Assert.Equal(["its digest was due longer than news.maxAge ago"],
            await Test.TextsAsync("SELECT reason FROM decision WHERE verdict = 'not_told'"));
    }

    [Fact]
    public async Task An_alert_that_is_held_mutes_nothing()
    {
        await SubscribeAsync(new RoutingOptions { Quiet = new QuietHours(new TimeOnly(11, 0), new TimeOnly(13, 0)) });
        await Test.ExecuteAsync("""UPDATE topic SET mutes = '{"article-5":1800000}' WHERE name = 'ceasefire'""");
        await AddAsync("Truce in Norvia");

        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM topic_mute"));
    }

    [Fact]
    public async Task An_alert_mutes_the_topics_that_its_topic_names()
    {
        await SubscribeAsync(new RoutingOptions());
        await Test.ExecuteAsync("""UPDATE topic SET mutes = '{"article-5":1800000}' WHERE name = 'ceasefire'""");
        await AddAsync("Truce in Norvia");
        await Fixture.AddMatchedAsync("Article 5 invoked", topic: 2);
        await PostAsync();
        Assert.Equal(["a Truce in Norvia"], _sender.Posted);
        Assert.Equal(["article-5 was muted here until 2026-11-23 12:30 UTC by an alert of ceasefire"],
            await Test.TextsAsync("SELECT reason FROM decision WHERE verdict = 'not_told'"));

        Test.Time.Advance(TimeSpan.FromMinutes(30));
        await Fixture.AddMatchedAsync("Article 5 revoked", topic: 2);
        await PostAsync();
        Assert.Equal(["a Truce in Norvia", "a Article 5 revoked"], _sender.Posted);
    }

    [Fact]
    public async Task A_story_is_posted_when_enough_publishers_report_it()
    {
        await SubscribeAsync(new RoutingOptions { MinSources = 2 });
        await AddAsync("Truce in Norvia");
        await PostAsync();
        Assert.Empty(_sender.Posted);

        await Fixture.AddMatchedAsync("Truce in Norvia", source: "Sund Tidende", link: "https://sund.example/1");
        await PostAsync();

        Assert.Equal(["Sund Tidende", "Harbour Post"], Assert.Single(_sender.Messages).Brief.Sources.Select(source => source.Name));
    }

    private async Task SubscribeAsync(RoutingOptions options)
    {
        await Fixture.OpenAsync("a");
        await Fixture.SubscribeAsync([new SubscriptionOptions(Channel, ["ceasefire", "article-5"]) { Routing = options }]);
    }

    private async Task AddAsync(params string[] titles)
    {
        foreach (var title in titles)
        {
            await Fixture.AddMatchedAsync(title, link: "https://harbour.example/" + title.Replace(' ', '-'));
        }

        await Fixture.GroupAsync();
    }

    private async Task JoinAsync(string title, string source)
    {
        await Fixture.AddMatchedAsync(title, source: source);
        await Fixture.GroupAsync();
    }

    private async Task PostAsync()
    {
        await Fixture.GroupAsync();
        await Fixture.DigestAsync();
        await Fixture.DeliverAsync(_sender);
    }
}

public sealed class DigestOnSqliteTests : DigestTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
