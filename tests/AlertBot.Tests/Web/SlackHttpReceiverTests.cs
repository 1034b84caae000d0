using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AlertBot.Testing;
using AlertBot.Testing.Fixtures;
using AlertBot.Testing.Slack;

namespace AlertBot.Tests.Web;

public class SlackHttpReceiverTests
{
    private const string Command = "token=t&team_id=T1&channel_id=C1&user_id=U1&command=%2Fnews&text=topic+add+caf%C3%A9+%26amp%3B&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F1&trigger_id=1.2.abc";
    private const string Event =
        """{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"channel_archive","channel":"C1"}}""";
    private const string Json = "application/json";

    [Fact]
    public async Task A_command_gets_an_empty_response_and_is_forwarded_with_its_fields()
    {
        await using var server = await SlackHttpFixture.StartAsync();

        var response = await server.PostSignedAsync("/slack/commands", Command);

        Assert.Equal((HttpStatusCode.OK, ""), response);
        var received = Assert.Single(server.Received);
        Assert.Equal(("Command", "1.2.abc"), (received.Kind.ToString(), received.Id));
        Assert.Equal("topic add café &amp;", received.Payload.GetProperty("text").GetString());
        Assert.Equal("https://hooks.slack.com/commands/1", received.Payload.GetProperty("response_url").GetString());
    }

    [Fact]
    public async Task An_interaction_is_forwarded_and_a_submission_gets_the_handlers_response()
    {
        await using var server = await SlackHttpFixture.StartAsync();
        server.Handler = inbound =>
            Task.FromResult<ReadOnlyMemory<byte>?>(
                inbound.IsViewSubmission ? Encoding.UTF8.GetBytes("""{"response_action":"clear"}""") : null);

        var press = await server.PostSignedAsync("/slack/interactivity",
            "payload=" + Uri.EscapeDataString("""{"type":"block_actions","trigger_id":"t1","x":"ü"}"""));
        var submission = await server.PostSignedAsync("/slack/interactivity",
            "payload=" + Uri.EscapeDataString("""{"type":"view_submission","trigger_id":"t2"}"""));

        Assert.Equal((HttpStatusCode.OK, ""), press);
        Assert.Equal((HttpStatusCode.OK, """{"response_action":"clear"}"""), submission);
        Assert.Equal(["Interaction t1", "Interaction t2"], server.Received.Select(received => received.ToString()));
        Assert.Equal("ü", server.Received.First().Payload.GetProperty("x").GetString());
    }

    [Fact]
    public async Task An_event_is_forwarded_whole_with_its_id()
    {
        await using var server = await SlackHttpFixture.StartAsync();

        var response = await server.PostSignedAsync("/slack/events", Event, "application/json; charset=utf-8");

        Assert.Equal((HttpStatusCode.OK, ""), response);
        var received = Assert.Single(server.Received);
        Assert.Equal(("Event", "Ev1", Event), (received.Kind.ToString(), received.Id, received.Payload.GetRawText()));
    }

