using System.Text.Json;
using AlertBot.Chat.Slack;
using AlertBot.Http;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack;

public class SlackApiTests
{
    private static readonly SlackCall Update = SlackCalls.Update(new SlackMessage("Truce", null) { Channel = "C0NEWS", Ts = "1.1" });

    [Fact]
    public async Task A_writing_method_goes_as_JSON_a_reading_one_as_a_form_and_the_token_only_in_its_header()
    {
        await using var slack = await SlackApiFixture.StartAsync();

        Assert.IsType<SlackAnswer.Done>(await slack.SendAsync());
        Assert.IsType<SlackAnswer.Done>(await slack.SendAsync(SlackCalls.Messages("C0NEWS", null, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), "a&b=")));
        Assert.IsType<SlackAnswer.Done>(await slack.SendAsync(SlackCalls.OpenConnection));

        Assert.Equal(
            [
                new("POST /api/chat.postMessage", """{"text":"Truce \u0026 talks","channel":"C0NEWS"}""", "application/json; charset=utf-8", "Bearer xoxb-a-bot-token", Identity.UserAgent),
                new("POST /api/conversations.history", "channel=C0NEWS&include_all_metadata=true&oldest=1700000000.000000&limit=200&cursor=a%26b%3D", "application/x-www-form-urlencoded", "Bearer xoxb-a-bot-token", Identity.UserAgent),
                new SlackStubRequest("POST /api/apps.connections.open", "", "application/x-www-form-urlencoded", "Bearer xapp-an-app-token", Identity.UserAgent),
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
    public async Task An_answer_without_ok_is_never_taken_for_done(string body)
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.Next(200, body);

        Assert.IsType<SlackAnswer.Unclear>(await slack.SendAsync());

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
    public async Task What_Slack_may_have_done_is_unclear_and_a_post_is_not_repeated(int status, string body)
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.Next(status, body);

        Assert.IsType<SlackAnswer.Unclear>(await slack.SendAsync());

        Assert.Single(slack.Stub.Requests);
    }

    [Fact]
    public async Task A_post_whose_connection_breaks_is_unclear_and_not_repeated()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.NextReset();

        Assert.IsType<SlackAnswer.Unclear>(await slack.SendAsync());

        Assert.Single(slack.Stub.Requests);
    }

