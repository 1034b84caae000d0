using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Http;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.Api;

public class SlackApiTests
{
    private static readonly SlackCall Update =
        SlackMethods.UpdateMessage(new SlackMessage("Truce", null) { Channel = "C0NEWS", Ts = "1.1" });

    [Fact]
    public async Task Write_methods_send_JSON_read_methods_send_forms_and_the_token_is_only_in_the_header()
    {
        await using var slack = await SlackApiFixture.StartAsync();

        Assert.IsType<PlatformResult.Succeeded>(await slack.SendAsync());
        Assert.IsType<PlatformResult.Succeeded>(
            await slack.SendAsync(SlackMethods.MessageHistory("C0NEWS", null, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), "a&b=")));
        Assert.IsType<PlatformResult.Succeeded>(await slack.SendAsync(SlackMethods.OpenConnection));

        Assert.Equal(
            [
                new("POST /api/chat.postMessage", """{"text":"Truce \u0026 talks","channel":"C0NEWS"}""",
                    "application/json; charset=utf-8", "Bearer xoxb-a-bot-token", ProductInfo.UserAgent),
                new("POST /api/conversations.history",
                    "channel=C0NEWS&include_all_metadata=true&oldest=1700000000.000000&limit=200&cursor=a%26b%3D",
                    "application/x-www-form-urlencoded", "Bearer xoxb-a-bot-token", ProductInfo.UserAgent),
                new SlackStubRequest("POST /api/apps.connections.open", "", "application/x-www-form-urlencoded",
                    "Bearer xapp-an-app-token", ProductInfo.UserAgent),
            ],
            slack.Stub.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>welcome to the hotel</html>")]
    [InlineData("{}")]
    [InlineData("[true]")]
    [InlineData("null")]
    [InlineData("ok")]
    [InlineData("""{"ok": "true", "ts": "1.1"}""")]
    [InlineData("""{"ok": true, "ts": "1.""")]
    public async Task A_response_without_ok_is_never_a_success(string body)
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.EnqueueResponse(200, body);

        Assert.IsType<PlatformResult.Unclear>(await slack.SendAsync());

        Assert.Single(slack.Stub.Requests);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(502, "<html>oops</html>")]
    [InlineData(503, """{"ok": false, "error": "service_unavailable"}""")]
    [InlineData(504, "")]
    [InlineData(408, "")]
    [InlineData(200, """{"ok": false, "error": "internal_error"}""")]
    [InlineData(200, """{"ok": false, "error": "fatal_error"}""")]
    [InlineData(200, """{"ok": false, "error": "service_unavailable"}""")]
    [InlineData(200, """{"ok": false, "error": "request_timeout"}""")]
    public async Task A_possibly_executed_call_is_unclear_and_a_post_is_not_retried(int status, string body)
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.EnqueueResponse(status, body);

        Assert.IsType<PlatformResult.Unclear>(await slack.SendAsync());