    [Fact]
    public async Task The_challenge_is_echoed_as_plain_text_only_when_signed()
    {
        await using var server = await SlackHttpFixture.StartAsync();
        const string Body = """{"type":"url_verification","challenge":"3eZbrw1aB<b>","token":"t"}""";

        var signed = await server.PostSignedAsync("/slack/events", Body, Json);
        var unsigned = await server.PostAsync("/slack/events", Encoding.UTF8.GetBytes(Body), Json, server.Timestamp(), null);

        Assert.Equal((HttpStatusCode.OK, "3eZbrw1aB<b>"), signed);
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.Status);
        Assert.DoesNotContain("3eZ", unsigned.Text, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task The_ssl_check_request_is_answered_without_effect()
    {
        await using var server = await SlackHttpFixture.StartAsync();

        var signed = await server.PostSignedAsync("/slack/commands", "ssl_check=1&" + Command);
        var unsigned = await server.PostAsync("/slack/commands", Encoding.UTF8.GetBytes("ssl_check=1&token=t"),
            "application/x-www-form-urlencoded", null, null);

        Assert.Equal((HttpStatusCode.OK, ""), signed);
        Assert.Equal((HttpStatusCode.OK, ""), unsigned);
        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    public async Task A_stale_or_future_signature_is_refused(int seconds)
    {
        await using var server = await SlackHttpFixture.StartAsync();
        var timestamp = server.Timestamp(seconds);

        var response = await server.PostAsync("/slack/commands", Encoding.UTF8.GetBytes(Command), "application/x-www-form-urlencoded",
            timestamp, SlackHttpFixture.Sign(timestamp, Command));

        Assert.Equal((HttpStatusCode.Unauthorized, "The request is not accepted.\n"), response);
        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData("/slack/commands")]
    [InlineData("/slack/interactivity")]
    [InlineData("/slack/events")]
    public async Task Unsigned_requests_get_the_same_refusal_whatever_is_wrong(string path)
    {
        await using var server = await SlackHttpFixture.StartAsync();
        var body = Encoding.UTF8.GetBytes(Command);
        var timestamp = server.Timestamp();

        var responses = new[]
        {
            await server.PostAsync(path, body, Json, null, null),
            await server.PostAsync(path, body, Json, timestamp, null),
            await server.PostAsync(path, body, Json, null, SlackHttpFixture.Sign(timestamp, Command)),
            await server.PostAsync(path, body, Json, timestamp, SlackHttpFixture.Sign(timestamp, Command, secret: "other")),
            await server.PostAsync(path, body, Json, timestamp, SlackHttpFixture.Sign(timestamp, Command + "&user_id=U2")),
            await server.PostAsync(path, [], null, null, null),
        };

        Assert.All(responses, response => Assert.Equal((HttpStatusCode.Unauthorized, "The request is not accepted.\n"), response));
        Assert.Empty(server.Received);
        Assert.Single(server.Log.Lines);
    }

    [Fact]
    public async Task A_duplicate_header_is_refused()
    {
        await using var server = await SlackHttpFixture.StartAsync();
        var body = Encoding.UTF8.GetBytes(Command);
        var timestamp = server.Timestamp();
        var signature = SlackHttpFixture.Sign(timestamp, Command);

        using var twoSignatures =
            await server.SendAsync("/slack/commands", body, "application/x-www-form-urlencoded", [timestamp], ["v0=00", signature]);
        using var twoTimes =
            await server.SendAsync("/slack/commands", body, "application/x-www-form-urlencoded", [timestamp, "1"], [signature]);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (twoSignatures.StatusCode, twoTimes.StatusCode));
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_replayed_request_is_refused_also_after_a_restart()
    {
        var database = await TestDatabase.OnSqliteAsync();
        var before = await SlackHttpFixture.StartAsync(database: database);
        var timestamp = before.Timestamp();
        var body = Encoding.UTF8.GetBytes(Command);
        var signature = SlackHttpFixture.Sign(timestamp, Command);

        var first = await before.PostAsync("/slack/commands", body, "application/x-www-form-urlencoded", timestamp, signature);
        var again = await before.PostAsync("/slack/commands", body, "application/x-www-form-urlencoded", timestamp, signature);
        await before.StopAsync();
        await using var after = await SlackHttpFixture.StartAsync(database: database);
        var later = await after.PostAsync("/slack/commands", body, "application/x-www-form-urlencoded", timestamp,
            "v0=" + signature[3..].ToUpperInvariant());

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized],
            [first.Status, again.Status, later.Status]);
        Assert.Single(before.Received);
        Assert.Empty(after.Received);
    }

    [Fact]
    public async Task A_retry_by_Slack_is_accepted_with_the_same_id()
    {
        await using var server = await SlackHttpFixture.StartAsync();

        await server.PostSignedAsync("/slack/events", Event, Json);
        server.Time.Advance(TimeSpan.FromSeconds(60));
        var timestamp = server.Timestamp();
        using var retry = await server.SendAsync(
            "/slack/events", Encoding.UTF8.GetBytes(Event), Json, [timestamp], [SlackHttpFixture.Sign(timestamp, Event)], null,
            ("x-slack-retry-num", "1"), ("x-slack-retry-reason", "http_timeout"));

        Assert.Equal(HttpStatusCode.OK, retry.StatusCode);
        Assert.Equal(["Event Ev1", "Event Ev1"], server.Received.Select(received => received.ToString()));
    }