    [Fact]
    public async Task Silence_ends_after_thirty_seconds_as_unclear()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);
        slack.Stub.NextSilence();

        var sending = slack.SendAsync();
        await slack.Stub.ReceivedAsync();
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Contains("no answer within 30 s", Assert.IsType<SlackAnswer.Unclear>(await sending).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeatable_call_is_repeated_after_a_5xx_and_a_reset_and_not_without_end()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.Next(503, "");
        slack.Stub.NextReset();

        Assert.IsType<SlackAnswer.Done>(await slack.SendAsync(Update));
        Assert.Equal(3, slack.Stub.Requests.Count);
        for (var i = 0; i < 9; i++)
        {
            slack.Stub.Next(500, "");
        }

        Assert.IsType<SlackAnswer.Unclear>(await slack.SendAsync(Update));
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
    public async Task After_a_429_no_call_of_the_method_goes_out_until_it_is_over_and_others_go_on(int status, string body, string? retryAfter, int seconds)
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);
        slack.Stub.Next(status, body, retryAfter is null ? [] : [("Retry-After", retryAfter)]);
        var impatient = SlackApiFixture.Post() with { Patience = TimeSpan.Zero };

        var first = Assert.IsType<SlackAnswer.Limited>(await slack.SendAsync(impatient));
        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.IsType<SlackAnswer.Limited>(await slack.SendAsync(impatient));
        Assert.IsType<SlackAnswer.Limited>(await slack.SendAsync(SlackApiFixture.Post("C0DESK") with { Patience = TimeSpan.Zero }));
        Assert.Single(slack.Stub.Requests);
        Assert.IsType<SlackAnswer.Done>(await slack.SendAsync(Update));
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(TimeSpan.FromSeconds(seconds), first.Delay);
        Assert.IsType<SlackAnswer.Done>(await slack.SendAsync(impatient));
        Assert.Equal(3, slack.Stub.Requests.Count);
    }

    [Fact]
    public async Task A_short_429_is_waited_out_by_a_call_that_has_the_patience()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);
        slack.Stub.Next(429, "", ("Retry-After", "2"));

        var sending = slack.SendAsync(SlackApiFixture.Post() with { Patience = TimeSpan.FromSeconds(5) });
        await slack.Stub.ReceivedAsync();
        await AdvanceUntilAsync(time, sending);

        Assert.IsType<SlackAnswer.Done>(await sending);
        Assert.Equal(2, slack.Stub.Requests.Count);
    }

    [Fact]
    public async Task One_message_a_second_goes_to_a_channel_and_others_do_not_wait_for_it()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);

        Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<SlackAnswer.Done>(await slack.SendAsync()).Pause);
        Assert.IsType<SlackAnswer.Done>(await slack.SendAsync(SlackApiFixture.Post("C0DESK")));
        var second = slack.SendAsync();
        var third = Assert.IsType<SlackAnswer.Limited>(await slack.SendAsync(SlackApiFixture.Post() with { Patience = TimeSpan.FromMilliseconds(500) }));
        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(2, slack.Stub.Requests.Count);
        time.Advance(TimeSpan.FromMilliseconds(2));

        Assert.IsType<SlackAnswer.Done>(await second);
        Assert.Equal(TimeSpan.FromSeconds(1), third.Delay);
        Assert.Equal(3, slack.Stub.Requests.Count);
    }

    [Fact]
    public async Task The_second_between_two_messages_begins_with_the_answer_so_that_Slacks_clock_never_sees_it_shorter()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);
        slack.Stub.NextSilence();
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(SlackApiFixture.Cancelled);

        var first = slack.Api.SendAsync(SlackApiFixture.Post(), impatient.Token);
        await slack.Stub.ReceivedAsync();
        time.Advance(TimeSpan.FromSeconds(20));
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = await slack.SendAsync(SlackApiFixture.Post() with { Patience = TimeSpan.Zero });

        Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<SlackAnswer.Limited>(second).Delay);
    }

    [Fact]
    public async Task A_tier_is_kept_over_any_minute()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);
        for (var i = 0; i < 50; i++)
        {
            Assert.IsType<SlackAnswer.Done>(await slack.SendAsync(Update));
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        var beyond = Assert.IsType<SlackAnswer.Limited>(await slack.SendAsync(Update));
        Assert.Equal(TimeSpan.FromSeconds(55), beyond.Delay);
        time.Advance(TimeSpan.FromSeconds(54.5));
        var patient = slack.SendAsync(Update);
        Assert.Equal(50, slack.Stub.Requests.Count);
        time.Advance(TimeSpan.FromSeconds(0.51));

        Assert.IsType<SlackAnswer.Done>(await patient);
    }

    [Fact]
    public async Task Who_came_first_goes_first_and_who_gives_up_waits_no_more()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        using var pace = new SlackPace(time);
        var call = SlackApiFixture.Post();
        Assert.Null(await pace.TakeAsync(call, TimeSpan.Zero, SlackApiFixture.Cancelled));
        using var gone = new CancellationTokenSource();

        var waiting = Enumerable.Range(0, 3).Select(i => pace.TakeAsync(call, TimeSpan.FromMinutes(1), i == 1 ? gone.Token : SlackApiFixture.Cancelled)).ToList();
        await gone.CancelAsync();
        pace.Return(call, null);
        time.Advance(TimeSpan.FromSeconds(1.01));
        Assert.Null(await waiting[0]);
        Assert.True(waiting[1].IsCanceled);
        Assert.False(waiting[2].IsCompleted);
        pace.Return(call, null);
        time.Advance(TimeSpan.FromSeconds(1.01));

        Assert.Null(await waiting[2]);
    }

    [Fact]
    public async Task A_call_that_waits_when_a_429_comes_learns_at_once_that_its_patience_will_not_do()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        using var pace = new SlackPace(time);
        var call = SlackApiFixture.Post();
        await pace.TakeAsync(call, TimeSpan.Zero, SlackApiFixture.Cancelled);
        var waiting = pace.TakeAsync(call, TimeSpan.FromSeconds(5), SlackApiFixture.Cancelled);

        pace.Return(call, TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.FromSeconds(30), await waiting);
    }

    [Theory]
    [InlineData("not_in_channel", "invite me with /invite @AlertBot")]
    [InlineData("channel_not_found", "invite me with /invite @AlertBot")]
    [InlineData("is_archived", "unarchive it")]
    [InlineData("restricted_action", "ask them")]
    [InlineData("restricted_action_read_only_channel", "read-only")]
    [InlineData("msg_too_long", "longer than Slack takes")]
    [InlineData("token_revoked", "slack.botToken")]
    [InlineData("account_inactive", "slack.botToken")]
    [InlineData("invalid_auth", "slack.botToken")]
    [InlineData("not_authed", "slack.botToken")]
    [InlineData("token_expired", "token rotation")]
    [InlineData("expired_trigger_id", "once more")]
    [InlineData("message_not_found", "was deleted")]
    [InlineData("cant_update_message", "not AlertBot's own")]
    [InlineData("edit_window_closed", "no edits")]
    [InlineData("external_channel_migrating", "goes on by itself")]
    [InlineData("messages_tab_disabled", "App Home")]
    [InlineData("msg_blocks_too_long", "longer than Slack takes")]
    [InlineData("invalid_blocks", "report it")]
    [InlineData("never_heard_of", "Slack answers never_heard_of: what it means stands at https://docs.slack.dev/reference/methods/chat.postMessage")]
    public async Task An_error_becomes_a_sentence_with_its_mend(string error, string part)
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.Next(200, $$"""{"ok": false, "error": "{{error}}"}""");

        var refused = Assert.IsType<SlackAnswer.Refused>(await slack.SendAsync());

        Assert.Equal(error, refused.Error);
        Assert.Contains(part, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_scope_is_named_with_what_to_do()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.Next(200, """{"ok": false, "error": "missing_scope", "needed": "channels:history", "provided": "chat:write"}""");
        slack.Stub.Next(200, """{"ok": false, "error": "missing_scope", "needed": "connections:write"}""");

        var bot = Assert.IsType<SlackAnswer.Refused>(await slack.SendAsync(SlackCalls.Messages("C0NEWS", null, ABrief.Now, null)));
        var app = Assert.IsType<SlackAnswer.Refused>(await slack.SendAsync(SlackCalls.OpenConnection));

        Assert.Equal("the app lacks the scope channels:history for conversations.history: add it under OAuth & Permissions and reinstall the app", bot.Reason);
        Assert.StartsWith("the app-level token lacks the scope connections:write: make an app-level token", app.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Socket_Mode_that_is_switched_off_is_said_with_the_mend()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.Next(200, """{"ok": false, "error": "access_denied"}""");

        var refused = Assert.IsType<SlackAnswer.Refused>(await slack.SendAsync(SlackCalls.OpenConnection));

        Assert.Contains("switch Socket Mode on in the app's settings under Settings → Socket Mode", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_app_level_token_is_left_to_the_connection_to_say()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.Next(200, """{"ok": false, "error": "invalid_auth"}""");

        Assert.IsType<SlackAnswer.Refused>(await slack.SendAsync(SlackCalls.OpenConnection));

        Assert.Empty(slack.Log.Lines);
    }

    [Fact]
    public async Task Invalid_blocks_say_what_is_wrong_with_them_clean_and_cut()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        var messages = JsonSerializer.Serialize(new[] { "[ERROR] no more than 150 characters\u001b[31m\n[json-pointer:/blocks/0/text]", new string('x', 5_000) });
        slack.Stub.Next(200, $$"""{"ok": false, "error": "invalid_blocks", "response_metadata": {"messages": {{messages}} } }""");

        var refused = Assert.IsType<SlackAnswer.Refused>(await slack.SendAsync());

        Assert.StartsWith("Slack does not take what AlertBot wrote, please report it: invalid_blocks ([ERROR] no more than 150 characters[31m [json-pointer:/blocks/0/text]; xxx", refused.Reason, StringComparison.Ordinal);
        Assert.InRange(refused.Reason.Length, 100, 400);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(404)]
    [InlineData(200)]
    public async Task No_reason_and_no_log_line_holds_a_secret_whatever_the_other_side_echoes(int status)
    {
        await using var slack = await SlackApiFixture.StartAsync();
        var echo = $"Bearer {SlackApiFixture.BotToken.ToUpperInvariant()} {SlackApiFixture.AppToken} a-signing-secret xoxp-of-another https://hooks.slack.com/commands/T1/9/secret-of-the-url";
        var padded = new string('y', 280) + " " + echo;
        var said = new List<string>();
        foreach (var body in new[]
        {
            $$"""{"ok": false, "error": "{{echo}}"}""",
            $$"""{"ok": false, "error": "missing_scope", "needed": "{{echo}}"}""",
            $$"""{"ok": false, "error": "invalid_blocks", "response_metadata": {"messages": ["{{padded}}", "{{echo}}"] } }""",
            echo,
        })
        {
            slack.Stub.Next(status, body, ("Location", "/" + SlackApiFixture.BotToken));
            said.Add($"{await slack.SendAsync(Update)}");
            slack.Stub.Next(status, body);
            said.Add($"{await slack.Api.RespondAsync(new Uri(slack.Stub.Base, "commands/T1/9/secret-of-the-url"), new SlackMessage("hi", null), SlackApiFixture.Cancelled)}");
        }

        said.AddRange(slack.Log.Lines);

        foreach (var secret in new[] { SlackApiFixture.BotToken, SlackApiFixture.AppToken, "signing-secret", "xoxp-of", "secret-of-the-url" })
        {
            Assert.DoesNotContain(said, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_refused_token_is_said_once_tried_every_thirty_seconds_and_works_again_by_itself()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var slack = await SlackApiFixture.StartAsync(time);
        slack.Stub.Next(200, """{"ok": false, "error": "token_revoked"}""");

        var first = await slack.SendAsync(Update);
        var held = await slack.SendAsync();
        Assert.Equal(first, held);
        Assert.Single(slack.Stub.Requests);
        Assert.Equal(Assert.IsType<SlackAnswer.Refused>(first).Reason, slack.Api.Problem);
        Assert.IsType<SlackAnswer.Done>(await slack.SendAsync(SlackCalls.OpenConnection));
        Assert.NotNull(slack.Api.Problem);

        time.Advance(SlackStanding.Trial);
        slack.Stub.Next(200, """{"ok": false, "error": "token_revoked"}""");
        Assert.IsType<SlackAnswer.Refused>(await slack.SendAsync(Update));
        Assert.IsType<SlackAnswer.Refused>(await slack.SendAsync(Update));
        Assert.Equal(3, slack.Stub.Requests.Count);
        time.Advance(SlackStanding.Trial);
        Assert.IsType<SlackAnswer.Done>(await slack.SendAsync(Update));

        Assert.Null(slack.Api.Problem);
        Assert.IsType<SlackAnswer.Done>(await slack.SendAsync(Update));
        Assert.Equal([((SlackAnswer.Refused)first).Reason, "Slack accepts the bot token again"], slack.Log.Lines);
    }

    [Fact]
    public async Task A_refused_app_level_token_leaves_the_bots_alone()
    {
        await using var slack = await SlackApiFixture.StartAsync();
        slack.Stub.Next(200, """{"ok": false, "error": "invalid_auth"}""");

        var refused = Assert.IsType<SlackAnswer.Refused>(await slack.SendAsync(SlackCalls.OpenConnection));

        Assert.Contains("slack.appToken", refused.Reason, StringComparison.Ordinal);
        Assert.Null(slack.Api.Problem);
        Assert.IsType<SlackAnswer.Done>(await slack.SendAsync());
    }

    /// <summary>The call has its 429 only some time after the stub has answered.</summary>
    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Task sending)
    {
        while (!sending.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(5), SlackApiFixture.Cancelled));
        }
    }
}
