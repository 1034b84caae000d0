using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Messages;

namespace AlertBot.Tests.Chat.Slack.Api;

public class SlackResponseUrlTests
{
    [Fact]
    public async Task A_response_is_sent_without_a_token_and_accepts_ok_as_text()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.EnqueueResponse(200, "ok");

        Assert.IsType<PlatformResult.Succeeded>(await RespondAsync(slack));

        var request = Assert.Single(slack.Stub.Requests);
        Assert.Equal(("POST /commands/T1/9/secret", "application/json; charset=utf-8", null),
            (request.Line, request.ContentType, request.Authorization));
    }

    [Theory]
    [InlineData("http://hooks.slack.example/commands/T1/9/secret")]
    [InlineData("http://127.0.0.1.evil.example/secret")]
    [InlineData("ftp://hooks.slack.com/secret")]
    [InlineData("file:///etc/secret")]
    [InlineData("javascript:secret")]
    [InlineData("/secret")]
    public async Task Only_https_and_loopback_addresses_are_posted_to(string address)
    {
        await using var slack = await SlackApiFixture.StartAsync();

        var refused = Assert.IsType<SlackRefusal>(await RespondAsync(slack, new Uri(address, UriKind.RelativeOrAbsolute)));

        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
        Assert.Empty(slack.Stub.Requests);
    }

    [Theory]
    [InlineData(404, "used_url", "used up")]
    [InlineData(404, """{"ok": false, "error": "expired_url"}""", "30 minutes")]
    [InlineData(200, """{"ok": false, "error": "used_url"}""", "used up")]
    [InlineData(200, "expired_url", "30 minutes")]
    [InlineData(404, "no_service", "no longer accepts")]
    [InlineData(404, "<html>", "no longer accepts")]
    [InlineData(302, "", "no longer accepts")]
    [InlineData(400, "invalid_blocks", "invalid_blocks")]
    public async Task An_expired_address_is_explained_and_a_redirect_is_not_followed(int status, string body, string part)
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.EnqueueResponse(status, body, ("Location", "/elsewhere"));

        Assert.Contains(part, Assert.IsType<SlackRefusal>(await RespondAsync(slack)).Reason, StringComparison.Ordinal);

        Assert.Single(slack.Stub.Requests);
    }

    [Fact]
    public async Task A_possibly_delivered_response_is_not_posted_again()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.EnqueueResponse(500, "");
        slack.Stub.EnqueueReset();

        Assert.IsType<PlatformResult.Unclear>(await RespondAsync(slack));
        Assert.IsType<PlatformResult.Unclear>(await RespondAsync(slack));

        Assert.Equal(2, slack.Stub.Requests.Count);
    }

    [Fact]
    public async Task A_response_that_was_not_sent_is_retried_twice()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        await slack.Stub.DisposeAsync();
        var started = TimeProvider.System.GetTimestamp();

        Assert.IsType<PlatformResult.NotSent>(await RespondAsync(slack));

        // Two waits of at least half of 250 and of 500 ms.
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(375));
    }

    [Fact]
    public async Task A_429_is_waited_out_and_pauses_only_its_address()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.EnqueueResponse(429, "", ("Retry-After", "60"));
        slack.Stub.EnqueueResponse(200, "ok");

        Assert.IsType<PlatformResult.Limited>(await RespondAsync(slack));
        Assert.IsType<PlatformResult.Limited>(await RespondAsync(slack));
        Assert.IsType<PlatformResult.Succeeded>(await RespondAsync(slack, new Uri(slack.Stub.Base, "commands/T1/9/other")));

        Assert.Equal(2, slack.Stub.Requests.Count);
    }

    private static Task<PlatformResult> RespondAsync(SlackApiFixture slack, Uri? address = null) =>
        slack.Api.RespondAsync(address ?? new Uri(slack.Stub.Base, "commands/T1/9/secret"),
            new SlackMessage("hi", null) { ResponseType = "ephemeral" }, SlackApiFixture.Cancelled);
}