    [Theory]
    [InlineData("/slack/events", "[]", Json)]
    [InlineData("/slack/events", "7", Json)]
    [InlineData("/slack/events", "{", Json)]
    [InlineData("/slack/events", "", Json)]
    [InlineData("/slack/events", "{}", Json)]
    [InlineData("/slack/events", "{\"type\":\"\\ud800\"}", Json)]
    [InlineData("/slack/events", "{\"type\":\"event_callback\",\"event_id\":\"\\ud800\"}", Json)]
    [InlineData("/slack/events", "{\"type\":\"url_verification\",\"challenge\":7}", Json)]
    [InlineData("/slack/events", Event, "text/plain")]
    [InlineData("/slack/commands", Event, Json)]
    [InlineData("/slack/commands", "text=help", "application/x-www-form-urlencoded")]
    [InlineData("/slack/commands", "", "application/x-www-form-urlencoded")]
    [InlineData("/slack/commands", Command, "")]
    [InlineData("/slack/interactivity", Command, "application/x-www-form-urlencoded")]
    [InlineData("/slack/interactivity", "payload=[1]", "application/x-www-form-urlencoded")]
    [InlineData("/slack/interactivity", "payload={", "application/x-www-form-urlencoded")]
    [InlineData("/slack/interactivity", "payload=%7B%22type%22:%22%5Cud800%22%7D", "application/x-www-form-urlencoded")]
    public async Task A_signed_body_that_is_not_a_valid_form_or_JSON_is_a_bad_request(string path, string body, string type)
    {
        await using var server = await SlackHttpFixture.StartAsync();

        var response = await server.PostSignedAsync(path, body, type);

        Assert.Equal(HttpStatusCode.BadRequest, response.Status);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_form_of_many_fields_is_a_bad_request()
    {
        await using var server = await SlackHttpFixture.StartAsync();

        var response =
            await server.PostSignedAsync("/slack/commands", string.Concat(Enumerable.Range(0, 50_000).Select(i => $"f{i}=x&")) + Command);

        Assert.Equal(HttpStatusCode.BadRequest, response.Status);
    }

    [Fact]
    public async Task A_huge_body_is_not_read_whether_signed_or_not()
    {
        await using var server = await SlackHttpFixture.StartAsync();
        var body = Command + "&x=" + new string('x', 1_000_001);

        var signed = await server.PostSignedAsync("/slack/commands", body);
        var unsigned =
            await server.PostAsync("/slack/commands", Encoding.UTF8.GetBytes(body), "application/x-www-form-urlencoded", null, null);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, signed.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.Status);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_hanging_handler_is_answered_within_a_second()
    {
        await using var server = await SlackHttpFixture.StartAsync();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Handler = _ =>
        {
            entered.TrySetResult();
            return new TaskCompletionSource<ReadOnlyMemory<byte>?>().Task;
        };

        var posting = server.PostSignedAsync(
            "/slack/interactivity", "payload=" + Uri.EscapeDataString("""{"type":"view_submission"}"""));
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var (response, elapsed) = await server.Time.AdvanceUntilAsync(posting);

        Assert.Equal((HttpStatusCode.OK, ""), response);
        Assert.InRange(elapsed, TimeSpan.FromMilliseconds(800), TimeSpan.FromMilliseconds(1_300));
    }

    [Fact]
    public async Task With_a_hanging_database_the_request_is_answered_and_accepted()
    {
        await using var server = await SlackHttpFixture.StartAsync();
        var held = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var holding = server.Database.Database.WriteAsync(async _ =>
        {
            held.SetResult();
            await release.Task;
        }, CancellationToken.None);
        await held.Task;

        var (response, _) = await server.Time.AdvanceUntilAsync(server.PostSignedAsync("/slack/commands", Command));
        release.SetResult();
        await holding;
        for (var tries = 0; tries < 1_000 && await server.Database.NumberAsync("SELECT count(*) FROM inbound") == 0; tries++)
        {
            // The abandoned write still completes; the database must exist until then.
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.OK, response.Status);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task No_log_line_contains_request_content()
    {
        await using var server = await SlackHttpFixture.StartAsync();
        await server.Database.ExecuteAsync("DROP TABLE inbound");

        await server.PostSignedAsync("/slack/commands", Command);
        await server.PostAsync("/slack/commands", Encoding.UTF8.GetBytes(Command), "application/x-www-form-urlencoded",
            server.Timestamp(), "v0=" + new string('0', 64));

        Assert.Equal(2, server.Log.Lines.Count);
        Assert.All(server.Log.Lines, line => Assert.DoesNotMatch("caf|hooks.slack.com|U1|v0=|" + SlackHttpFixture.Secret, line));
    }

    [Fact]
    public async Task Requests_signed_by_the_loopback_Slack_are_served_and_forged_ones_are_not()
    {
        await using var slack = await LoopbackSlack.StartAsync();
        await using var server =
            await SlackHttpFixture.StartAsync(hooks: true, secret: LoopbackSlack.SigningSecret, time: TimeProvider.System);
        await server.GetAsync(server.Listen, "/readyz");
        using var http = new LoopbackSlackHttpSender(slack, server.Hooks!);

        var verified = await http.VerifyAsync("3eZbrw1a");
        var command = await http.CommandAsync("C0NEWS0001", LoopbackSlack.DefaultUser, "help",
            new LoopbackSlackSigningOptions { UsesLowerCaseHeaders = true });
        var delivered = await http.EventAsync(new JsonObject { ["type"] = "channel_archive", ["channel"] = "C0NEWS0001" });
        var refused = new[]
        {
            await http.ReplayAsync(command),
            await http.CommandAsync("C0NEWS0001", LoopbackSlack.DefaultUser, "help", new LoopbackSlackSigningOptions { Secret = "other" }),
            await http.CommandAsync("C0NEWS0001", LoopbackSlack.DefaultUser, "help",
                new LoopbackSlackSigningOptions { TimestampOffset = TimeSpan.FromMinutes(-6) }),
            await http.CommandAsync("C0NEWS0001", LoopbackSlack.DefaultUser, "help",
                new LoopbackSlackSigningOptions { TimestampOffset = TimeSpan.FromMinutes(6) }),
            await http.CommandAsync("C0NEWS0001", LoopbackSlack.DefaultUser, "help",
                new LoopbackSlackSigningOptions { SignedBody = "command=/news" }),
            await http.CommandAsync("C0NEWS0001", LoopbackSlack.DefaultUser, "help",
                new LoopbackSlackSigningOptions { OmittedHeader = "X-Slack-Signature" }),
        };

        Assert.Equal((200, "text/plain", "3eZbrw1a"), (verified.Status, verified.ContentType, verified.Body));
        Assert.Equal((200, 200), (command.Status, delivered.Status));
        Assert.All(refused, response => Assert.Equal(401, response.Status));
        Assert.Equal(["Command", "Event"], server.Received.Select(received => received.Kind.ToString()));
        Assert.Empty(slack.Violations);
    }

    [Fact]
    public async Task Without_a_signing_secret_there_are_no_hooks()
    {
        await using var server = await SlackHttpFixture.StartAsync(secret: null);

        Assert.Equal(HttpStatusCode.NotFound, (await server.PostSignedAsync("/slack/commands", Command)).Status);
    }

    [Fact]
    public async Task The_web_token_is_not_required()
    {
        await using var server = await SlackHttpFixture.StartAsync(listen: "http://0.0.0.0:0");

        Assert.Equal(HttpStatusCode.OK, (await server.PostSignedAsync("/slack/commands", Command)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await server.GetAsync(server.Listen, "/metrics"));
    }

    [Fact]
    public async Task On_the_hooks_address_only_hooks_are_served()
    {
        await using var server = await SlackHttpFixture.StartAsync(hooks: true);
        string[] paths = ["/", "/healthz", "/readyz", "/metrics", "/nothing", "/slack/commands", "/slack/../healthz", "/healthz/"];

        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, await server.GetAsync(server.Hooks!, path));
        }

        Assert.Equal(HttpStatusCode.OK, (await server.PostSignedAsync("/slack/commands", Command, to: server.Hooks)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync("/slack/commands", [], null, null, null, server.Hooks)).Status);
    }

    [Fact]
    public async Task On_the_main_address_everything_is_served_including_the_hooks()
    {
        await using var server = await SlackHttpFixture.StartAsync(hooks: true);

        foreach (var path in new[] { "/", "/healthz", "/readyz", "/metrics" })
        {
            Assert.Equal(HttpStatusCode.OK, await server.GetAsync(server.Listen, path));
        }

        Assert.Equal(HttpStatusCode.OK, (await server.PostSignedAsync("/slack/commands", Command)).Status);
        Assert.NotEqual(server.Listen.Port, server.Hooks!.Port);
    }
}
