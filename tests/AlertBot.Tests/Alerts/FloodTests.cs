using AlertBot.Stories;
using AlertBot.Stories.Grouping;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Alerts;

/// <summary>How many messages a flood of matching entries posts in one channel, with the default limits.</summary>
public abstract class FloodTests : StoreTests
{
    private readonly ScriptedSender _sender = new();
    private NewsroomFixture? _fixture;

    private NewsroomFixture Fixture => _fixture ??= new NewsroomFixture(Test);

    [Fact]
    public async Task A_new_feed_with_500_entries_posts_nothing()
    {
        await Fixture.OpenAsync("a");
        await AddAsync(500);
        await Test.ExecuteAsync("UPDATE entry SET backlog = 1");

        Assert.Equal(0, await CountMessagesAsync());
    }

    [Fact]
    public async Task A_new_topic_over_an_archive_posts_nothing()
    {
        await Fixture.OpenAsync("a");
        await AddAsync(500);
        await Test.ExecuteAsync("UPDATE entry SET backlog = 2");

        Assert.Equal(0, await CountMessagesAsync());
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(40, 21)]
    [InlineData(1000, 21)]
    public async Task Many_new_entries_are_twenty_alerts_and_one_digest(int entries, int expected)
    {
        await Fixture.OpenAsync("a");
        await AddAsync(entries);

        Assert.Equal(expected, await CountMessagesAsync());
        Assert.Equal(entries, await Test.NumberAsync("SELECT COUNT(*) FROM message_alert"));
    }

    [Fact]
    public async Task A_feed_that_renews_its_ids_links_and_dates_posts_nothing_again()
    {
        await Fixture.OpenAsync("a");
        var grouper = new StoryGrouper();
        await AddAsync(20, grouper);
        Assert.Equal(20, await CountMessagesAsync(grouper));

        Test.Time.Advance(TimeSpan.FromHours(2));
        await AddAsync(20, grouper, "https://renewed.example/");

        Assert.Equal(20, await CountMessagesAsync(grouper));
    }

    [Fact]
    public async Task After_three_days_without_the_service_only_news_within_the_maximum_age_are_posted()
    {
        await Fixture.OpenAsync("a");
        await AddAsync(100);
        await Test.ExecuteAsync($"UPDATE entry SET news_at = {Test.Now.AddDays(-3).ToUnixTimeMilliseconds()} WHERE id <= 70");

        Assert.Equal(21, await CountMessagesAsync());
        Assert.Equal(30, await Test.NumberAsync("SELECT COUNT(*) FROM message_alert"));
    }

    private async Task AddAsync(int count, IStoryGrouper? grouper = null, string links = "https://a.example/")
    {
        for (var i = 0; i < count; i++)
        {
            await Fixture.AddMatchedAsync(grouper is null ? $"Truce number {i}" : Headlines.Make(i), link: links + i);
        }
    }

    /// <summary>Runs the stages until nothing is due for an hour.</summary>
    private async Task<int> CountMessagesAsync(IStoryGrouper? grouper = null)
    {
        await Fixture.GroupAsync(grouper);
        await Fixture.DeliverAsync(_sender);
        for (var minute = 0; minute < 60; minute += 5)
        {
            Test.Time.Advance(TimeSpan.FromMinutes(5));
            await Fixture.DigestAsync();
            await Fixture.DeliverAsync(_sender);
        }

        return _sender.Posted.Count;
    }

    /// <summary>Headlines of different events.</summary>
    private static class Headlines
    {
        private static readonly string[] Places =
        [
            "Norvia", "Sundmark", "Ostrel", "Kestria", "Velmark", "Harrow", "Lindal", "Tornby", "Askov", "Brenna", "Corvel", "Dalmor",
            "Elsted", "Farrow", "Grenna", "Holmar", "Istria", "Jorvik", "Kolding", "Lemvig",
        ];

        public static string Make(int i) => $"Truce in {Places[i]} after talks on {(i % 2 == 0 ? "fishing" : "border")} rights number {i}";
    }
}

public sealed class FloodOnSqliteTests : FloodTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
