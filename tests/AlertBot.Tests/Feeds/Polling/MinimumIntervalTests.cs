using AlertBot.Feeds;
using AlertBot.Testing.Feeds;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Feeds.Polling;

public class MinimumIntervalTests : PollingTests
{
    [Theory]
    [InlineData("max-age=1500", null, 25)]
    [InlineData("public, MAX-AGE=1500", "300", 20)]
    [InlineData("max-age=\"1500\", must-revalidate", null, 25)]
    public async Task Max_age_minus_the_Age_header_is_respected(string control, string? age, int minutes)
    {
        Serve("/feed", ("Cache-Control", control), ("Age", age));
        await Host.SyncFeedsAsync("/feed");

        await Host.PollAsync();

        AssertNotBefore(TimeSpan.FromMinutes(minutes), await Host.TimeUntilDueAsync());
    }

    [Theory]
    [InlineData("no-cache, max-age=1500")]
    [InlineData("no-store")]
    [InlineData("max-age=0")]
    [InlineData("max-age=-5")]
    [InlineData("max-age=soon")]
    [InlineData("max-age=99999999999999999999999")]
    public async Task Missing_and_invalid_cache_headers_change_nothing(string control)
    {
        Serve("/feed", ("Cache-Control", control));
        await Host.SyncFeedsAsync("/feed");

        await Host.PollAsync();

        AssertAbout(TimeSpan.FromMinutes(1), await Host.TimeUntilDueAsync());
    }

    [Fact]
    public async Task Expires_is_relative_to_the_servers_Date()
    {
        Serve("/feed", ("Date", "Thu, 01 Jan 2015 10:00:00 GMT"), ("Expires", "Thu, 01 Jan 2015 10:30:00 GMT"));
        await Host.SyncFeedsAsync("/feed");

        await Host.PollAsync();

        AssertNotBefore(TimeSpan.FromMinutes(30), await Host.TimeUntilDueAsync());
    }

