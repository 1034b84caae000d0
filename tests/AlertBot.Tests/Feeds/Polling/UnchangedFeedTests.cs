using AlertBot.Testing.Feeds;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Feeds.Polling;

public class UnchangedFeedTests : PollingTests
{
    [Fact]
    public async Task Validators_are_sent_back_byte_for_byte_across_restarts()
    {
        Server.On("/feed", context => AnswerAsync(context, "W/\"é x, y", "Some day, about noon", PollingHost.Rss([1])));
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();

        await Host.RestartAsync();
        await Host.PollNextAsync();

        var asked = Server.Requests.Last();
        Assert.Equal(2, Server.Requests.Count);
        Assert.Equal(("W/\"é x, y", "Some day, about noon"), (asked["If-None-Match"], asked["If-Modified-Since"]));
    }

    [Fact]
    public async Task A_304_is_a_successful_poll_and_updates_the_validators()
    {
        Server.On("/feed", context => AnswerAsync(context, "\"one\"", "Monday", PollingHost.Rss([1])));
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();

        Server.On("/feed", 304, ("ETag", "\"two\""));
        await Host.PollNextAsync();
        await Host.PollNextAsync();

        Assert.Equal([null, "\"one\"", "\"two\""], Server.Requests.Select(asked => asked["If-None-Match"]));
        Assert.Equal([null, "Monday", "Monday"], Server.Requests.Select(asked => asked["If-Modified-Since"]));
        Assert.Equal(Host.Now.ToUnixTimeMilliseconds(),
            await Host.NumberAsync("SELECT last_ok_at FROM feed WHERE failures = 0 AND lease_token IS NULL"));
        Assert.Equal(1, await Host.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    [Fact]
    public async Task An_unchanged_body_is_not_parsed_again_across_restarts()
    {
        Server.On("/feed", PollingHost.Rss([1, 2]));
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();
        var listed = await Host.NumberAsync("SELECT MAX(last_listed_at) FROM entry");

        // Parsing the document would restore this row.
        await Host.Test.ExecuteAsync("DELETE FROM entry_key");
        await Host.RestartAsync();
        await Host.PollNextAsync();

        Assert.Equal(2, Server.Requests.Count);
        Assert.Equal((2, listed, 0),
            (await Host.NumberAsync("SELECT COUNT(*) FROM entry"), await Host.NumberAsync("SELECT MAX(last_listed_at) FROM entry"),
                await Host.NumberAsync("SELECT COUNT(*) FROM entry_key")));
        Assert.Equal(Host.Now.ToUnixTimeMilliseconds(), await Host.NumberAsync("SELECT last_ok_at FROM feed"));
    }

    [Fact]
    public async Task A_body_that_differs_in_one_entry_is_parsed()
    {
        Server.On("/feed", PollingHost.Rss([1, 2]));
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();

        Server.On("/feed", PollingHost.Rss([1, 2, 3]));
        await Host.PollNextAsync();

        Assert.Equal(3, await Host.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    [Fact]
    public async Task A_refused_document_is_parsed_again_although_unchanged()
    {
        Server.On("/feed", "<html><body>soon</body></html>");
        await Host.SyncFeedsAsync("/feed");
        await Host.PollAsync();

        await Host.PollNextAsync();

        Assert.Equal(2, await Host.NumberAsync("SELECT failures FROM feed"));
    }

    private static Task AnswerAsync(HttpContext context, string etag, string lastModified, string body)
    {
        context.Response.Headers.ETag = etag;
        context.Response.Headers.LastModified = lastModified;
        context.Response.ContentType = "application/rss+xml";
        return context.Response.WriteAsync(body);
    }
}
