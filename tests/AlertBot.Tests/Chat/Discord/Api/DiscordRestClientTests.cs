using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Platforms;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Discord.Rest;
using AlertBot.Testing.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Discord.Api;

public class DiscordRestClientTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static DiscordRequest Create(string nonce, string channel = DiscordFixture.News) => DiscordEndpoints.CreateMessage(
        channel, System.Text.Encoding.UTF8.GetBytes(
            $$"""{"content": "hello", "allowed_mentions": {"parse": []}, "nonce": "{{nonce}}", "enforce_nonce": true}"""));

    [Fact]
    public async Task A_bucket_is_learned_from_headers_and_excess_requests_wait()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var discord = await DiscordFixture.StartAsync(time);

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(TimeSpan.Zero,
                Assert.IsType<PlatformResult.Succeeded>(await discord.Rest.SendAsync(Create($"n{i}"), Cancelled)).NextRequestDelay);
        }

        var last = Assert.IsType<PlatformResult.Succeeded>(await discord.Rest.SendAsync(Create("n4"), Cancelled));
        var beyond = Assert.IsType<PlatformResult.Limited>(await discord.Rest.SendAsync(Create("n5"), Cancelled));
        var other = await discord.Rest.SendAsync(Create("n6", DiscordFixture.Desk), Cancelled);
        time.Advance(TimeSpan.FromSeconds(4));
        var patient = discord.Rest.SendAsync(Create("n5"), Cancelled);
        time.Advance(TimeSpan.FromSeconds(1.1));

        Assert.Equal(TimeSpan.FromSeconds(5), last.NextRequestDelay);
        Assert.Equal(TimeSpan.FromSeconds(5), beyond.Delay);
        Assert.IsType<PlatformResult.Succeeded>(other);
        Assert.IsType<PlatformResult.Succeeded>(await patient);
        Assert.Equal(0, discord.Discord.Rest.RateLimits.ExceededCount);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task An_unknown_bucket_allows_one_request_in_flight_until_its_first_response()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.RateLimits.Limits["POST /channels/*/messages"] = new("create", 1, TimeSpan.FromSeconds(30));

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => discord.Rest.SendAsync(Create($"n{i}"), Cancelled)));

        Assert.Single(answers.OfType<PlatformResult.Succeeded>());
        Assert.Equal(4, answers.OfType<PlatformResult.Limited>().Count());
        Assert.Single(discord.Discord.Rest.Requests);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task Routes_that_share_a_bucket_are_counted_together()
    {
        await using var discord = await DiscordFixture.StartAsync();
        var limits = discord.Discord.Rest.RateLimits.Limits;
        limits["PATCH /channels/*/messages/*"] = limits["POST /channels/*/messages"];
        var posted = Assert.IsType<PlatformResult.Succeeded>(await discord.Rest.SendAsync(Create("n0"), Cancelled));
        var edit = DiscordEndpoints.EditMessage(DiscordFixture.News, posted.Body.Text("id")!,
            """{"allowed_mentions": {"parse": []}}"""u8.ToArray());

        for (var i = 0; i < 4; i++)
        {
            Assert.IsType<PlatformResult.Succeeded>(await discord.Rest.SendAsync(edit, Cancelled));
        }

        Assert.IsType<PlatformResult.Limited>(await discord.Rest.SendAsync(Create("n1"), Cancelled));
        Assert.Equal(0, discord.Discord.Rest.RateLimits.ExceededCount);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task The_global_limit_of_fifty_requests_a_second_does_not_delay_interaction_requests()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var discord = await DiscordFixture.StartAsync(time);
        discord.Discord.Rest.RateLimits.DefaultLimit = new("other", 1_000, TimeSpan.FromSeconds(5));
        await discord.Rest.SendAsync(DiscordEndpoints.GetCurrentUser, Cancelled);
        var calls = Enumerable.Range(0, 60).Select(_ => discord.Rest.SendAsync(DiscordEndpoints.GetCurrentUser, Cancelled)).ToList();
        var interaction = discord.Discord.Rest.Interactions.Register();
        var path = $"interactions/{interaction.Id}/{interaction.Token}/callback";

        await Task.WhenAll(calls[..49]);
        var callback = await discord.Rest.SendAsync(
            new DiscordRequest(HttpMethod.Post, "POST " + path, path, """{"type": 5}"""u8.ToArray()) { IsAuthorized = false }, Cancelled);
        Assert.Equal(51, discord.Discord.Rest.Requests.Count);
        time.Advance(TimeSpan.FromSeconds(1.01));
        await Task.WhenAll(calls);

        Assert.IsType<PlatformResult.Succeeded>(callback);
        Assert.All(calls, call => Assert.IsType<PlatformResult.Succeeded>(call.Result));
        Assert.Equal(0, discord.Discord.Rest.RateLimits.ExceededCount);
        Assert.Empty(discord.Discord.Violations);
    }

    [Theory]
    [InlineData("user", false)]
    [InlineData("shared", false)]
    [InlineData("global", true)]
    public async Task A_429_pauses_its_bucket_or_the_whole_bot_until_it_expires(string scope, bool others)
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var discord = await DiscordFixture.StartAsync(time);
        discord.Discord.Rest.InjectFault(new LoopbackDiscordFault.RateLimit(scope, 7.5));

        var first = Assert.IsType<PlatformResult.Limited>(await discord.Rest.SendAsync(Create("n1"), Cancelled));
        var again = await discord.Rest.SendAsync(Create("n1"), Cancelled);
        var other = await discord.Rest.SendAsync(Create("n2", DiscordFixture.Desk), Cancelled);
        time.Advance(TimeSpan.FromSeconds(7.6));
        var late = await discord.Rest.SendAsync(Create("n1"), Cancelled);

        Assert.InRange(first.Delay, TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(7.51));
        Assert.IsType<PlatformResult.Limited>(again);
        Assert.Equal(others, other is PlatformResult.Limited);
        Assert.IsType<PlatformResult.Succeeded>(late);
        Assert.Equal(others ? 2 : 3, discord.Discord.Rest.Requests.Count);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task A_short_429_is_waited_out_by_a_call_whose_deadline_allows_it()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.InjectFault(new LoopbackDiscordFault.RateLimit("user", 0.3));

        Assert.IsType<PlatformResult.Succeeded>(await discord.Rest.SendAsync(Create("n1"), Cancelled));

        Assert.Equal(2, discord.Discord.Rest.Requests.Count);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task A_429_to_a_callback_of_an_interaction_is_waited_out_before_the_retry()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.InjectFault(new LoopbackDiscordFault.RateLimit("user", 0.3));
        var interaction = discord.Discord.Rest.Interactions.Register();
        var path = $"interactions/{interaction.Id}/{interaction.Token}/callback";
        var callback = new DiscordRequest(HttpMethod.Post, "POST " + path, path, """{"type": 5}"""u8.ToArray()) { IsAuthorized = false };

        Assert.IsType<PlatformResult.Succeeded>(await discord.Rest.SendAsync(callback, Cancelled));

        Assert.Equal(2, discord.Discord.Rest.Requests.Count);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task A_429_from_Cloudflare_pauses_all_requests()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.InjectFault(new LoopbackDiscordFault.Respond(429, "<html>slow down</html>", ("Retry-After", "30")));

        Assert.Equal(TimeSpan.FromSeconds(30),
            Assert.IsType<PlatformResult.Limited>(await discord.Rest.SendAsync(Create("n1"), Cancelled)).Delay);
        Assert.IsType<PlatformResult.Limited>(await discord.Rest.SendAsync(Create("n1", DiscordFixture.Desk), Cancelled));

        Assert.Single(discord.Discord.Rest.Requests);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task An_idempotent_call_is_retried_after_a_5xx_or_a_reset(int status)
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.InjectFault(new LoopbackDiscordFault.Respond(status, "<html>oops</html>"));
        discord.Discord.Rest.InjectFault(new LoopbackDiscordFault.ResetAfter());

        Assert.IsType<PlatformResult.Succeeded>(await discord.Rest.SendAsync(Create("n1"), Cancelled));

        Assert.Equal(3, discord.Discord.Rest.Requests.Count);
        Assert.Single(discord.Discord.Rest.Messages.InChannel(DiscordFixture.News));
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task A_non_idempotent_call_is_never_retried()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.InjectFault(new LoopbackDiscordFault.ResetAfter());

        var answer = await discord.Rest.SendAsync(Create("n1") with { IsIdempotent = false }, Cancelled);

        Assert.IsType<PlatformResult.Unclear>(answer);
        Assert.Single(discord.Discord.Rest.Requests);
    }

    [Fact]
    public async Task A_request_without_response_times_out_as_unclear_after_thirty_seconds()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var discord = await DiscordFixture.StartAsync(time);
        discord.Discord.Rest.InjectFault(new LoopbackDiscordFault.NoResponse(IsCarriedOut: true));

        var sending = discord.Rest.SendAsync(Create("n1"), Cancelled);
        await discord.Discord.Rest.WaitForRequestAsync(Cancelled);
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Contains("no response within 30 s", Assert.IsType<PlatformResult.Unclear>(await sending).Reason, StringComparison.Ordinal);
        Assert.Single(discord.Discord.Rest.Requests);
    }

    [Fact]
    public async Task After_a_401_the_token_is_not_used_again_and_the_failure_is_logged_once_without_it()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.TokenIsRevoked = true;

        var first = Assert.IsType<DiscordRefusal>(await discord.Rest.SendAsync(Create("n1"), Cancelled));
        var second = await discord.Rest.SendAsync(DiscordEndpoints.GetCurrentUser, Cancelled);

        Assert.Equal((401, 0, DiscordErrorCodes.Unauthorized), (first.Status, first.Code, first.Reason));
        Assert.Equal(first, second);
        Assert.Single(discord.Discord.Rest.Requests);
        Assert.Equal([DiscordErrorCodes.Unauthorized], discord.Log.Lines);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public async Task A_deleted_webhook_is_not_called_again()
    {
        await using var discord = await DiscordFixture.StartAsync();
        var call = new DiscordRequest(HttpMethod.Get, "GET webhooks/app/unknown",
            $"webhooks/{LoopbackDiscord.ApplicationId}/an-old-token/messages/@original")
        { IsAuthorized = false };

        var first = Assert.IsType<DiscordRefusal>(await discord.Rest.SendAsync(call, Cancelled));
        var second = await discord.Rest.SendAsync(call, Cancelled);

        Assert.Equal((404, DiscordErrorCodes.UnknownWebhook), (first.Status, first.Code));
        Assert.Equal(first, second);
        Assert.Single(discord.Discord.Rest.Requests);
        Assert.Empty(discord.Discord.Violations);
    }

    [Fact]
    public void Invalid_requests_pause_the_client_at_a_thousand_in_ten_minutes_before_Discord_bans_the_address()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        var authState = new DiscordAuthState(time);
        for (var i = 0; i < 999; i++)
        {
            authState.RecordFailure(DiscordEndpoints.GetCurrentUser, 403, 0, null);
        }

        authState.RecordFailure(DiscordEndpoints.GetCurrentUser, 429, 0, "shared");
        Assert.Null(authState.FindKnownResult(DiscordEndpoints.GetCurrentUser));
        authState.RecordFailure(DiscordEndpoints.GetCurrentUser, 429, 0, "user");
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(TimeSpan.FromMinutes(6),
            Assert.IsType<PlatformResult.Limited>(authState.FindKnownResult(DiscordEndpoints.GetCurrentUser)).Delay);
        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Null(authState.FindKnownResult(DiscordEndpoints.GetCurrentUser));
    }

    [Fact]
    public async Task An_error_body_is_formatted_as_a_sentence_with_details()
    {
        await using var discord = await DiscordFixture.StartAsync();
        var bad = DiscordEndpoints.CreateMessage(DiscordFixture.News,
            """{"content": "hello", "allowed_mentions": {"parse": []}, "nonce": "12345678901234567890123456", "enforce_nonce": true}"""u8.ToArray());

        var answer = Assert.IsType<DiscordRefusal>(await discord.Rest.SendAsync(bad, Cancelled));

        Assert.Equal("Discord answered 400 (Invalid Form Body: nonce: Must be between 1 and 25 in length.)", answer.Reason);
    }

    [Fact]
    public async Task No_log_line_or_reason_contains_a_token_even_when_the_server_echoes_it()
    {
        await using var discord = await DiscordFixture.StartAsync();
        var texts = new List<string>();
        foreach (var status in new[] { 301, 400, 403, 404, 429, 500 })
        {
            discord.Discord.Rest.InjectFault(
                new LoopbackDiscordFault.Respond(status,
                    $$"""{"message": "{{LoopbackDiscord.Token}} and a-hook-token", "code": 99, "retry_after": 0}"""));
            var path = $"webhooks/1/a-hook-token/messages/{status}";
            var request = new DiscordRequest(HttpMethod.Get, "GET " + path, path) { IsAuthorized = false };
            texts.Add($"{await discord.Rest.SendAsync(request, Cancelled)}");
        }

        texts.Add($"{new DiscordRequest(HttpMethod.Get, "GET", "webhooks/1/a-hook-token/messages/2")}");
        texts.AddRange(discord.Log.Lines);

        Assert.DoesNotContain(texts,
            line => line.Contains(LoopbackDiscord.Token, StringComparison.Ordinal)
                || line.Contains("a-hook-token", StringComparison.Ordinal));
        Assert.Contains(texts, line => line.Contains("[hidden]", StringComparison.Ordinal));
    }
}