    [Theory]
    [InlineData("<ttl>25</ttl>", 25)]
    [InlineData("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>6</sy:updateFrequency>", 10)]
    [InlineData("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>", 15)]
    [InlineData("<sy:updatePeriod>yearly</sy:updatePeriod>", 15)]
    [InlineData("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 30)]
    public async Task The_interval_requested_by_the_document_is_respected(string asked, int minutes)
    {
        Server.On("/feed", PollingHost.Rss([1], asked));
        await Host.SyncFeedsAsync("/feed");

        await Host.PollAsync();

        AssertNotBefore(TimeSpan.FromMinutes(minutes), await Host.TimeUntilDueAsync());
    }

    [Theory]
    [InlineData("<ttl>0</ttl>")]
    [InlineData("<ttl>-60</ttl>")]
    [InlineData("<ttl>1e9</ttl>")]
    [InlineData("<ttl>99999999999</ttl>")]
    [InlineData("<sy:updatePeriod>often</sy:updatePeriod>")]
    [InlineData("<skipDays><day>Someday</day><day>9</day></skipDays><skipHours><hour>77</hour></skipHours>")]
    public async Task An_invalid_interval_in_the_document_is_ignored(string asked)
    {
        Server.On("/feed", PollingHost.Rss([1], asked));
        await Host.SyncFeedsAsync("/feed");

        await Host.PollAsync();

        AssertAbout(TimeSpan.FromMinutes(1), await Host.TimeUntilDueAsync());
    }

    [Fact]
    public async Task Skip_hours_are_respected()
    {
        Server.On("/feed", PollingHost.Rss([1], "<skipHours><hour>12</hour></skipHours>"));
        await Host.SyncFeedsAsync("/feed");
        Host.Test.Time.Advance(TimeSpan.FromMinutes(30));

        await Host.PollAsync();

        AssertNotBefore(TimeSpan.FromMinutes(30), await Host.TimeUntilDueAsync());
    }

    [Theory]
    [InlineData("<ttl>100000</ttl>", null)]
    [InlineData("<skipDays><day>Monday</day><day>Tuesday</day></skipDays>", null)]
    [InlineData("<skipHours><hour>12</hour><hour>13</hour><hour>14</hour></skipHours>", null)]
    [InlineData("", "max-age=31536000")]
    public async Task Requested_interval_is_capped_at_polling_max(string asked, string? control)
    {
        Serve("/feed", PollingHost.Rss([1], asked), ("Cache-Control", control));
        await Host.SyncFeedsAsync("/feed");

        await Host.PollAsync();

        AssertNotBefore(TimeSpan.FromHours(1), await Host.TimeUntilDueAsync());
    }

    [Theory]
    [InlineData("<skipDays><day>Monday</day><day>Tuesday</day><day>Wednesday</day><day>Thursday</day><day>Friday</day><day>Saturday</"
        + "day><day>Sunday</day></skipDays>")]
    public async Task Skip_settings_that_exclude_every_hour_are_ignored(string asked)
    {
        Server.On("/feed", PollingHost.Rss([1], asked));
        await Host.SyncFeedsAsync("/feed");

        await Host.PollAsync();

        AssertAbout(TimeSpan.FromMinutes(1), await Host.TimeUntilDueAsync());
    }

    [Fact]
    public async Task A_304_keeps_the_requested_interval_across_restarts()
    {
        Serve("/feed", PollingHost.Rss([1], "<ttl>20</ttl>"), ("ETag", "\"1\""), ("Cache-Control", "max-age=1500"));
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();
        Server.On("/feed", 304);
        await Host.RestartAsync();

        AssertNotBefore(TimeSpan.FromMinutes(25), await Host.PollNextAsync());

        AssertNotBefore(TimeSpan.FromMinutes(25), await Host.TimeUntilDueAsync());
        Server.On("/feed", 304, ("Cache-Control", "max-age=60"));
        await Host.PollNextAsync();
        AssertNotBefore(TimeSpan.FromMinutes(20), await Host.TimeUntilDueAsync());
    }

    [Fact]
    public async Task A_configured_interval_overrides_the_document_but_not_the_server()
    {
        Serve("/ttl", PollingHost.Rss([1], "<ttl>45</ttl>"));
        await Host.SyncFeedsAsync(new FeedOptions(Server.UrlOf("/ttl")) { Interval = TimeSpan.FromMinutes(10) });
        await Host.PollAsync();

        AssertAbout(TimeSpan.FromMinutes(10), await Host.TimeUntilDueAsync());

        Serve("/ttl", PollingHost.Rss([1], "<ttl>45</ttl>"), ("Cache-Control", "max-age=1800"));
        await Host.PollNextAsync();
        AssertNotBefore(TimeSpan.FromMinutes(30), await Host.TimeUntilDueAsync());
    }

    [Fact]
    public async Task An_undated_entry_is_new_although_its_feed_requested_a_long_interval()
    {
        Serve("/feed", "<rss version='2.0'><channel><title>Slow Post</title><item><title>One</title></item></channel></rss>",
            ("Cache-Control", "max-age=3000"));
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();
        Serve("/feed",
            "<rss version='2.0'><channel><title>Slow "
                + "Post</title><item><title>Two</title></item><item><title>One</title></item></channel></rss>",
                ("Cache-Control", "max-age=3000"));

        await Host.PollNextAsync();

        Assert.Equal(Host.Now.ToUnixTimeMilliseconds(), await Host.NumberAsync("SELECT news_at FROM entry WHERE title = 'Two'"));
    }

    private void Serve(string path, params (string Name, string? Value)[] headers) => Serve(path, PollingHost.Rss([1]), headers);

    private void Serve(string path, string body, params (string Name, string? Value)[] headers) => Server.On(path, context =>
    {
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            context.Response.Headers[name] = value;
        }

        return context.Response.WriteAsync(body);
    });
}
