using System.IO.Compression;
using AlertBot.Cli;
using AlertBot.Testing.Hosts;
using AlertBot.Testing.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AlertBot.Tests.EndToEnd;

public class ServiceTests
{
    private const string Truce =
        """
        <html><head><title>Truce holds</title></head><body><nav>Home</nav><article><h1>Norvia and Sundmark agree on a truce</h1>
        <p>Norvia and Sundmark agreed on a truce on Monday after nine days of talks in the port city of Varholm, both governments said.</p>
        <p>“The guns will be silent from midnight and they will stay silent,” Foreign Minister Ilda Marrow said on Radio Varholm.</p>
        <p>Under the agreement the two armies will draw back twenty kilometres and open the coast road to lorries with food and medicine.</p>
        </article></body></html>
        """;

    [Fact]
    public async Task A_matching_entry_is_posted_once_on_every_platform_with_its_quote_and_the_backlog_is_not()
    {
        await using var service = await RunningService.PrepareAsync("/post");
        service.News.On("/truce", Truce, "text/html");
        service.Publish("/post", ("An old truce", "/old", "An old truce."));
        await service.StartAsync();
        await service.WaitUntilPolledAsync();

        service.Publish("/post", ("Norvia and Sundmark agree on a truce", "/truce", "A teaser."),
            ("A tram is late", "/tram", "It rained."), ("An old truce", "/old", "An old truce."));
        await service.WaitUntilSentAsync(3);
        await service.WaitUntilReadAsync();

        Assert.Single(service.Discord.Accepted);
        Assert.Single(service.Slack.Accepted);
        Assert.Empty(service.Discord.Violations);
        Assert.Empty(service.Slack.Violations);
        Assert.Contains("“The guns will be silent from midnight and they will stay silent,” — Ilda Marrow, Foreign Minister",
            service.Console.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("An old truce", service.Console.ToString(), StringComparison.Ordinal);
        Assert.NotNull(
            Assert.Single(
                await service.TextsAsync(
                    "SELECT platform_id FROM message m JOIN destination d ON d.id = m.destination_id WHERE d.external_id = 'newsroom'")));
        Assert.Equal(["it was listed when its feed was added"],
            await service.TextsAsync("SELECT DISTINCT reason FROM decision WHERE verdict = 'not_told'"));
    }

    [Fact]
    public async Task A_restart_posts_nothing_again_and_continues_with_queued_messages()
    {
        await using var service = await RunningService.PrepareAsync("/post");
        service.Publish("/post");
        await service.StartAsync();
        await service.WaitUntilPolledAsync();
        service.Publish("/post", ("Osterby signs a truce", "/1", "A truce."));
        await service.WaitUntilSentAsync(3);

        await service.StopAsync();
        service.Publish("/post", ("Osterby signs a truce", "/1", "A truce."), ("Brennholm signs a truce", "/2", "A second truce."));
        await service.StartAsync();
        await service.WaitUntilSentAsync(6);

        Assert.Equal(2, service.Discord.Accepted.Count);
        Assert.Equal(2, service.Slack.Accepted.Count);
    }

    [Fact]
    public async Task Two_services_on_one_database_post_each_story_once()
    {
        await using var service = await RunningService.PrepareAsync("/post", "/wire");
        service.Publish("/post");
        service.Publish("/wire");
        await service.StartAsync();
        var console = new ServiceConsole(Input: null, TextWriter.Null, LogLevel.Critical, ShowsNewestStories: false);
        await using var second = await AlertBotService.CreateAsync(Program.BuildHost, service.Settings, console, CancellationToken.None);
        await second.StartAsync(CancellationToken.None);
        await service.WaitUntilPolledAsync();

        service.Publish("/post", ("Osterby signs a truce", "/1", "A truce."),
            ("Brennholm signs a truce", "/2", "A truce."), ("Sundvik signs a truce", "/3", "A truce."));
        service.Publish("/wire", ("Tarnby signs a truce", "/4", "A truce."), ("Velmark signs a truce", "/5", "A truce."),
            ("Norvia signs a truce", "/6", "A truce."));
        await service.WaitUntilSentAsync(18);
        await second.StopAsync();

        Assert.Equal(6, service.Discord.Accepted.Count);
        Assert.Equal(6, service.Slack.Accepted.Count);

        // A webhook may answer 429, because the two services do not share their rate limits. Nothing else is attempted again.
        Assert.Equal([$"{service.Discord.RequestCount + service.Slack.RequestCount + 6}"],
            await service.TextsAsync("SELECT CAST(SUM(attempts) AS TEXT) FROM message"));
    }

    [Fact]
    public async Task The_first_start_shows_the_newest_story_of_a_topic_once()
    {
        await using var service = await RunningService.PrepareAsync("/post");
        service.Publish("/post", ("Newest truce", "/2", "A truce."), ("Older truce elsewhere", "/1", "A truce."));

        await service.StartAsync(showsNewest: true);
        await service.WaitUntilAsync("SELECT COUNT(*) FROM destination WHERE first_look_at IS NOT NULL", 1);
        await service.StopAsync();
        await service.StartAsync(showsNewest: true);
        await service.WaitUntilPolledAsync();

        Assert.Equal(1, Count(service.Console.ToString(), "[ceasefire]"));
        Assert.Empty(service.Discord.Accepted);
    }

    [Theory]
    [InlineData("html", "web page")]
    [InlineData("empty", "empty")]
    [InlineData("404", "404")]
    [InlineData("500", "500")]
    [InlineData("hang", "within 2.25 s")]
    [InlineData("large", "network.maxBody")]
    [InlineData("bomb", "network.maxBody")]
    [InlineData("loop", "redirect")]
    [InlineData("entities", "")]
    public async Task A_failing_feed_is_reported_with_the_fix_and_others_continue(string kind, string expected)
    {
        await using var service = await RunningService.PrepareAsync("/bad", "/post");
        Break(service, kind);
        service.Publish("/post");
        await service.StartAsync();
        await service.WaitUntilAsync("SELECT COUNT(*) FROM feed WHERE last_polled_at IS NULL AND url LIKE '%/post'", 0);

        service.Publish("/post", ("Osterby signs a truce", "/1", "A truce."));
        await service.WaitUntilSentAsync(3);
        await service.WaitUntilAsync("SELECT COUNT(*) FROM feed WHERE failures > 0", 1);

        var error = Assert.Single(await service.TextsAsync("SELECT last_error FROM feed WHERE failures > 0"));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_whose_page_cannot_be_read_is_still_alerted()
    {
        await using var service = await RunningService.PrepareAsync("/post");
        service.News.On("/broken", 500);
        service.News.On("/huge", new string('<', 1_900_000), "text/html");
        service.Publish("/post");
        await service.StartAsync();
        await service.WaitUntilPolledAsync();

        service.Publish("/post", ("Truce breaks down in Osterby", "/broken", "The truce that was agreed there ended after a day."),
            ("Truce begins in Brennholm", "/huge", "The truce that was agreed there is to last a week."));
        await service.WaitUntilSentAsync(6);

        Assert.Equal(2, service.Discord.Accepted.Count);
        Assert.All(await service.TextsAsync("SELECT reason FROM entry"),
            reason => Assert.Contains("the page could not be read", reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_with_hanging_pages_delays_its_alerts_by_one_timeout_in_total()
    {
        await using var service = await RunningService.PrepareAsync("/post");
        service.News.On("/1", context => Task.Delay(TimeSpan.FromSeconds(60), TimeProvider.System, context.RequestAborted));
        service.Publish("/post");
        await service.StartAsync();
        await service.WaitUntilPolledAsync();

        service.Publish("/post", ("Sundvik signs a truce", "/3", "A truce."), ("Brennholm signs a truce", "/2", "A truce."),
            ("Osterby signs a truce", "/1", "A truce."));
        await service.WaitUntilSentAsync(9);

        Assert.Equal(1, service.News.Requests.Count(request => request.Path is "/1" or "/2" or "/3"));
    }

    [Fact]
    public async Task A_deleted_webhook_is_disabled_and_the_others_get_their_alerts()
    {
        await using var service = await RunningService.PrepareAsync("/post");
        service.Discord.InjectFault(new LoopbackWebhookFault.Respond(404, """{"message":"Unknown Webhook","code":10015}"""));
        service.Publish("/post");
        await service.StartAsync();
        await service.WaitUntilPolledAsync();

        service.Publish("/post", ("Osterby signs a truce", "/1", "A truce."), ("Brennholm signs a truce", "/2", "A second truce."));
        await service.WaitUntilSentAsync(4);
        await service.WaitUntilAsync("SELECT COUNT(*) FROM message WHERE state IN ('ready', 'sending', 'unclear')", 0);

        Assert.Equal(1, service.Discord.RequestCount);
        Assert.Equal(2, service.Slack.Accepted.Count);
        Assert.Contains("webhooks.newsroom",
            Assert.Single(await service.TextsAsync("SELECT disabled_reason FROM destination WHERE disabled_at IS NOT NULL")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shutdown_claims_nothing_new_and_finishes_the_message_in_flight()
    {
        await using var service = await RunningService.PrepareAsync("/post");
        service.Publish("/post");
        await service.StartAsync();
        await service.WaitUntilPolledAsync();
        service.Discord.InjectFault(new LoopbackWebhookFault.Hang());
        service.Publish("/post", ("Osterby signs a truce", "/1", "A truce."));
        await service.Discord.WaitForRequestAsync(TestContext.Current.CancellationToken);

        var stop = service.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        var polls = service.News.Requests.Count;
        await stop.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(polls, service.News.Requests.Count);
    }

    private static void Break(RunningService service, string kind) => _ = kind switch
    {
        "html" => service.News.On("/bad", Truce, "text/html"),
        "empty" => service.News.On("/bad", ""),
        "404" => service.News.On("/bad", 404),
        "500" => service.News.On("/bad", 500),
        "hang" => service.News.On("/bad", context => Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System, context.RequestAborted)),
        "large" => service.News.On("/bad", async context => await SendAsync(context, context.Response.Body, 200)),
        "bomb" => service.News.On("/bad", async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await SendAsync(context, zip, 200);
        }),
        "loop" => service.News.OnRedirect("/bad", service.News.UrlOf("/bad")),
        "entities" => service.News.On("/bad", "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><r>&b;</r>"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static async Task SendAsync(HttpContext context, Stream body, int megabytes)
    {
        var block = new byte[1_000_000];
        for (var sent = 0; sent < megabytes && !context.RequestAborted.IsCancellationRequested; sent++)
        {
            await body.WriteAsync(block, context.RequestAborted);
        }
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
