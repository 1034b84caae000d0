using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Discord;

namespace AlertBot.Tests.Chat.Discord;

/// <summary>Shows that the loopback Discord detects a client's violations.</summary>
public class LoopbackDiscordTests
{
    private const string News = "1402000000000002001";
    private const string Good = """{"content": "hello", "allowed_mentions": {"parse": []}, "nonce": "n1", "enforce_nonce": true}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_valid_message_is_accepted_and_deduplicated_by_its_nonce()
    {
        await using var discord = await StartAsync();
        using var client = Client(discord);

        var first = await PostAsync(client, $"channels/{News}/messages", Good);
        var again = await PostAsync(client, $"channels/{News}/messages", Good);

        Assert.Empty(discord.Violations);
        Assert.Equal((HttpStatusCode.OK, "5", "4"),
            (first.Status, first.Header("X-RateLimit-Limit"), first.Header("X-RateLimit-Remaining")));
        Assert.Equal(first.Json["id"]!.GetValue<string>(), again.Json["id"]!.GetValue<string>());
        Assert.Single(discord.Rest.Messages.InChannel(News));
    }

    [Theory]
    [InlineData("""{"content": "hello", "nonce": "n1", "enforce_nonce": true}""", "allowed_mentions")]
    [InlineData("""{"content": "hello", "allowed_mentions": {"parse": ["everyone"]}, "nonce": "n1", "enforce_nonce": true}""",
        "allowed_mentions")]
    [InlineData("""{"content": "hello", "allowed_mentions": {"parse": []}}""", "nonce")]
    [InlineData("""{"content": "hello", "allowed_mentions": {"parse": []}, "nonce": "n1", "enforce_nonce": true, "embeds": null}""",
        "embeds is null")]
    [InlineData("""{"content": "hello", "allowed_mentions": {"parse": []}, "nonce": "n1", "enforce_nonce": true, "colour": 1}""",
        "colour is unknown")]
    [InlineData("""{"content": "", "allowed_mentions": {"parse": []}, "nonce": "n1", "enforce_nonce": true}""", "content")]
    [InlineData("""{"embeds": [{"title": "t", "fields": [{"name": "n", "value": ""}]}], "allowed_mentions": {"parse": []}, "nonce": "n1", "enforce_nonce": true}""", "fields")]
    [InlineData("""{"content": "x", "components": [{"type": 1, "components": [{"type": 2, "style": 5, "label": "l", "custom_id": "c"}]}], "allowed_mentions": {"parse": []}, "nonce": "n1", "enforce_nonce": true}""", "link button")]
    public async Task An_invalid_body_is_rejected_and_recorded(string body, string expected)
    {
        await using var discord = await StartAsync();
        using var client = Client(discord);

        var response = await PostAsync(client, $"channels/{News}/messages", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.Status);
        Assert.Equal(50035, response.Json["code"]!.GetValue<int>());
        Assert.Contains(discord.Violations, violation => violation.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exceeding_a_channels_limit_returns_429_with_a_delay_and_an_early_retry_is_recorded()
    {
        await using var discord = await StartAsync();
        using var client = Client(discord);

        var responses = new List<Response>();
        for (var i = 0; i < 7; i++)
        {
            responses.Add(await PostAsync(client, $"channels/{News}/messages", Good));
        }

        Assert.Equal([200, 200, 200, 200, 200, 429, 429], responses.Select(response => (int)response.Status));
        Assert.InRange(responses[5].Json["retry_after"]!.GetValue<double>(), 0.1, 5.01);
        Assert.Equal("user", responses[5].Header("X-RateLimit-Scope"));
        Assert.Contains("before retry_after was over", Assert.Single(discord.Violations), StringComparison.Ordinal);
        Assert.Equal(2, discord.Rest.RateLimits.ExceededCount);
    }

    [Fact]
    public async Task A_wrong_user_agent_a_missing_token_and_a_request_after_a_401_are_recorded()
    {
        await using var discord = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(discord.ApiBaseUrl + "/") };

        var response = await client.GetAsync("users/@me", Cancelled);
        await client.GetAsync("users/@me", Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains(discord.Violations, violation => violation.Contains("User-Agent", StringComparison.Ordinal));
        Assert.Contains(discord.Violations, violation => violation.Contains("without Authorization", StringComparison.Ordinal));
        Assert.Contains(discord.Violations, violation => violation.Contains("after a 401", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_callback_of_an_interaction_is_recorded_and_its_response_can_be_awaited()
    {
        await using var discord = await StartAsync();
        using var client = Client(discord);
        client.DefaultRequestHeaders.Remove("Authorization");
        var interaction = discord.Rest.Interactions.Register();

        var deferred = await PostAsync(client, $"interactions/{interaction.Id}/{interaction.Token}/callback",
            """{"type": 5, "data": {"flags": 64}}""");
        var twice = await PostAsync(client, $"interactions/{interaction.Id}/{interaction.Token}/callback", """{"type": 5}""");
        var edited = await client.PatchAsJsonAsync(
            $"webhooks/{LoopbackDiscord.ApplicationId}/{interaction.Token}/messages/@original",
            JsonNode.Parse("""{"content": "done", "allowed_mentions": {"parse": []}}"""), Cancelled);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.BadRequest, HttpStatusCode.OK),
            (deferred.Status, twice.Status, edited.StatusCode));
        Assert.Equal("done", (await interaction.WaitForAnswerAsync(Cancelled)).GetProperty("content").GetString());
        Assert.True(interaction.IsEphemeral);
        Assert.Contains("two callbacks", Assert.Single(discord.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_definition_over_the_limits_is_refused()
    {
        await using var discord = await StartAsync();
        using var client = Client(discord);
        const string Bad = """
            [{"name": "News", "description": "d", "options": [
              {"type": 1, "name": "a", "description": "d", "options": [{"type": 3, "name": "x", "description": "d"}, {"type": 3, "name": "y", "description": "d", "required": true}]},
              {"type": 3, "name": "b", "description": "d"}]}]
            """;

        var response = await client.PutAsync($"applications/{LoopbackDiscord.ApplicationId}/commands",
            new StringContent(Bad, null, "application/json"), Cancelled);

        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Command name is invalid", text, StringComparison.Ordinal);
        Assert.Contains("Required options must be placed before", text, StringComparison.Ordinal);
        Assert.Contains("mutually exclusive", text, StringComparison.Ordinal);
    }

    private static async Task<LoopbackDiscord> StartAsync()
    {
        var discord = await LoopbackDiscord.StartAsync();
        discord.Guilds.Add(
            new LoopbackGuild { Id = "1402000000000001001", Name = "Newsroom", Channels = { new LoopbackGuildChannel(News, "news") } });
        return discord;
    }

    private static HttpClient Client(LoopbackDiscord discord)
    {
        var client = new HttpClient { BaseAddress = new Uri(discord.ApiBaseUrl + "/") };
        client.DefaultRequestHeaders.Add("Authorization", $"Bot {LoopbackDiscord.Token}");
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "DiscordBot (https://example.org/bot, 1.0)");
        return client;
    }

    private static async Task<Response> PostAsync(HttpClient client, string path, string body)
    {
        var response = await client.PostAsync(path, new StringContent(body, null, "application/json"), Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        return new Response(response.StatusCode, text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject(), response);
    }

    private sealed record Response(HttpStatusCode Status, JsonNode Json, HttpResponseMessage Message)
    {
        public string Header(string name) => Message.Headers.GetValues(name).Single();
    }
}
