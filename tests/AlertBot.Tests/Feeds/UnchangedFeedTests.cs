using Microsoft.AspNetCore.Http;

namespace AlertBot.Tests.Feeds;

public class UnchangedFeedTests : PollingTests
{
    [Fact]
    public async Task Validators_go_back_byte_for_byte_over_a_restart()
    {
        Server.On("/feed", context => AnswerAsync(context, "W/\"é x, y", "Some day, about noon", PollingTown.Rss([1])));
        await Town.FollowAsync("/feed");
        await Town.PollAsync();

        await Town.RestartAsync();
        await Town.PollNextAsync();

        var asked = Server.Requests.Last();
        Assert.Equal(2, Server.Requests.Count);
        Assert.Equal(("W/\"é x, y", "Some day, about noon"), (asked["If-None-Match"], asked["If-Modified-Since"]));
    }

    [Fact]
    public async Task A_304_is_a_poll_that_answered_and_takes_up_the_validators_it_brings()
    {
        Server.On("/feed", context => AnswerAsync(context, "\"one\"", "Monday", PollingTown.Rss([1])));
        await Town.FollowAsync("/feed");
        await Town.PollAsync();

        Server.On("/feed", 304, ("ETag", "\"two\""));
        await Town.PollNextAsync();
        await Town.PollNextAsync();

        Assert.Equal([null, "\"one\"", "\"two\""], Server.Requests.Select(asked => asked["If-None-Match"]));
        Assert.Equal([null, "Monday", "Monday"], Server.Requests.Select(asked => asked["If-Modified-Since"]));
        Assert.Equal(Town.Now.ToUnixTimeMilliseconds(), await Town.NumberAsync("SELECT last_ok_at FROM feed WHERE failures = 0 AND lease_token IS NULL"));
        Assert.Equal(1, await Town.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    [Fact]
    public async Task The_same_body_again_is_not_read_again_over_a_restart()
    {
        Server.On("/feed", PollingTown.Rss([1, 2]));
        await Town.FollowAsync("/feed");
        await Town.PollAsync();
        var listed = await Town.NumberAsync("SELECT MAX(last_listed_at) FROM entry");

        // Whoever read the document would have to put this row back.
        await Town.Test.ExecuteAsync("DELETE FROM entry_key");
        await Town.RestartAsync();
        await Town.PollNextAsync();

        Assert.Equal(2, Server.Requests.Count);
        Assert.Equal((2, listed, 0), (await Town.NumberAsync("SELECT COUNT(*) FROM entry"), await Town.NumberAsync("SELECT MAX(last_listed_at) FROM entry"), await Town.NumberAsync("SELECT COUNT(*) FROM entry_key")));
        Assert.Equal(Town.Now.ToUnixTimeMilliseconds(), await Town.NumberAsync("SELECT last_ok_at FROM feed"));
    }

    [Fact]
    public async Task A_body_that_differs_in_one_entry_is_read()
    {
        Server.On("/feed", PollingTown.Rss([1, 2]));
        await Town.FollowAsync("/feed");
        await Town.PollAsync();

        Server.On("/feed", PollingTown.Rss([1, 2, 3]));
        await Town.PollNextAsync();

        Assert.Equal(3, await Town.NumberAsync("SELECT COUNT(*) FROM entry"));
    }

    [Fact]
    public async Task A_document_that_was_refused_is_read_again_although_it_is_the_same()
    {
        Server.On("/feed", "<html><body>soon</body></html>");
        await Town.FollowAsync("/feed");
        await Town.PollAsync();

        await Town.PollNextAsync();

        Assert.Equal(2, await Town.NumberAsync("SELECT failures FROM feed"));
    }

    private static Task AnswerAsync(HttpContext context, string etag, string lastModified, string body)
    {
        context.Response.Headers.ETag = etag;
        context.Response.Headers.LastModified = lastModified;
        context.Response.ContentType = "application/rss+xml";
        return context.Response.WriteAsync(body);
    }
}
