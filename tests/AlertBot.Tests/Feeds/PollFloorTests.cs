using AlertBot.Feeds;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Feeds;

public class PollFloorTests : PollingTests
{
    [Theory]
    [InlineData("max-age=1500", null, 25)]
    [InlineData("public, MAX-AGE=1500", "300", 20)]
    [InlineData("max-age=\"1500\", must-revalidate", null, 25)]
    public async Task Cache_control_is_waited_for_less_the_age_of_the_copy(string control, string? age, int minutes)
    {
        Serve("/feed", ("Cache-Control", control), ("Age", age));
        await Town.FollowAsync("/feed");

        await Town.PollAsync();

        AssertNotBefore(TimeSpan.FromMinutes(minutes), await Town.DueInAsync());
    }

    [Theory]
    [InlineData("no-cache, max-age=1500")]
    [InlineData("no-store")]
    [InlineData("max-age=0")]
    [InlineData("max-age=-5")]
    [InlineData("max-age=soon")]
    [InlineData("max-age=99999999999999999999999")]
    public async Task What_says_nothing_or_nothing_sensible_changes_nothing(string control)
    {
        Serve("/feed", ("Cache-Control", control));
        await Town.FollowAsync("/feed");

        await Town.PollAsync();

        AssertAbout(TimeSpan.FromMinutes(1), await Town.DueInAsync());
    }

    [Fact]
    public async Task Expires_counts_from_the_servers_own_clock()
    {
        Serve("/feed", ("Date", "Thu, 01 Jan 2015 10:00:00 GMT"), ("Expires", "Thu, 01 Jan 2015 10:30:00 GMT"));
        await Town.FollowAsync("/feed");

        await Town.PollAsync();

        AssertNotBefore(TimeSpan.FromMinutes(30), await Town.DueInAsync());
    }

    [Theory]
    [InlineData("<ttl>25</ttl>", 25)]
    [InlineData("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>6</sy:updateFrequency>", 10)]
    [InlineData("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>", 15)]
    [InlineData("<sy:updatePeriod>yearly</sy:updatePeriod>", 15)]
    [InlineData("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 30)]
    public async Task What_the_document_asks_for_is_waited_for(string asked, int minutes)
    {
        Server.On("/feed", PollingTown.Rss([1], asked));
        await Town.FollowAsync("/feed");

        await Town.PollAsync();

        AssertNotBefore(TimeSpan.FromMinutes(minutes), await Town.DueInAsync());
    }

    [Theory]
    [InlineData("<ttl>0</ttl>")]
    [InlineData("<ttl>-60</ttl>")]
    [InlineData("<ttl>1e9</ttl>")]
    [InlineData("<ttl>99999999999</ttl>")]
    [InlineData("<sy:updatePeriod>often</sy:updatePeriod>")]
    [InlineData("<skipDays><day>Someday</day><day>9</day></skipDays><skipHours><hour>77</hour></skipHours>")]
    public async Task A_document_that_asks_for_nonsense_is_polled_as_usual(string asked)
    {
        Server.On("/feed", PollingTown.Rss([1], asked));
        await Town.FollowAsync("/feed");

        await Town.PollAsync();

        AssertAbout(TimeSpan.FromMinutes(1), await Town.DueInAsync());
    }

    [Fact]
    public async Task Hours_in_which_nothing_appears_are_waited_for()
    {
        Server.On("/feed", PollingTown.Rss([1], "<skipHours><hour>12</hour></skipHours>"));
        await Town.FollowAsync("/feed");
        Town.Test.Time.Advance(TimeSpan.FromMinutes(30));

        await Town.PollAsync();

        AssertNotBefore(TimeSpan.FromMinutes(30), await Town.DueInAsync());
    }

    [Theory]
    [InlineData("<ttl>100000</ttl>", null)]
    [InlineData("<skipDays><day>Monday</day><day>Tuesday</day></skipDays>", null)]
    [InlineData("<skipHours><hour>12</hour><hour>13</hour><hour>14</hour></skipHours>", null)]
    [InlineData("", "max-age=31536000")]
    public async Task Whoever_asks_for_more_than_the_longest_interval_is_polled_at_that(string asked, string? control)
    {
        Serve("/feed", PollingTown.Rss([1], asked), ("Cache-Control", control));
        await Town.FollowAsync("/feed");

        await Town.PollAsync();

        AssertNotBefore(TimeSpan.FromHours(1), await Town.DueInAsync());
    }

    [Theory]
    [InlineData("<skipDays><day>Monday</day><day>Tuesday</day><day>Wednesday</day><day>Thursday</day><day>Friday</day><day>Saturday</day><day>Sunday</day></skipDays>")]
    public async Task A_feed_that_would_never_be_polled_does_not_mean_it(string asked)
    {
        Server.On("/feed", PollingTown.Rss([1], asked));
        await Town.FollowAsync("/feed");

        await Town.PollAsync();

        AssertAbout(TimeSpan.FromMinutes(1), await Town.DueInAsync());
    }

    [Fact]
    public async Task A_304_keeps_what_was_asked_for_over_a_restart()
    {
        Serve("/feed", PollingTown.Rss([1], "<ttl>20</ttl>"), ("ETag", "\"1\""), ("Cache-Control", "max-age=1500"));
        await Town.FollowAsync("/feed");
        await Town.PollAsync();
        Server.On("/feed", 304);
        await Town.RestartAsync();

        AssertNotBefore(TimeSpan.FromMinutes(25), await Town.PollNextAsync());

        AssertNotBefore(TimeSpan.FromMinutes(25), await Town.DueInAsync());
        Server.On("/feed", 304, ("Cache-Control", "max-age=60"));
        await Town.PollNextAsync();
        AssertNotBefore(TimeSpan.FromMinutes(20), await Town.DueInAsync());
    }

    [Fact]
    public async Task An_interval_of_the_settings_outranks_the_document_and_not_the_server()
    {
        Serve("/ttl", PollingTown.Rss([1], "<ttl>45</ttl>"));
        await Town.FollowAsync(new FeedOptions(Server.At("/ttl")) { Interval = TimeSpan.FromMinutes(10) });
        await Town.PollAsync();

        AssertAbout(TimeSpan.FromMinutes(10), await Town.DueInAsync());

        Serve("/ttl", PollingTown.Rss([1], "<ttl>45</ttl>"), ("Cache-Control", "max-age=1800"));
        await Town.PollNextAsync();
        AssertNotBefore(TimeSpan.FromMinutes(30), await Town.DueInAsync());
    }

    [Fact]
    public async Task An_entry_without_date_is_news_although_its_feed_asked_for_a_long_wait()
    {
        Serve("/feed", "<rss version='2.0'><channel><title>Slow Post</title><item><title>One</title></item></channel></rss>", ("Cache-Control", "max-age=3000"));
        await Town.FollowAsync("/feed");
        await Town.PollAsync();
        Serve("/feed", "<rss version='2.0'><channel><title>Slow Post</title><item><title>Two</title></item><item><title>One</title></item></channel></rss>", ("Cache-Control", "max-age=3000"));

        await Town.PollNextAsync();

        Assert.Equal(Town.Now.ToUnixTimeMilliseconds(), await Town.NumberAsync("SELECT news_at FROM entry WHERE title = 'Two'"));
    }

    private void Serve(string path, params (string Name, string? Value)[] headers) => Serve(path, PollingTown.Rss([1]), headers);

    private void Serve(string path, string body, params (string Name, string? Value)[] headers) => Server.On(path, context =>
    {
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            context.Response.Headers[name] = value;
        }

        return context.Response.WriteAsync(body);
    });
}
