using AlertBot.Chat;
using AlertBot.Chat.Discord;
using AlertBot.Tests.Chat.Loopback.Discord;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Chat.Discord;

/// <summary>What the gateway's side asks of the HTTP API, by the client that the service has.</summary>
public sealed class DiscordDoorTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private LoopbackDiscord _discord = null!;
    private DiscordRest _rest = null!;

    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        _discord = await LoopbackDiscord.StartAsync();
        _rest = new DiscordRest(_http, new DiscordOptions { Token = LoopbackDiscord.Token, ApiBaseUrl = _discord.ApiBaseUrl }, TimeProvider.System, NullLogger<DiscordRest>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _rest.Dispose();
        _http.Dispose();
        await _discord.DisposeAsync();
    }

    [Fact]
    public async Task The_gateway_is_where_Discord_says()
    {
        var answer = await new GatewayDoor(_rest.SendAsync).AskAsync(None);

        Assert.Equal(_discord.GatewayUrl, Assert.IsType<GatewayDoor.Answer.Open>(answer).Address);
        Assert.Empty(_discord.Breaches);
    }

    [Fact]
    public async Task Without_session_starts_left_it_says_how_long_to_wait()
    {
        _discord.Rest.SessionStartsLeft = 0;

        var answer = await new GatewayDoor(_rest.SendAsync).AskAsync(None);

        Assert.Equal(TimeSpan.FromHours(1), Assert.IsType<GatewayDoor.Answer.Exhausted>(answer).Delay);
    }

    [Fact]
    public async Task A_revoked_token_is_said_with_the_mend()
    {
        _discord.Rest.TokenIsRevoked = true;

        var answer = await new GatewayDoor(_rest.SendAsync).AskAsync(None);

        Assert.Contains("discord.token", Assert.IsType<GatewayDoor.Answer.Refused>(answer).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_greeting_is_a_message_that_Discord_takes()
    {
        _discord.Guilds.Add(new LoopbackGuild { Id = "1402000000000000100", Name = "Harbour Desk", Channels = { new LoopbackChannel("1402000000000000110", "news") } });
        var guilds = new DiscordGuilds(TimeProvider.System);
        guilds.Know(LoopbackDiscord.ApplicationId);
        guilds.Take("GUILD_CREATE", System.Text.Json.JsonDocument.Parse(LoopbackGuildJson.Created(_discord.Guilds[0], LoopbackDiscord.ApplicationId).ToJsonString()).RootElement);
        var log = new SaidLogger<DiscordGreeting>();

        await new DiscordGreeting(_rest.SendAsync, guilds, log).SayAsync("1402000000000000100", None);

        Assert.Empty(log.Lines);
        Assert.Single(_discord.Rest.Requests, request => request.Method == "POST");
        Assert.Empty(_discord.Breaches);
    }
}
