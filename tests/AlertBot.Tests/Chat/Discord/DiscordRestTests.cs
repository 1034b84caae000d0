using AlertBot.Chat;
using AlertBot.Chat.Discord;
using AlertBot.Tests.Chat.Loopback.Discord;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Discord;

public class DiscordRestTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static DiscordCall Create(string nonce, string channel = DiscordFixture.News) => DiscordCalls.CreateMessage(
        channel, System.Text.Encoding.UTF8.GetBytes($$"""{"content": "hello", "allowed_mentions": {"parse": []}, "nonce": "{{nonce}}", "enforce_nonce": true}"""));

    [Fact]
    public async Task A_bucket_is_learnt_from_its_headers_and_the_request_beyond_it_waits_instead_of_being_refused()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var discord = await DiscordFixture.StartAsync(time);

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(TimeSpan.Zero, Assert.IsType<DiscordAnswer.Done>(await discord.Rest.SendAsync(Create($"n{i}"), Cancelled)).Pause);
        }

        var last = Assert.IsType<DiscordAnswer.Done>(await discord.Rest.SendAsync(Create("n4"), Cancelled));
        var beyond = Assert.IsType<DiscordAnswer.Limited>(await discord.Rest.SendAsync(Create("n5"), Cancelled));
        var other = await discord.Rest.SendAsync(Create("n6", DiscordFixture.Desk), Cancelled);
        time.Advance(TimeSpan.FromSeconds(4));
        var patient = discord.Rest.SendAsync(Create("n5"), Cancelled);
        time.Advance(TimeSpan.FromSeconds(1.1));

        Assert.Equal(TimeSpan.FromSeconds(5), last.Pause);
        Assert.Equal(TimeSpan.FromSeconds(5), beyond.Delay);
        Assert.IsType<DiscordAnswer.Done>(other);
        Assert.IsType<DiscordAnswer.Done>(await patient);
        Assert.Equal(0, discord.Discord.Rest.Buckets.Exceeded);
        Assert.Empty(discord.Discord.Breaches);
    }

    [Fact]
    public async Task Until_the_first_answer_of_an_unknown_bucket_one_request_is_on_its_way()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.Buckets.Limits["POST /channels/*/messages"] = new("create", 1, TimeSpan.FromSeconds(30));

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => discord.Rest.SendAsync(Create($"n{i}"), Cancelled)));

        Assert.Single(answers.OfType<DiscordAnswer.Done>());
        Assert.Equal(4, answers.OfType<DiscordAnswer.Limited>().Count());
        Assert.Single(discord.Discord.Rest.Requests);
        Assert.Empty(discord.Discord.Breaches);
    }

    [Fact]
    public async Task Routes_that_share_a_bucket_are_counted_together()
    {
        await using var discord = await DiscordFixture.StartAsync();
        var limits = discord.Discord.Rest.Buckets.Limits;
        limits["PATCH /channels/*/messages/*"] = limits["POST /channels/*/messages"];
        var posted = Assert.IsType<DiscordAnswer.Done>(await discord.Rest.SendAsync(Create("n0"), Cancelled));
        var edit = DiscordCalls.EditMessage(DiscordFixture.News, posted.Body.Text("id")!, """{"allowed_mentions": {"parse": []}}"""u8.ToArray());

        for (var i = 0; i < 4; i++)
        {
            Assert.IsType<DiscordAnswer.Done>(await discord.Rest.SendAsync(edit, Cancelled));
        }

        Assert.IsType<DiscordAnswer.Limited>(await discord.Rest.SendAsync(Create("n1"), Cancelled));
        Assert.Equal(0, discord.Discord.Rest.Buckets.Exceeded);
        Assert.Empty(discord.Discord.Breaches);
    }

    [Fact]
    public async Task The_bot_sends_fifty_requests_a_second_and_what_goes_by_an_interactions_token_does_not_wait_for_them()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var discord = await DiscordFixture.StartAsync(time);
        discord.Discord.Rest.Buckets.Other = new("other", 1_000, TimeSpan.FromSeconds(5));
        await discord.Rest.SendAsync(DiscordCalls.Self, Cancelled);
        var calls = Enumerable.Range(0, 60).Select(_ => discord.Rest.SendAsync(DiscordCalls.Self, Cancelled)).ToList();
        var interaction = discord.Discord.Rest.Interactions.Open();
        var path = $"interactions/{interaction.Id}/{interaction.Token}/callback";

        await Task.WhenAll(calls[..49]);
        var callback = await discord.Rest.SendAsync(new DiscordCall(HttpMethod.Post, "POST " + path, path, """{"type": 5}"""u8.ToArray()) { IsAuthorized = false }, Cancelled);
        Assert.Equal(51, discord.Discord.Rest.Requests.Count);
        time.Advance(TimeSpan.FromSeconds(1.01));
        await Task.WhenAll(calls);

        Assert.IsType<DiscordAnswer.Done>(callback);
        Assert.All(calls, call => Assert.IsType<DiscordAnswer.Done>(call.Result));
        Assert.Equal(0, discord.Discord.Rest.Buckets.Exceeded);
        Assert.Empty(discord.Discord.Breaches);
    }

    [Theory]
    [InlineData("user", false)]
    [InlineData("shared", false)]
    [InlineData("global", true)]
    public async Task A_429_holds_its_bucket_or_the_whole_bot_until_it_is_over(string scope, bool others)
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var discord = await DiscordFixture.StartAsync(time);
        discord.Discord.Rest.Next(new LoopbackDiscordFault.Limited(scope, 7.5));

        var first = Assert.IsType<DiscordAnswer.Limited>(await discord.Rest.SendAsync(Create("n1"), Cancelled));
        var again = await discord.Rest.SendAsync(Create("n1"), Cancelled);
        var other = await discord.Rest.SendAsync(Create("n2", DiscordFixture.Desk), Cancelled);
        time.Advance(TimeSpan.FromSeconds(7.6));
        var late = await discord.Rest.SendAsync(Create("n1"), Cancelled);

        Assert.InRange(first.Delay, TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(7.51));
        Assert.IsType<DiscordAnswer.Limited>(again);
        Assert.Equal(others, other is DiscordAnswer.Limited);
        Assert.IsType<DiscordAnswer.Done>(late);
        Assert.Equal(others ? 2 : 3, discord.Discord.Rest.Requests.Count);
        Assert.Empty(discord.Discord.Breaches);
    }

    [Fact]
    public async Task A_short_429_is_waited_out_by_a_call_that_has_the_patience()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.Next(new LoopbackDiscordFault.Limited("user", 0.3));

        Assert.IsType<DiscordAnswer.Done>(await discord.Rest.SendAsync(Create("n1"), Cancelled));

        Assert.Equal(2, discord.Discord.Rest.Requests.Count);
        Assert.Empty(discord.Discord.Breaches);
    }

    [Fact]
    public async Task A_429_of_the_network_in_front_of_Discord_holds_everything()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.Next(new LoopbackDiscordFault.Answer(429, "<html>slow down</html>", ("Retry-After", "30")));

        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<DiscordAnswer.Limited>(await discord.Rest.SendAsync(Create("n1"), Cancelled)).Delay);
        Assert.IsType<DiscordAnswer.Limited>(await discord.Rest.SendAsync(Create("n1", DiscordFixture.Desk), Cancelled));

        Assert.Single(discord.Discord.Rest.Requests);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_repeatable_call_is_repeated_after_a_5xx_and_a_reset(int status)
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.Next(new LoopbackDiscordFault.Answer(status, "<html>oops</html>"));
        discord.Discord.Rest.Next(new LoopbackDiscordFault.ResetAfter());

        Assert.IsType<DiscordAnswer.Done>(await discord.Rest.SendAsync(Create("n1"), Cancelled));

        Assert.Equal(3, discord.Discord.Rest.Requests.Count);
        Assert.Single(discord.Discord.Rest.Messages.In(DiscordFixture.News));
        Assert.Empty(discord.Discord.Breaches);
    }

    [Fact]
    public async Task A_call_that_is_not_repeatable_is_sent_once_whatever_happens()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.Next(new LoopbackDiscordFault.ResetAfter());

        var answer = await discord.Rest.SendAsync(Create("n1") with { IsRepeatable = false }, Cancelled);

        Assert.IsType<DiscordAnswer.Unclear>(answer);
        Assert.Single(discord.Discord.Rest.Requests);
    }

    [Fact]
    public async Task Silence_ends_after_thirty_seconds_as_unclear()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        await using var discord = await DiscordFixture.StartAsync(time);
        discord.Discord.Rest.Next(new LoopbackDiscordFault.Silence(CarriedOut: true));

        var sending = discord.Rest.SendAsync(Create("n1"), Cancelled);
        await discord.Discord.Rest.ReceivedAsync(Cancelled);
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Contains("no answer within 30 s", Assert.IsType<DiscordAnswer.Unclear>(await sending).Reason, StringComparison.Ordinal);
        Assert.Single(discord.Discord.Rest.Requests);
    }

    [Fact]
    public async Task After_a_401_nothing_is_sent_with_the_token_any_more_and_it_is_said_once_without_it()
    {
        await using var discord = await DiscordFixture.StartAsync();
        discord.Discord.Rest.TokenIsRevoked = true;

        var first = Assert.IsType<DiscordAnswer.Refused>(await discord.Rest.SendAsync(Create("n1"), Cancelled));
        var second = await discord.Rest.SendAsync(DiscordCalls.Self, Cancelled);

        Assert.Equal((401, 0, DiscordErrors.Unauthorized), (first.Status, first.Code, first.Reason));
        Assert.Equal(first, second);
        Assert.Single(discord.Discord.Rest.Requests);
        Assert.Equal([DiscordErrors.Unauthorized], discord.Log.Lines);
        Assert.Empty(discord.Discord.Breaches);
    }

    [Fact]
    public async Task A_webhook_that_is_gone_is_not_asked_again()
    {
        await using var discord = await DiscordFixture.StartAsync();
        var call = new DiscordCall(HttpMethod.Get, "GET webhooks/app/unknown", $"webhooks/{LoopbackDiscord.ApplicationId}/an-old-token/messages/@original") { IsAuthorized = false };

        var first = Assert.IsType<DiscordAnswer.Refused>(await discord.Rest.SendAsync(call, Cancelled));
        var second = await discord.Rest.SendAsync(call, Cancelled);

        Assert.Equal((404, DiscordErrors.UnknownWebhook), (first.Status, first.Code));
        Assert.Equal(first, second);
        Assert.Single(discord.Discord.Rest.Requests);
        Assert.Empty(discord.Discord.Breaches);
    }

    [Fact]
    public void After_a_thousand_invalid_requests_in_ten_minutes_it_waits_long_before_Discord_bans_the_address()
    {
        var time = new FakeTimeProvider(ABrief.Now);
        var standing = new DiscordStanding(time);
        for (var i = 0; i < 999; i++)
        {
            standing.Note(DiscordCalls.Self, 403, 0, null);
        }

        standing.Note(DiscordCalls.Self, 429, 0, "shared");
        Assert.Null(standing.Hold(DiscordCalls.Self));
        standing.Note(DiscordCalls.Self, 429, 0, "user");
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(TimeSpan.FromMinutes(6), Assert.IsType<DiscordAnswer.Limited>(standing.Hold(DiscordCalls.Self)).Delay);
        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Null(standing.Hold(DiscordCalls.Self));
    }

    [Fact]
    public async Task An_error_body_becomes_a_sentence_with_its_details()
    {
        await using var discord = await DiscordFixture.StartAsync();
        var bad = DiscordCalls.CreateMessage(DiscordFixture.News, """{"content": "hello", "allowed_mentions": {"parse": []}, "nonce": "12345678901234567890123456", "enforce_nonce": true}"""u8.ToArray());

        var answer = Assert.IsType<DiscordAnswer.Refused>(await discord.Rest.SendAsync(bad, Cancelled));

        Assert.Equal("Discord answers 400 (Invalid Form Body: nonce: Must be between 1 and 25 in length.)", answer.Reason);
    }

    [Fact]
    public async Task No_log_line_and_no_reason_holds_a_token_even_where_the_other_side_echoes_it()
    {
        await using var discord = await DiscordFixture.StartAsync();
        var said = new List<string>();
        foreach (var status in new[] { 301, 400, 403, 404, 429, 500 })
        {
            discord.Discord.Rest.Next(new LoopbackDiscordFault.Answer(status, $$"""{"message": "{{LoopbackDiscord.Token}} and a-hook-token", "code": 99, "retry_after": 0}"""));
            var path = $"webhooks/1/a-hook-token/messages/{status}";
            said.Add($"{await discord.Rest.SendAsync(new DiscordCall(HttpMethod.Get, "GET " + path, path) { IsAuthorized = false }, Cancelled)}");
        }

        said.Add($"{new DiscordCall(HttpMethod.Get, "GET", "webhooks/1/a-hook-token/messages/2")}");
        said.AddRange(discord.Log.Lines);

        Assert.DoesNotContain(said, line => line.Contains(LoopbackDiscord.Token, StringComparison.Ordinal) || line.Contains("a-hook-token", StringComparison.Ordinal));
        Assert.Contains(said, line => line.Contains("[hidden]", StringComparison.Ordinal));
    }
}
