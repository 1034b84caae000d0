using AlertBot.Alerts.Routing;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Quotes;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Alerts.Routing;

public abstract class ThreadRepliesTests : StoreTests
{
    private readonly ScriptedSender _sender = new() { Platform = "discord" };
    private NewsroomFixture? _fixture;

    private NewsroomFixture Fixture => _fixture ??= new NewsroomFixture(Test);

    [Fact]
    public async Task A_new_figure_is_a_reply_below_the_alert_and_a_repetition_is_none()
    {
        await PostAsync("32 dead");
        await JoinAsync("32 dead", "Sund Tidende");
        await JoinAsync("41 dead", "Norvia Radio");

        Assert.Equal(2, _sender.Messages.Count);
        Assert.Equal(("Truce in Norvia", "id-1"), (_sender.Messages[1].Brief.Headline, _sender.Messages[1].ThreadRootId));
        Assert.Equal("Norvia Radio", Assert.Single(_sender.Messages[1].Brief.Sources).Name);
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM message WHERE kind = 'reply' AND parent_id = 1"));
    }

    [Fact]
    public async Task Replies_follow_each_other_at_a_distance()
    {
        await PostAsync("32 dead");
        await JoinAsync("41 dead", "Norvia Radio");
        await JoinAsync("42 dead", "Coast Wire");
        Assert.Equal(2, _sender.Messages.Count);

        Test.Time.Advance(TimeSpan.FromMinutes(6));
        await JoinAsync("43 dead", "Sund Tidende");
        Assert.Equal(3, _sender.Messages.Count);
    }

    [Fact]
    public void A_new_quote_is_news_and_a_known_one_is_not()
    {
        var known = AnArticle.Seen(Test.Now) with { Quotes = [Quote("We have agreed on a truce")] };
        var other = known with { Quotes = [Quote("We have agreed on a truce.")] };
        var fresh = known with { Quotes = [Quote("The guns are silent")] };

        Assert.False(ThreadReplies.AddsNews(other, [known]));
        Assert.True(ThreadReplies.AddsNews(fresh, [known]));
    }

    private static Quote Quote(string text) => new(text, 0, text.Length, null, null, null, null, null, null, null, false);

    private async Task PostAsync(string text)
    {
        await Fixture.OpenAsync();
        await Fixture.SubscribeAsync(
        [
            new SubscriptionOptions(new DestinationAddress("discord", "1"), ["ceasefire"])
            {
                Routing = new RoutingOptions { Updates = AlertUpdates.Thread },
            },
        ]);
        await JoinAsync(text, "Harbour Post");
    }

    private async Task JoinAsync(string text, string source)
    {
        var id = await Fixture.AddMatchedAsync("Truce in Norvia", source: source);
        await Test.ExecuteAsync($"UPDATE article SET text = '{text}' WHERE id = {id}");
        await Fixture.GroupAsync();
        await Fixture.DeliverAsync(_sender);
    }
}

public sealed class ThreadRepliesOnSqliteTests : ThreadRepliesTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
