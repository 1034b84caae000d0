using AlertBot.Chat.Discord;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Gateway;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Platforms;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Chat.Discord.Gateway;

/// <summary>What the gateway's side asks of the HTTP API, by the client that the service has.</summary>
public sealed class GatewayUrlClientTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private LoopbackDiscord _discord = null!;
    private DiscordRestClient _rest = null!;

    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        _discord = await LoopbackDiscord.StartAsync();
        _rest = new DiscordRestClient(_http, new DiscordOptions { Token = LoopbackDiscord.Token, ApiBaseUrl = _discord.ApiBaseUrl },
            TimeProvider.System, NullLogger<DiscordRestClient>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _rest.Dispose();
        _http.Dispose();
        await _discord.DisposeAsync();
    }

    [Fact]
    public async Task The_gateway_URL_comes_from_Discord()
    {
        var answer = await new GatewayUrlClient(_rest.SendAsync).GetUrlAsync(None);

        Assert.Equal(_discord.GatewayUrl, Assert.IsType<SocketUrlResult.Available>(answer).Url);
        Assert.Empty(_discord.Violations);
    }

    [Fact]
    public async Task Without_remaining_session_starts_the_wait_is_reported()
    {
        _discord.Rest.RemainingSessionStarts = 0;

        var answer = await new GatewayUrlClient(_rest.SendAsync).GetUrlAsync(None);

        Assert.Equal(TimeSpan.FromHours(1), Assert.IsType<GatewaySessionLimitReached>(answer).RetryAfter);
    }

    [Fact]
    public async Task A_revoked_token_is_reported_with_the_fix()
    {
        _discord.Rest.TokenIsRevoked = true;

        var answer = await new GatewayUrlClient(_rest.SendAsync).GetUrlAsync(None);

        Assert.Contains("discord.token", Assert.IsType<SocketUrlResult.Refused>(answer).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_greeting_is_a_valid_message()
    {
        _discord.Guilds.Add(
            new LoopbackGuild
            {
                Id = "1402000000000000100",
                Name = "Harbour Desk",
                Channels = { new LoopbackGuildChannel("1402000000000000110", "news") }
            });
        var guilds = new GuildCache(TimeProvider.System);
        guilds.SetBotUserId(LoopbackDiscord.ApplicationId);
        guilds.Apply("GUILD_CREATE",
            System.Text.Json.JsonDocument.Parse(
                LoopbackGuildJson.GuildCreate(_discord.Guilds[0], LoopbackDiscord.ApplicationId).ToJsonString()).RootElement);
        var log = new CapturingLogger<DiscordGreeting>();

        await new DiscordGreeting(_rest.SendAsync, guilds, log).PostAsync("1402000000000000100", None);

        Assert.Empty(log.Lines);
        Assert.Single(_discord.Rest.Requests, request => request.Method == "POST");
        Assert.Empty(_discord.Violations);
    }
}