        Assert.Single(slack.Stub.Requests);
    }

    [Fact]
    public async Task A_post_with_a_broken_connection_is_unclear_and_not_retried()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.EnqueueReset();

        Assert.IsType<PlatformResult.Unclear>(await slack.SendAsync());

        Assert.Single(slack.Stub.Requests);
    }

    [Fact]
    public async Task A_request_without_response_times_out_as_unclear_after_thirty_seconds()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);
        slack.Stub.EnqueueNoResponse();

        var sending = slack.SendAsync();
        await slack.Stub.WaitForRequestAsync();
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Contains("no response within 30 s", Assert.IsType<PlatformResult.Unclear>(await sending).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_idempotent_call_is_retried_after_a_5xx_or_a_reset_a_limited_number_of_times()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.EnqueueResponse(503, "");
        slack.Stub.EnqueueReset();

        Assert.IsType<PlatformResult.Succeeded>(await slack.SendAsync(Update));
        Assert.Equal(3, slack.Stub.Requests.Count);
        for (var i = 0; i < 9; i++)
        {
            slack.Stub.EnqueueResponse(500, "");
        }

        Assert.IsType<PlatformResult.Unclear>(await slack.SendAsync(Update));
        Assert.Equal(7, slack.Stub.Requests.Count);
    }

    [Theory]
    [InlineData(429, "", "7", 7)]
    [InlineData(429, """{"ok": false, "error": "ratelimited"}""", "7", 7)]
    [InlineData(429, "<html>slow down</html>", null, 30)]
    [InlineData(429, "", "0", 1)]
    [InlineData(429, "", "soon", 30)]
    [InlineData(200, """{"ok": false, "error": "ratelimited"}""", "12", 12)]
    [InlineData(200, """{"ok": false, "error": "rate_limited"}""", null, 30)]
    public async Task A_429_pauses_only_its_method_until_it_expires(int status, string body, string? retryAfter, int seconds)
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);
        slack.Stub.EnqueueResponse(status, body, retryAfter is null ? [] : [("Retry-After", retryAfter)]);
        var impatient = SlackApiFixture.Post() with { MaxWait = TimeSpan.Zero };

        var first = Assert.IsType<PlatformResult.Limited>(await slack.SendAsync(impatient));
        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.IsType<PlatformResult.Limited>(await slack.SendAsync(impatient));
        Assert.IsType<PlatformResult.Limited>(await slack.SendAsync(SlackApiFixture.Post("C0DESK") with { MaxWait = TimeSpan.Zero }));
        Assert.Single(slack.Stub.Requests);
        Assert.IsType<PlatformResult.Succeeded>(await slack.SendAsync(Update));
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(TimeSpan.FromSeconds(seconds), first.Delay);
        Assert.IsType<PlatformResult.Succeeded>(await slack.SendAsync(impatient));
        Assert.Equal(3, slack.Stub.Requests.Count);
    }

    [Fact]
    public async Task A_short_429_is_waited_out_by_a_call_whose_deadline_allows_it()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);
        slack.Stub.EnqueueResponse(429, "", ("Retry-After", "2"));

        var sending = slack.SendAsync(SlackApiFixture.Post() with { MaxWait = TimeSpan.FromSeconds(5) });
        await slack.Stub.WaitForRequestAsync();
        await AdvanceUntilAsync(time, sending);

        Assert.IsType<PlatformResult.Succeeded>(await sending);
        Assert.Equal(2, slack.Stub.Requests.Count);
    }

    [Fact]
    public async Task A_channel_gets_one_message_a_second_without_delaying_others()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);

        Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<PlatformResult.Succeeded>(await slack.SendAsync()).NextRequestDelay);
        Assert.IsType<PlatformResult.Succeeded>(await slack.SendAsync(SlackApiFixture.Post("C0DESK")));
        var second = slack.SendAsync();
        var third = Assert.IsType<PlatformResult.Limited>(
            await slack.SendAsync(SlackApiFixture.Post() with { MaxWait = TimeSpan.FromMilliseconds(500) }));
        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(2, slack.Stub.Requests.Count);
        time.Advance(TimeSpan.FromMilliseconds(2));

        Assert.IsType<PlatformResult.Succeeded>(await second);
        Assert.Equal(TimeSpan.FromSeconds(1), third.Delay);
        Assert.Equal(3, slack.Stub.Requests.Count);
    }

    [Fact]
    public async Task The_interval_between_two_messages_starts_with_the_response()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);
        slack.Stub.EnqueueNoResponse();
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(SlackApiFixture.Cancelled);

        var first = slack.Api.SendAsync(SlackApiFixture.Post(), impatient.Token);
        await slack.Stub.WaitForRequestAsync();
        time.Advance(TimeSpan.FromSeconds(20));
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = await slack.SendAsync(SlackApiFixture.Post() with { MaxWait = TimeSpan.Zero });

        Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<PlatformResult.Limited>(second).Delay);
    }

    [Fact]
    public async Task A_rate_limit_tier_holds_over_any_sliding_minute()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);
        for (var i = 0; i < 50; i++)
        {
            Assert.IsType<PlatformResult.Succeeded>(await slack.SendAsync(Update));
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        var beyond = Assert.IsType<PlatformResult.Limited>(await slack.SendAsync(Update));
        Assert.Equal(TimeSpan.FromSeconds(55), beyond.Delay);
        time.Advance(TimeSpan.FromSeconds(54.5));
        var patient = slack.SendAsync(Update);
        Assert.Equal(50, slack.Stub.Requests.Count);
        time.Advance(TimeSpan.FromSeconds(0.51));

        Assert.IsType<PlatformResult.Succeeded>(await patient);
    }

    [Fact]
    public async Task Waiting_calls_are_served_in_order_and_cancelled_ones_leave_the_queue()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        using var rateLimiter = new SlackRateLimiter(time);
        var call = SlackApiFixture.Post();
        Assert.Null(await rateLimiter.AcquireAsync(call, TimeSpan.Zero, SlackApiFixture.Cancelled));
        using var cancellation = new CancellationTokenSource();

        CancellationToken[] tokens = [SlackApiFixture.Cancelled, cancellation.Token, SlackApiFixture.Cancelled];
        var waiting = tokens.Select(token => rateLimiter.AcquireAsync(call, TimeSpan.FromMinutes(1), token)).ToList();
        await cancellation.CancelAsync();
        rateLimiter.Release(call, null);
        time.Advance(TimeSpan.FromSeconds(1.01));
        Assert.Null(await waiting[0]);
        Assert.True(waiting[1].IsCanceled);
        Assert.False(waiting[2].IsCompleted);
        rateLimiter.Release(call, null);
        time.Advance(TimeSpan.FromSeconds(1.01));

        Assert.Null(await waiting[2]);
    }

    [Fact]
    public async Task A_waiting_call_fails_at_once_when_a_429_exceeds_its_deadline()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        using var rateLimiter = new SlackRateLimiter(time);
        var call = SlackApiFixture.Post();
        await rateLimiter.AcquireAsync(call, TimeSpan.Zero, SlackApiFixture.Cancelled);
        var waiting = rateLimiter.AcquireAsync(call, TimeSpan.FromSeconds(5), SlackApiFixture.Cancelled);

        rateLimiter.Release(call, TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.FromSeconds(30), await waiting);
    }

    [Theory]
    [InlineData("not_in_channel", "invite it with /invite @AlertBot")]
    [InlineData("channel_not_found", "invite it with /invite @AlertBot")]
    [InlineData("is_archived", "unarchive it")]
    [InlineData("restricted_action", "ask for permission")]
    [InlineData("restricted_action_read_only_channel", "read-only")]
    [InlineData("msg_too_long", "longer than Slack allows")]
    [InlineData("token_revoked", "slack.botToken")]
    [InlineData("account_inactive", "slack.botToken")]
    [InlineData("invalid_auth", "slack.botToken")]
    [InlineData("not_authed", "slack.botToken")]
    [InlineData("token_expired", "token rotation")]
    [InlineData("expired_trigger_id", "try again")]
    [InlineData("message_not_found", "was deleted")]
    [InlineData("cant_update_message", "not AlertBot's own")]
    [InlineData("edit_window_closed", "does not allow edits")]
    [InlineData("external_channel_migrating", "AlertBot continues")]
    [InlineData("messages_tab_disabled", "App Home")]
    [InlineData("msg_blocks_too_long", "longer than Slack allows")]
    [InlineData("invalid_blocks", "report it")]
    [InlineData("never_heard_of",
        "Slack answered never_heard_of: see https://docs.slack.dev/reference/methods/chat.postMessage")]
    public async Task An_error_is_formatted_as_a_sentence_with_its_fix(string error, string part)
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.EnqueueResponse(200, $$"""{"ok": false, "error": "{{error}}"}""");

        var refused = Assert.IsType<SlackRefusal>(await slack.SendAsync());

        Assert.Equal(error, refused.Error);
        Assert.Contains(part, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_scope_is_named_with_the_fix()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.EnqueueResponse(200,
            """{"ok": false, "error": "missing_scope", "needed": "channels:history", "provided": "chat:write"}""");
        slack.Stub.EnqueueResponse(200, """{"ok": false, "error": "missing_scope", "needed": "connections:write"}""");

        var bot = Assert.IsType<SlackRefusal>(
            await slack.SendAsync(SlackMethods.MessageHistory("C0NEWS", null, ABrief.Now, null)));
        var app = Assert.IsType<SlackRefusal>(await slack.SendAsync(SlackMethods.OpenConnection));

        Assert.Equal(
            "the app lacks the scope channels:history for conversations.history: add it under OAuth & Permissions and reinstall the app",
            bot.Reason);
        Assert.StartsWith("the app-level token lacks the scope connections:write: create an app-level token", app.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disabled_Socket_Mode_is_reported_with_the_fix()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.EnqueueResponse(200, """{"ok": false, "error": "access_denied"}""");

        var refused = Assert.IsType<SlackRefusal>(await slack.SendAsync(SlackMethods.OpenConnection));

        Assert.Contains("turn Socket Mode on in the app's settings under Settings → Socket Mode", refused.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_app_level_token_is_reported_by_the_connection()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.EnqueueResponse(200, """{"ok": false, "error": "invalid_auth"}""");

        Assert.IsType<SlackRefusal>(await slack.SendAsync(SlackMethods.OpenConnection));

        Assert.Empty(slack.Log.Lines);
    }

    [Fact]
    public async Task Invalid_blocks_give_sanitized_and_truncated_details()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        var messages = JsonSerializer.Serialize(
            new[] { "[ERROR] no more than 150 characters\u001b[31m\n[json-pointer:/blocks/0/text]", new string('x', 5_000) });
        slack.Stub.EnqueueResponse(200,
            $$"""{"ok": false, "error": "invalid_blocks", "response_metadata": {"messages": {{messages}} } }""");

        var refused = Assert.IsType<SlackRefusal>(await slack.SendAsync());

        Assert.StartsWith(
            "Slack rejects the format of the message, please report it: invalid_blocks ([ERROR] no more than 150 characters[31m "
                + "[json-pointer:/blocks/0/text]; xxx", refused.Reason, StringComparison.Ordinal);
        Assert.InRange(refused.Reason.Length, 100, 400);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(404)]
    [InlineData(200)]
    public async Task No_reason_or_log_line_contains_a_secret_whatever_the_server_echoes(int status)
    {
        await using var slack = await SlackApiFixture.StartAsync();
        var echo = $"Bearer {SlackApiFixture.BotToken.ToUpperInvariant()} {SlackApiFixture.AppToken} a-signing-secret xoxp-of-another "
            + $"https://hooks.slack.com/commands/T1/9/secret-of-the-url";
        var padded = new string('y', 280) + " " + echo;
        var texts = new List<string>();
        foreach (var body in new[]
        {
            $$"""{"ok": false, "error": "{{echo}}"}""",
            $$"""{"ok": false, "error": "missing_scope", "needed": "{{echo}}"}""",
            $$"""{"ok": false, "error": "invalid_blocks", "response_metadata": {"messages": ["{{padded}}", "{{echo}}"] } }""",
            echo,
        })
        {
            slack.Stub.EnqueueResponse(status, body, ("Location", "/" + SlackApiFixture.BotToken));
            texts.Add($"{await slack.SendAsync(Update)}");
            slack.Stub.EnqueueResponse(status, body);
            var address = new Uri(slack.Stub.Base, "commands/T1/9/secret-of-the-url");
            texts.Add($"{await slack.Api.RespondAsync(address, new SlackMessage("hi", null), SlackApiFixture.Cancelled)}");
        }

        texts.AddRange(slack.Log.Lines);

        string[] secrets = [SlackApiFixture.BotToken, SlackApiFixture.AppToken, "signing-secret", "xoxp-of", "secret-of-the-url"];
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(texts, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_rejected_token_is_logged_once_retried_every_thirty_seconds_and_recovers()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);
        slack.Stub.EnqueueResponse(200, """{"ok": false, "error": "token_revoked"}""");

        var first = await slack.SendAsync(Update);
        var held = await slack.SendAsync();
        Assert.Equal(first, held);
        Assert.Single(slack.Stub.Requests);
        Assert.Equal(Assert.IsType<SlackRefusal>(first).Reason, slack.Api.Problem);
        Assert.IsType<PlatformResult.Succeeded>(await slack.SendAsync(SlackMethods.OpenConnection));
        Assert.NotNull(slack.Api.Problem);

        time.Advance(SlackAuthState.RetryInterval);
        slack.Stub.EnqueueResponse(200, """{"ok": false, "error": "token_revoked"}""");
        Assert.IsType<SlackRefusal>(await slack.SendAsync(Update));
        Assert.IsType<SlackRefusal>(await slack.SendAsync(Update));
        Assert.Equal(3, slack.Stub.Requests.Count);
        time.Advance(SlackAuthState.RetryInterval);
        Assert.IsType<PlatformResult.Succeeded>(await slack.SendAsync(Update));

        Assert.Null(slack.Api.Problem);
        Assert.IsType<PlatformResult.Succeeded>(await slack.SendAsync(Update));
        Assert.Equal([((SlackRefusal)first).Reason, "Slack accepts the bot token again."], slack.Log.Lines);
    }

    [Fact]
    public async Task A_rejected_app_level_token_does_not_affect_the_bot_token()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.EnqueueResponse(200, """{"ok": false, "error": "invalid_auth"}""");

        var refused = Assert.IsType<SlackRefusal>(await slack.SendAsync(SlackMethods.OpenConnection));

        Assert.Contains("slack.appToken", refused.Reason, StringComparison.Ordinal);
        Assert.Null(slack.Api.Problem);
        Assert.IsType<PlatformResult.Succeeded>(await slack.SendAsync());
    }

    /// <summary>Advances the time repeatedly, because the client receives the 429 some time after the stub has sent it.</summary>
    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Task sending)
    {
        while (!sending.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(5), SlackApiFixture.Cancelled));
        }
    }
}
