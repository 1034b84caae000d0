using System.Net;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack;
using AlertBot.Testing.Slack.WebApi;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.Loopback;

/// <summary>The loopback Slack implements the Web API and detects violations of its rules.</summary>
public class LoopbackSlackTests
{
    private const string News = "C0NEWS0001";
    private const string Good = """{"channel": "C0NEWS0001", "text": "hello", "unfurl_links": false, "unfurl_media": false}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_valid_message_is_posted_without_a_violation()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);

        var response = await client.PostAsync("chat.postMessage", Good);

        Assert.Empty(slack.Violations);
        Assert.True((bool)response.Json["ok"]!);
        Assert.Equal("hello", Assert.Single(slack.WebApi.Messages.InChannel(News)).Text);
        Assert.Equal((string?)response.Json["ts"], slack.WebApi.Messages.InChannel(News)[0].Ts);
        Assert.Contains("chat:write", response.Header("X-OAuth-Scopes"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"text": "x"}""", "invalid_arguments", "missing required field: channel")]
    [InlineData("""{"channel": "C0NEWS0001"}""", "no_text", "no_text")]
    [InlineData("""{"channel": "C0NEWS0001", "text": "a < b"}""", null, "unescaped text")]
    [InlineData("""{"channel": "C0NEWS0001", "text": "a & b"}""", null, "unescaped &")]
    [InlineData("""{"channel": "C0NEWS0001", "text": "hey <!here>"}""", null, "<!here>")]
    [InlineData("""{"channel": "C0NEWS0001", "text": "hey <!subteam^S0LOOP>"}""", null, "<!subteam^S0LOOP>")]
    [InlineData("""{"channel": "C0NEWS0001", "text": "hey <@U0ANNA0001>"}""", null, "<@U0ANNA0001>")]
    [InlineData("""{"channel": "C0NEWS0001", "text": "hey <mailto:a@news.example>"}""", null, "<mailto:")]
    [InlineData("""{"channel": "C0NEWS0001", "text": "x", "colour": 1}""", null, "unknown argument colour")]
    [InlineData("""{"channel": "C0NEWS0001", "text": "x", "thread_ts": null}""", null, "thread_ts is null")]
    [InlineData("""{"channel": "C0NEWS0001", "text": "x", "unfurl_media": true}""", null, "unfurl_media is not false")]
    [InlineData("""{"channel": "C0NEWS0001", "blocks": [{"type": "divider"}]}""", null, "blocks without text")]
    [InlineData("""{"channel": "C0NEWS0001", "text": "x", "blocks": [{"type": "divider", "text": "x"}]}""", "invalid_blocks",
        "invalid additional property")]
    [InlineData("""{"channel": "C0NEWS0001", "text": "x", "metadata": {"event_type": "x"}}""", "invalid_metadata_format",
        "invalid_metadata_format")]
    [InlineData("""{"channel": "C0NEWS0001", "text": "x", """, "invalid_json", "invalid_json")]
    [InlineData("""["C0NEWS0001"]""", "json_not_object", "json_not_object")]
    public async Task An_invalid_message_is_recorded_and_rejected_as_Slack_does(string body, string? error, string expected)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);

        var response = await client.PostAsync("chat.postMessage", body);

        Assert.Equal(HttpStatusCode.OK, response.Status);
        Assert.Equal(error, (string?)response.Json["error"]);
        Assert.Contains(slack.Violations, violation => violation.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Allowed_links_dates_channels_and_groups_are_not_violations()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        slack.WebApi.MarkupRules.AllowedUserGroups.Add("S0LOOP");

        await client.PostAsync("chat.postMessage", Good.Replace(
            "hello", "<https://news.example/a?b=1&amp;c=2|A &amp; B> <!date^1700000000^{ago}|3 minutes ago> <#C0NEWS0001> "
                + "<!subteam^S0LOOP> &lt;!here&gt;", StringComparison.Ordinal));

        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task Block_errors_are_reported_with_their_path()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);

        var response = await client.PostAsync("chat.postMessage",
            Good[..^1] + ""","blocks": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}]}""");

        Assert.Equal("[ERROR] mrkdwn is not an allowed text type [json-pointer:/blocks/0/text/type]",
            (string?)response.Json["response_metadata"]!["messages"]![0]);
        Assert.Empty(slack.WebApi.Messages.InChannel(News));
    }

    [Fact]
    public async Task An_overlong_text_is_rejected_in_an_update_and_recorded_for_a_post()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        var ts = await client.PostMessageAsync(Good);
        var text = string.Concat(Enumerable.Repeat("😀", 4_001));

        var posted = await client.PostAsync("chat.postMessage", Good.Replace("hello", text, StringComparison.Ordinal));
        var updated = await client.PostAsync("chat.update", $$"""{"channel": "{{News}}", "ts": "{{ts}}", "text": "{{text}}"}""");
        var just = await client.PostAsync("chat.update", $$"""{"channel": "{{News}}", "ts": "{{ts}}", "text": "{{text[2..]}}"}""");

        Assert.Null((string?)posted.Json["error"]);
        Assert.Equal("msg_too_long", (string?)updated.Json["error"]);
        Assert.Null((string?)just.Json["error"]);
        Assert.Contains(slack.Violations,
            violation => violation.Contains("chat.postMessage C0NEWS0001: a text of more than 4000", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "not_authed")]
    [InlineData("Bearer xoxb-of-someone-else", "invalid_auth")]
    [InlineData("Bearer " + LoopbackSlack.AppToken, "not_allowed_token_type")]
    public async Task A_call_without_the_right_token_is_refused(string? authorization, string error)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack, authorization);

        var response = await client.PostAsync("chat.postMessage", Good);

        Assert.Equal(error, (string?)response.Json["error"]);
        Assert.Empty(slack.WebApi.Messages.InChannel(News));
    }

    [Fact]
    public async Task A_token_can_be_revoked_and_restored()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        slack.WebApi.TokenIsRevoked = true;

        var revoked = await client.PostAsync("auth.test", null);
        slack.WebApi.TokenIsRevoked = false;
        var restored = await client.PostAsync("auth.test", null);

        Assert.Equal("token_revoked", (string?)revoked.Json["error"]);
        Assert.Equal((LoopbackSlack.TeamId, LoopbackSlack.BotUser), ((string?)restored.Json["team_id"], (string?)restored.Json["user_id"]));
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task A_token_in_the_URL_or_the_body_is_recorded()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);

        await client.GetAsync("conversations.info?channel=C0NEWS0001&token=" + LoopbackSlack.BotToken);
        await client.PostAsync("chat.postMessage", Good[..^1] + $$""","token": "{{LoopbackSlack.BotToken}}"}""");

        Assert.Equal(2, slack.Violations.Count(violation => violation.Contains("a token in the", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Missing_charset_and_wrong_content_types_are_recorded()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);

        var bare = await client.PostAsync("chat.postMessage", Good, "application/json");
        var text = await client.PostAsync("chat.postMessage", Good, "text/plain");

        Assert.Null((string?)bare.Json["error"]);
        Assert.Equal("invalid_post_type", (string?)text.Json["error"]);
        Assert.Contains(slack.Violations, violation => violation.Contains("missing_charset", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_read_method_ignores_JSON_and_accepts_forms_and_queries()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);

        var json = await client.PostAsync("conversations.info", """{"channel": "C0NEWS0001"}""");
        var form = await client.FormAsync("conversations.info", ("channel", News));
        var query = await client.GetAsync("conversations.info?channel=" + News);

        Assert.Equal("invalid_arguments", (string?)json.Json["error"]);
        Assert.Equal(["news", "news"],
            ((LoopbackSlackClient.Answer[])[form, query]).Select(response => (string?)response.Json["channel"]!["name"]));
        Assert.All(slack.Violations, violation => Assert.Contains("conversations.info", violation, StringComparison.Ordinal));
        Assert.Equal(2, slack.Violations.Count);
    }

    [Fact]
    public async Task A_write_method_rejects_GET_and_an_unknown_method_is_rejected()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);

        var get = await client.GetAsync("chat.postMessage?channel=C0NEWS0001&text=x");
        var unknown = await client.PostAsync("chat.command", "{}");

        Assert.Equal(["unknown_method", "unknown_method"],
            ((LoopbackSlackClient.Answer[])[get, unknown]).Select(response => (string?)response.Json["error"]));
        Assert.Equal(2, slack.Violations.Count);
    }

    [Theory]
    [InlineData("chat.postMessage", "chat:write", false)]
    [InlineData("conversations.info", "channels:read", false)]
    [InlineData("conversations.info", "groups:read", true)]
    [InlineData("conversations.history", "channels:history", false)]
    [InlineData("conversations.history", "groups:history", true)]
    [InlineData("conversations.join", "channels:join", false)]
    public async Task A_scope_that_is_missing_is_named(string method, string scope, bool isPrivate)
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        slack.Channels[0].IsPrivate = isPrivate;
        slack.WebApi.Scopes.Remove(scope);

        var response = await client.FormAsync(method,
            method == "chat.postMessage" ? [("channel", News), ("text", "x"), ("unfurl_links", "false"), ("unfurl_media", "false")]
                : [("channel", News)]);

        Assert.Equal(("missing_scope", scope), ((string?)response.Json["error"], (string?)response.Json["needed"]));
        Assert.DoesNotContain(scope, ((string)response.Json["provided"]!).Split(','));
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task User_data_requires_its_scope()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        slack.Users[0].IsAdmin = true;

        var without = await client.FormAsync("users.info", ("user", LoopbackSlack.DefaultUser));
        slack.WebApi.Scopes.Add("users:read");
        var with = await client.FormAsync("users.info", ("user", LoopbackSlack.DefaultUser));
        var nobody = await client.FormAsync("users.info", ("user", "U0NOBODY01"));

        Assert.Equal(("missing_scope", "users:read"), ((string?)without.Json["error"], (string?)without.Json["needed"]));
        Assert.True((bool)with.Json["user"]!["is_admin"]!);
        Assert.Equal("user_not_found", (string?)nobody.Json["error"]);
    }

    [Fact]
    public async Task The_response_depends_on_the_state_of_the_channel()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        slack.WebApi.RateLimits.IsEnforced = false;
        var channel = slack.Channels[0];
        async Task<string?> ErrorAsync(string method) => (string?)(await client.FormAsync(
            method, method == "chat.postMessage"
                ? [("channel", News), ("text", "x"), ("unfurl_links", "false"), ("unfurl_media", "false")]
                : [("channel", News)])).Json["error"];

        channel.IsMember = false;
        Assert.Equal("not_in_channel", await ErrorAsync("chat.postMessage"));
        Assert.Equal("not_in_channel", await ErrorAsync("conversations.history"));
        channel.IsPrivate = true;
        Assert.Equal("channel_not_found", await ErrorAsync("chat.postMessage"));
        Assert.Equal("channel_not_found", await ErrorAsync("conversations.join"));
        channel.IsMember = true;
        Assert.Equal("method_not_supported_for_channel_type", await ErrorAsync("conversations.join"));
        channel.IsPrivate = false;
        channel.IsArchived = true;
        Assert.Equal("is_archived", await ErrorAsync("chat.postMessage"));
        Assert.Equal("is_archived", await ErrorAsync("conversations.join"));
        channel.IsArchived = false;
        channel.IsRestricted = true;
        Assert.Equal("restricted_action", await ErrorAsync("chat.postMessage"));
        channel.IsDeleted = true;
        Assert.Equal("channel_not_found", await ErrorAsync("conversations.info"));
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task A_public_channel_can_be_joined_and_posted_to()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        slack.Channels[0].IsMember = false;

        var joined = await client.PostAsync("conversations.join", """{"channel": "C0NEWS0001"}""");
        var again = await client.PostAsync("conversations.join", """{"channel": "C0NEWS0001"}""");
        await client.PostMessageAsync(Good);

        Assert.True((bool)joined.Json["channel"]!["is_member"]!);
        Assert.Equal("already_in_channel", (string?)again.Json["warning"]);
        Assert.Single(slack.WebApi.Messages.InChannel(News));
    }

    [Fact]
    public async Task A_message_of_someone_else_or_that_is_gone_cannot_be_updated()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        var theirs = slack.WebApi.Messages.PostByAnother(News, new JsonObject { ["text"] = "theirs" });
        var ours = await client.PostMessageAsync(Good);
        slack.WebApi.Messages.Delete(News, ours);

        var errors = new List<string?>();
        foreach (var ts in (string[])[theirs.Ts, ours, "1.000001"])
        {
            errors.Add((string?)(await client.PostAsync("chat.update",
                $$"""{"channel": "{{News}}", "ts": "{{ts}}", "text": "new"}""")).Json["error"]);
        }

        Assert.Equal(["cant_update_message", "message_not_found", "message_not_found"], errors);
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task An_update_without_blocks_removes_them_and_missing_metadata_is_recorded()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        var ts = await client.PostMessageAsync(
            Good[..^1] + ""","blocks": [{"type": "divider"}], "metadata": {"event_type": "a", "event_payload": {"nonce": "n"}}}""");

        await client.PostAsync("chat.update", $$"""{"channel": "{{News}}", "ts": "{{ts}}", "text": "new"}""");

        var message = Assert.Single(slack.WebApi.Messages.InChannel(News));
        Assert.Equal(("new", 1, null, "n"),
            (message.Text, message.EditCount, message.Blocks, (string?)message.Metadata!["event_payload"]!["nonce"]));
        Assert.Contains("without the message's metadata", Assert.Single(slack.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_is_paged_newest_first_with_metadata_on_request()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        slack.WebApi.Messages.History.MaxPageSize = 2;
        slack.WebApi.RateLimits.IsEnforced = false;
        for (var i = 0; i < 5; i++)
        {
            await client.PostMessageAsync(
                Good[..^1].Replace("hello", $"m{i}", StringComparison.Ordinal)
                    + $$""","metadata": {"event_type": "a", "event_payload": {"nonce": "n{{i}}"} } }""");
        }

        var texts = new List<string?>();
        var cursor = "";
        do
        {
            var page = (await client.FormAsync("conversations.history", ("channel", News), ("cursor", cursor), ("limit", "3"))).Json;
            Assert.All(page["messages"]!.AsArray(), message => Assert.Null(message!["metadata"]));
            texts.AddRange(page["messages"]!.AsArray().Select(message => (string?)message!["text"]));
            cursor = (string)page["response_metadata"]!["next_cursor"]!;
            Assert.Equal(cursor.Length > 0, (bool)page["has_more"]!);
        }
        while (cursor.Length > 0);

        var withMetadata =
            await client.FormAsync("conversations.history", ("channel", News), ("include_all_metadata", "true"), ("limit", "1"));
        Assert.Equal(["m4", "m3", "m2", "m1", "m0"], texts);
        Assert.Equal("n4", (string?)withMetadata.Json["messages"]![0]!["metadata"]!["event_payload"]!["nonce"]);
        Assert.Equal("invalid_cursor",
            (string?)(await client.FormAsync("conversations.history", ("channel", News), ("cursor", "bmV4dA=="))).Json["error"]);
        Assert.Equal("invalid_limit",
            (string?)(await client.FormAsync("conversations.history", ("channel", News), ("limit", "1000"))).Json["error"]);
    }

    [Fact]
    public async Task A_reply_appears_in_its_thread_and_not_in_the_channel()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        var ts = await client.PostMessageAsync(Good);
        var reply = await client.PostMessageAsync(Good[..^1] + $$""","thread_ts": "{{ts}}"}""");

        var history = await client.FormAsync("conversations.history", ("channel", News));
        var replies = await client.FormAsync("conversations.replies", ("channel", News), ("ts", ts));
        var since = await client.FormAsync("conversations.replies", ("channel", News), ("ts", ts), ("oldest", ts));

        Assert.Equal([ts], history.Json["messages"]!.AsArray().Select(message => (string)message!["ts"]!));
        Assert.Equal([ts, reply], replies.Json["messages"]!.AsArray().Select(message => (string)message!["ts"]!));
        Assert.Equal([reply], since.Json["messages"]!.AsArray().Select(message => (string)message!["ts"]!));
        Assert.Equal(ts, slack.WebApi.Messages.InChannel(News)[1].ThreadTs);
    }

    [Fact]
    public async Task An_ephemeral_message_is_visible_to_one_person_only()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);

        await client.PostAsync("chat.postEphemeral",
            $$"""{"channel": "{{News}}", "user": "{{LoopbackSlack.DefaultUser}}", "text": "hello"}""");
        var nobody = await client.PostAsync("chat.postEphemeral", $$"""{"channel": "{{News}}", "user": "U0NOBODY01", "text": "hello"}""");

        Assert.Equal(("hello", LoopbackSlack.DefaultUser), (slack.WebApi.Ephemerals[0].Text, slack.WebApi.Ephemerals[0].EphemeralUser));
        Assert.Equal("user_not_in_channel", (string?)nobody.Json["error"]);
        Assert.Empty(slack.WebApi.Messages.InChannel(News));
    }

    [Fact]
    public async Task Exceeding_a_short_burst_returns_429_and_an_early_retry_is_recorded()
    {
        var time = new FakeTimeProvider();
        await using var slack = await LoopbackSlack.StartAsync(time);
        using var client = new LoopbackSlackClient(slack);

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((int)(await client.PostAsync("chat.postMessage", Good)).Status);
        }

        Assert.Equal([200, 200, 200, 429], statuses);
        Assert.Empty(slack.Violations);
        time.Advance(TimeSpan.FromMilliseconds(900));
        var early = await client.PostAsync("chat.postMessage", Good.Replace(News, "C0OTHER001", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (early.Status, early.Header("Retry-After")));
        Assert.Contains("before Retry-After was over", Assert.Single(slack.Violations), StringComparison.Ordinal);
        Assert.Equal(2, slack.WebApi.RateLimitedCount);
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("chat.postMessage", Good)).Status);
        Assert.Equal(4, slack.WebApi.Messages.InChannel(News).Count);
    }

    [Fact]
    public async Task A_workspace_accepts_several_hundred_messages_a_minute()
    {
        var time = new FakeTimeProvider();
        await using var slack = await LoopbackSlack.StartAsync(time);
        using var client = new LoopbackSlackClient(slack);
        slack.WebApi.RateLimits.WorkspaceMessagesPerMinute = 5;
        slack.Channels.AddRange(Enumerable.Range(0, 6).Select(i => new LoopbackSlackChannel($"C0MANY000{i}", $"many{i}")));

        var responses = new List<LoopbackSlackClient.Answer>();
        for (var i = 0; i < 6; i++)
        {
            responses.Add(await client.PostAsync("chat.postMessage", Good.Replace(News, $"C0MANY000{i}", StringComparison.Ordinal)));
        }

        Assert.Equal([200, 200, 200, 200, 200, 429], responses.Select(response => (int)response.Status));
        Assert.Equal("60", responses[5].Header("Retry-After"));
    }

    [Theory]
    [InlineData("apps.connections.open", 10)]
    [InlineData("conversations.info", 55)]
    [InlineData("users.info", 110)]
    public async Task A_method_has_the_limit_of_its_tier(string method, int maxCalls)
    {
        var time = new FakeTimeProvider();
        await using var slack = await LoopbackSlack.StartAsync(time);
        using var client = new LoopbackSlackClient(slack,
            method.StartsWith("apps", StringComparison.Ordinal) ? "Bearer " + LoopbackSlack.AppToken : "Bearer " + LoopbackSlack.BotToken);
        slack.WebApi.Scopes.Add("users:read");

        (string, string)[] arguments = method switch
        {
            "users.info" => [("user", "U1")],
            "conversations.info" => [("channel", "C1")],
            _ => [],
        };
        var calls = 0;
        while (calls < 200 && (await client.FormAsync(method, arguments)).Status == HttpStatusCode.OK)
        {
            calls++;
        }

        Assert.Equal(maxCalls, calls);
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task A_limit_set_by_a_test_applies_to_one_method_only()
    {
        var time = new FakeTimeProvider();
        await using var slack = await LoopbackSlack.StartAsync(time);
        using var client = new LoopbackSlackClient(slack);
        var ts = await client.PostMessageAsync(Good);
        slack.WebApi.InjectFault(new LoopbackSlackFault.RateLimit(2.5), "chat.update");
        var update = $$"""{"channel": "{{News}}", "ts": "{{ts}}", "text": "new"}""";

        await client.PostMessageAsync(Good);
        var limited = await client.PostAsync("chat.update", update);
        time.Advance(TimeSpan.FromSeconds(3));
        var after = await client.PostAsync("chat.update", update);

        Assert.Equal((HttpStatusCode.TooManyRequests, "3"), (limited.Status, limited.Header("Retry-After")));
        Assert.Equal("ratelimited", (string?)limited.Json["error"]);
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task Faults_can_occur_before_or_after_execution()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        using var client = new LoopbackSlackClient(slack);
        slack.WebApi.RateLimits.IsEnforced = false;
        slack.WebApi.InjectFault(new LoopbackSlackFault.RespondBefore(503));
        slack.WebApi.InjectFault(new LoopbackSlackFault.ResetBefore());
        slack.WebApi.InjectFault(new LoopbackSlackFault.ErrorCode("fatal_error"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsync("chat.postMessage", Good)).Status);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync("chat.postMessage", Good));
        Assert.Equal("fatal_error", (string?)(await client.PostAsync("chat.postMessage", Good)).Json["error"]);
        Assert.Empty(slack.WebApi.Messages.InChannel(News));

        slack.WebApi.InjectFault(new LoopbackSlackFault.RateLimit(30), "chat.update");
        slack.WebApi.InjectFault(new LoopbackSlackFault.RespondBefore(500), "chat.update");
        await client.PostAsync("chat.update", "{}");
        await client.PostAsync("chat.update", "{}");
        Assert.Contains("before Retry-After was over", Assert.Single(slack.Violations), StringComparison.Ordinal);
        slack.Violations.Clear();
        slack.WebApi.InjectFault(new LoopbackSlackFault.RespondAfter(502), "chat.postMessage");
        slack.WebApi.InjectFault(new LoopbackSlackFault.ResetAfter(), "chat.postMessage");
        await client.PostAsync("auth.test", null);
        Assert.Equal(HttpStatusCode.BadGateway, (await client.PostAsync("chat.postMessage", Good)).Status);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync("chat.postMessage", Good));
        Assert.Equal(2, slack.WebApi.Messages.InChannel(News).Count);
        Assert.Empty(slack.Violations);
    }
}
