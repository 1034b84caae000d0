using System.Text.Encodings.Web;
using System.Text.Json;
using AlertBot.Alerts.Delivery;
using AlertBot.Testing.Fixtures;
using AlertBot.Testing.Webhooks;

namespace AlertBot.Tests.Chat.Webhooks;

public class WebhookSenderTests
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> HostileTexts => HostileFeedTexts.Texts;

    [Theory]
    [InlineData("newsroom", "chat/discord-webhook.json")]
    [InlineData("policy", "chat/slack-webhook.json")]
    public async Task An_alert_is_posted_in_the_platforms_format(string address, string golden)
    {
        await using var hooks = await WebhookFixture.StartAsync();

        var outcome = await hooks.SendAsync(address);

        LoopbackWebhook platform = address == "newsroom" ? hooks.Discord : hooks.Slack;
        // Slack accepts one message a second, which only its documentation states.
        Assert.Equal(
            address == "newsroom" ? new SendOutcome.Sent("1402000000000001001") : new SendOutcome.Sent(null, TimeSpan.FromSeconds(1)),
            outcome);
        Assert.Empty(platform.Violations);
        Golden.Matches(golden, Pretty(platform.Accepted[0]) + "\n");
    }

    [Theory]
    [InlineData("newsroom")]
    [InlineData("policy")]
    public async Task Any_feed_content_gives_a_valid_message(string address)
    {
        await using var hooks = await WebhookFixture.StartAsync();
        LoopbackWebhook platform = address == "newsroom" ? hooks.Discord : hooks.Slack;
        string[] extremes = [new string('x', 10_000), string.Concat(Enumerable.Repeat("😀", 5_000)), new string('&', 3_000),
            new string('\u0301', 4_000), "", " \n ", "\u202e\0"];
        var briefs = HostileTexts.Select(row => row.Data).Concat(extremes).Select(ABrief.Everywhere).Append(ABrief.Bare).ToList();

        foreach (var brief in briefs)
        {
            Assert.IsType<SendOutcome.Sent>(await hooks.SendAsync(address, brief));
            hooks.Time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(briefs.Count, platform.Accepted.Count);
        Assert.Empty(platform.Violations);
    }

    [Fact]
    public async Task A_thread_in_the_address_is_kept_alongside_wait()
    {
        await using var hooks = await WebhookFixture.StartAsync(query: "?thread_id=1402000000000000009&wait=false");

        await hooks.SendAsync("newsroom");

        Assert.Equal("?thread_id=1402000000000000009&wait=true", hooks.Discord.LastQuery);
    }

    [Fact]
    public async Task An_unconfigured_webhook_is_refused_with_the_fix()
    {
        await using var hooks = await WebhookFixture.StartAsync();

        var refused = Assert.IsType<SendOutcome.Refused>(await hooks.SendAsync("newsrom"));

        Assert.True(refused.DestinationGone);
        Assert.Contains("webhooks.newsrom", refused.Reason);
    }

    [Fact]
    public async Task Discords_retry_delay_is_respected_to_the_fraction_of_a_second()
    {
        await using var hooks = await WebhookFixture.StartAsync();
        hooks.Discord.InjectFault(
            new LoopbackWebhookFault.Respond(429, """{"message": "You are being rate limited.", "retry_after": 1.25, "global": false}""",
                ("Retry-After", "2")));

        var first = await hooks.SendAsync("newsroom");
        var early = await hooks.SendAsync("newsroom");
        hooks.Time.Advance(TimeSpan.FromSeconds(1.25));
        var later = await hooks.SendAsync("newsroom");

        Assert.Equal(TimeSpan.FromSeconds(1.25), Assert.IsType<SendOutcome.RetryAfter>(first).Delay);
        Assert.IsType<SendOutcome.RetryAfter>(early);
        Assert.IsType<SendOutcome.Sent>(later);
        Assert.Equal(2, hooks.Discord.RequestCount);
    }

    [Fact]
    public async Task A_global_limit_pauses_every_webhook_of_the_platform_only()
    {
        await using var hooks = await WebhookFixture.StartAsync();
        hooks.Discord.InjectFault(
            new LoopbackWebhookFault.Respond(429, """{"retry_after": 5, "global": true}""", ("X-RateLimit-Global", "true")));

        await hooks.SendAsync("newsroom");

        Assert.IsType<SendOutcome.RetryAfter>(await hooks.SendAsync("other"));
        Assert.IsType<SendOutcome.Sent>(await hooks.SendAsync("policy"));
    }

    [Theory]
    [InlineData("newsroom", "<html>rate limited</html>", "7", 7)]
    [InlineData("newsroom", """{"retry_after": -5}""", "7", 7)]
    [InlineData("newsroom", """{"retry_after": 1e300}""", "7", 7)]
    [InlineData("newsroom", """{"retry_after": 400000}""", "7", 86_400)]
    [InlineData("newsroom", "", "soon", 60)]
    [InlineData("newsroom", "", "Sun, 09 Mar 2025 12:00:30 GMT", 30)]
    [InlineData("policy", "rate_limited", "30", 30)]
    [InlineData("policy", "rate_limited", "NaN", 30)]
    public async Task Any_form_of_429_gives_a_reasonable_delay(string address, string body, string header, int seconds)
    {
        await using var hooks = await WebhookFixture.StartAsync();
        LoopbackWebhook platform = address == "newsroom" ? hooks.Discord : hooks.Slack;
        platform.InjectFault(new LoopbackWebhookFault.Respond(429, body, ("Retry-After", header)));

        var outcome = await hooks.SendAsync(address);

        Assert.Equal(seconds, Assert.IsType<SendOutcome.RetryAfter>(outcome).Delay.TotalSeconds);
    }

    [Fact]
    public async Task An_exhausted_bucket_is_waited_out_before_a_429()
    {
        await using var hooks = await WebhookFixture.StartAsync();
        hooks.Discord.InjectFault(
            new LoopbackWebhookFault.AcceptWith(null, ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", "2.5")));

        var first = await hooks.SendAsync("newsroom");
        var second = await hooks.SendAsync("newsroom");

        Assert.IsType<SendOutcome.Sent>(first);
        Assert.Equal(TimeSpan.FromSeconds(2.5), Assert.IsType<SendOutcome.RetryAfter>(second).Delay);
        Assert.Equal(1, hooks.Discord.RequestCount);
    }

    [Fact]
    public async Task Slack_gets_one_message_a_second()
    {
        await using var hooks = await WebhookFixture.StartAsync();

        await hooks.SendAsync("policy");
        hooks.Time.Advance(TimeSpan.FromSeconds(0.4));
        var second = await hooks.SendAsync("policy");

        Assert.Equal(TimeSpan.FromSeconds(0.6), Assert.IsType<SendOutcome.RetryAfter>(second).Delay);
    }

    [Theory]
    [InlineData("newsroom", 404, """{"message": "Unknown Webhook", "code": 10015}""", "the webhook was deleted on Discord")]
    [InlineData("newsroom", 401, """{"message": "Invalid Webhook Token", "code": 50027}""", "Discord does not know this token")]
    [InlineData("newsroom", 403, "<html>", "Discord does not allow this webhook to post")]
    [InlineData("policy", 404, "no_service", "the webhook was removed or disabled on Slack")]
    [InlineData("policy", 410, "channel_is_archived", "the channel is archived on Slack")]
    [InlineData("policy", 403, "action_prohibited", "an administrator of the workspace does not allow posting there")]
    [InlineData("newsroom", 302, "", "the webhook has moved")]
    public async Task A_deleted_webhook_is_reported_with_the_fix_and_never_called_again(string address, int status, string body,
        string expected)
    {
        await using var hooks = await WebhookFixture.StartAsync();
        LoopbackWebhook platform = address == "newsroom" ? hooks.Discord : hooks.Slack;
        platform.InjectFault(new LoopbackWebhookFault.Respond(status, body, ("Location", "https://evil.example/")));

        var refused = Assert.IsType<SendOutcome.Refused>(await hooks.SendAsync(address));
        var again = await hooks.SendAsync(address);

        Assert.True(refused.DestinationGone);
        Assert.Contains(expected, refused.Reason);
        Assert.EndsWith($"Create a new webhook and set its address under webhooks.{address}", refused.Reason);
        Assert.Equal(refused, again);
        Assert.Equal(1, platform.RequestCount);
    }

    [Fact]
    public async Task A_message_rejected_by_Discord_gives_its_reason_and_the_next_is_sent()
    {
        await using var hooks = await WebhookFixture.StartAsync();
        hooks.Discord.InjectFault(new LoopbackWebhookFault.Respond(400, """
            {"message": "Invalid Form Body", "code": 50035, "errors": {"embeds": {"0": {"title": {"_errors": [{"code": "X", "message": "Must be 256 or fewer in length."}]}}}}}
            """.Trim()));

        var refused = Assert.IsType<SendOutcome.Refused>(await hooks.SendAsync("newsroom"));

        Assert.False(refused.DestinationGone);
        Assert.Contains("Invalid Form Body: embeds.0.title: Must be 256 or fewer in length.", refused.Reason);
        Assert.IsType<SendOutcome.Sent>(await hooks.SendAsync("newsroom"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"message\": 5, \"errors\": []}")]
    [InlineData("{\"message\": \"x\", \"errors\": {\"_errors\": [1, {\"message\": null}, []]}}")]
    public async Task An_error_of_unexpected_shape_is_still_a_refusal(string body)
    {
        await using var hooks = await WebhookFixture.StartAsync();
        hooks.Discord.InjectFault(new LoopbackWebhookFault.Respond(400, body));

        Assert.IsType<SendOutcome.Refused>(await hooks.SendAsync("newsroom"));
    }

    [Theory]
    [InlineData("<html>fine</html>")]
    [InlineData("")]
    [InlineData("{\"id\": 5}")]
    [InlineData("[")]
    public async Task An_accepted_message_with_an_unreadable_answer_is_sent(string body)
    {
        await using var hooks = await WebhookFixture.StartAsync();
        hooks.Discord.InjectFault(new LoopbackWebhookFault.AcceptWith(body));

        Assert.Equal(new SendOutcome.Sent(null), await hooks.SendAsync("newsroom"));
    }

    private static string Pretty(JsonElement message) => JsonSerializer.Serialize(message, Readable);
}
