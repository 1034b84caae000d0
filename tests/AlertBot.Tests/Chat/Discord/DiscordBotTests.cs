using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Chat.Discord;
using AlertBot.Tests.Chat.Loopback;
using AlertBot.Tests.Chat.Loopback.Discord;
using AlertBot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Chat.Discord;

public sealed class DiscordBotTests : IAsyncLifetime, IDisposable
{
    private const string Off = "SELECT external_id || ': ' || disabled_reason FROM destination WHERE disabled_at IS NOT NULL ORDER BY external_id";
    private const string Owners = "SELECT d.external_id || ' ' || w.external_id FROM destination d JOIN workspace w ON w.id = d.workspace_id ORDER BY d.external_id";

    private readonly HurriedTime _time = new(20);
    private readonly Work _work = new();
    private readonly ConcurrentQueue<DiscordCall> _calls = new();
    private readonly SaidLogger<GuildRegister> _log = new();
    private TestDatabase _test = null!;
    private LoopbackDiscord _discord = null!;
    private DiscordGuilds _guilds = null!;
    private DiscordSelf _self = null!;
    private DiscordBot _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.OnSqliteAsync();
        _discord = await LoopbackDiscord.StartAsync();
        _discord.Gateway.Time = _time;
        _discord.Guilds.Add(Guild("1", "Harbour Desk", "10", "11"));
        _guilds = new DiscordGuilds(_time);
        _self = new DiscordSelf();
        var destinations = new DestinationStore(_test.Database);
        await destinations.SyncAsync(
            [.. ((string[])["10", "11", "20", "99"]).Select(channel => new SubscriptionOptions(new DestinationAddress("discord", channel), []))], new Dictionary<DestinationAddress, string>(), _test.Now, CancellationToken.None);
        var greeting = new DiscordGreeting(AnswerAsync, _guilds, NullLogger<DiscordGreeting>.Instance);
        var register = new GuildRegister(new WorkspaceStore(_test.Database), destinations, greeting, _time, _log);
        var options = new DiscordOptions { Token = LoopbackDiscord.Token, ApiBaseUrl = _discord.ApiBaseUrl };
        var gateway = new DiscordGateway(options, new GatewayDoor((_, _) => Task.FromResult(GatewayFixture.Door(_discord.GatewayUrl))), Random.Shared, _time, NullLogger<DiscordGateway>.Instance);
        _bot = new DiscordBot(gateway, _guilds, _self, register, _work, NullLogger<DiscordBot>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.StopAsync(CancellationToken.None);
        await _discord.DisposeAsync();
        await _test.DisposeAsync();
    }

    public void Dispose() => _bot.Dispose();

    [Fact]
    public async Task The_channels_of_a_guild_belong_to_it_and_others_to_nobody_yet()
    {
        await StartAsync();

        await FinishAsync();

        Assert.Equal(["10 1", "11 1", "20 ", "99 "], await _test.TextsAsync(Owners));
        Assert.Empty(await _test.TextsAsync(Off));
        Assert.Equal((LoopbackDiscord.ApplicationId, LoopbackDiscord.ApplicationId), (_self.ApplicationId, _self.UserId));
    }

    [Fact]
    public async Task A_session_that_begins_lets_the_commands_be_registered_and_interactions_are_handed_on()
    {
        await StartAsync();

        await _discord.Gateway.InteractAsync(new JsonObject { ["id"] = "5", ["token"] = "t" });
        await FinishAsync();

        Assert.Equal([LoopbackDiscord.ApplicationId], _work.Readies);
        Assert.Equal(["5"], _work.Interactions);
    }

    [Fact]
    public async Task Work_that_breaks_at_READY_costs_nothing_else()
    {
        _work.Breaks = true;
        await StartAsync();

        await FinishAsync();

        Assert.Equal(["10 1", "11 1", "20 ", "99 "], await _test.TextsAsync(Owners));
    }

    [Fact]
    public async Task A_deleted_channel_is_switched_off_in_words_and_what_waits_for_it_ends()
    {
        await StartAsync();

        await _discord.Gateway.DispatchAsync("CHANNEL_DELETE", new JsonObject { ["id"] = "10", ["guild_id"] = "1" });
        await FinishAsync();

        Assert.Equal(["10: the channel was deleted: subscribe another"], await _test.TextsAsync(Off));
        Assert.Null(_guilds.Find("10"));
        Assert.Contains("discord:10 is switched off: the channel was deleted: subscribe another", _log.Lines);
    }

    [Fact]
    public async Task A_guild_that_removes_the_bot_is_switched_off_in_words_and_another_is_not()
    {
        _discord.Guilds.Add(Guild("2", "Other Desk", "20"));
        await StartAsync();

        await _discord.Gateway.DispatchAsync("GUILD_DELETE", new JsonObject { ["id"] = "1" });
        await FinishAsync();

        const string Reason = "AlertBot was removed from the server Harbour Desk: invite it again (alertbot check prints the link)";
        Assert.Equal([$"10: {Reason}", $"11: {Reason}"], await _test.TextsAsync(Off));
    }

    [Fact]
    public async Task An_outage_of_a_guild_switches_nothing_off()
    {
        await StartAsync();

        await _discord.Gateway.DispatchAsync("GUILD_DELETE", new JsonObject { ["id"] = "1", ["unavailable"] = true });
        await FinishAsync();

        Assert.Empty(await _test.TextsAsync(Off));
    }

    [Fact]
    public async Task A_guild_that_invites_the_bot_again_is_switched_on_again_and_not_greeted_again()
    {
        await StartAsync();

        // A thread that is archived meanwhile.
        await _discord.Gateway.DispatchAsync("THREAD_CREATE", new JsonObject { ["id"] = "99", ["guild_id"] = "1", ["parent_id"] = "10", ["type"] = 11, ["name"] = "talks" });
        await _discord.Gateway.DispatchAsync("GUILD_DELETE", new JsonObject { ["id"] = "1" });
        await _discord.Gateway.DispatchAsync("GUILD_CREATE", LoopbackGuildJson.Created(_discord.Guilds[0], LoopbackDiscord.ApplicationId));
        await FinishAsync();

        Assert.Empty(await _test.TextsAsync(Off));
        Assert.Contains("discord:10 is switched on again: it is back", _log.Lines);
        Assert.Contains("discord:99 is switched on again: it is back", _log.Lines);
        Assert.Empty(_calls);
    }

    [Fact]
    public async Task A_guild_left_while_the_bot_was_away_is_switched_off_at_the_next_session()
    {
        var workspaces = new WorkspaceStore(_test.Database);
        await workspaces.ClaimAsync(await workspaces.FindOrAddAsync("discord", "2", CancellationToken.None), "discord", ["20"], CancellationToken.None);

        await StartAsync();
        await FinishAsync();

        Assert.Equal(["20: AlertBot was removed from the server: invite it again (alertbot check prints the link)"], await _test.TextsAsync(Off));
    }

    [Fact]
    public async Task A_guild_that_invites_the_bot_is_told_once_how_to_start_and_nobody_is_pinged()
    {
        await StartAsync();
        var invited = LoopbackGuildJson.Created(Guild("2", "Other Desk", "20"), LoopbackDiscord.ApplicationId);

        await _discord.Gateway.DispatchAsync("GUILD_CREATE", invited);
        await _discord.Gateway.DispatchAsync("GUILD_CREATE", invited);
        await FinishAsync();

        var call = Assert.Single(_calls);
        var body = JsonDocument.Parse(call.Json!.Value).RootElement;
        Assert.Equal("channels/20/messages", call.Path);
        Assert.Contains("/news subscribe", body.GetProperty("content").GetString()!, StringComparison.Ordinal);
        Assert.Equal("[]", body.GetProperty("allowed_mentions").GetProperty("parse").GetRawText());
        Assert.InRange(body.GetProperty("nonce").GetString()!.Length, 1, 25);
        Assert.Contains("20 2", await _test.TextsAsync(Owners));
    }

    [Fact]
    public async Task A_new_channel_or_thread_belongs_to_its_guild()
    {
        await StartAsync();

        await _discord.Gateway.DispatchAsync("THREAD_CREATE", new JsonObject { ["id"] = "99", ["guild_id"] = "1", ["parent_id"] = "10", ["type"] = 11, ["name"] = "talks" });
        await FinishAsync();

        Assert.Contains("99 1", await _test.TextsAsync(Owners));
    }

    [Fact]
    public async Task A_permission_lost_is_known_at_once()
    {
        await StartAsync();
        Assert.Null(_guilds.WhyNotPost("10"));

        await _discord.Gateway.DispatchAsync("CHANNEL_UPDATE", LoopbackGuildJson.Channel(_discord.Guilds[0], new LoopbackChannel("10", "news") { Permissions = 1L << 10 }, LoopbackDiscord.ApplicationId));
        await FinishAsync();

        Assert.Equal("AlertBot may not post in #news: give it Send Messages and Embed Links", _guilds.WhyNotPost("10"));
    }

    private static LoopbackGuild Guild(string id, string name, params string[] channels)
    {
        var guild = new LoopbackGuild { Id = id, Name = name };
        guild.Channels.AddRange(channels.Select(channel => new LoopbackChannel(channel, $"news-{channel}")));
        return guild;
    }

    private async Task StartAsync()
    {
        await _bot.StartAsync(CancellationToken.None);
        await _discord.Gateway.UntilReadyAsync();
    }

    /// <summary>Ends the connection in the one way after which the bot still carries out all that it was told before.</summary>
    private async Task FinishAsync()
    {
        await _discord.Gateway.Live.CloseAsync(4004);
        await _bot.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Contains("token", _bot.Problem!, StringComparison.Ordinal);
        Assert.Empty(_discord.Breaches);
    }

    private Task<DiscordAnswer> AnswerAsync(DiscordCall call, CancellationToken cancellationToken)
    {
        _calls.Enqueue(call);
        return Task.FromResult<DiscordAnswer>(new DiscordAnswer.Done(default, TimeSpan.Zero));
    }

    private sealed class Work : IDiscordWork
    {
        public ConcurrentQueue<string> Readies { get; } = new();

        public ConcurrentQueue<string> Interactions { get; } = new();

        public bool Breaks { get; set; }

        public Task OnReadyAsync(string applicationId, CancellationToken cancellationToken)
        {
            Readies.Enqueue(applicationId);
            return Breaks ? Task.FromException(new FormatException("A fault of ours")) : Task.CompletedTask;
        }

        public void OnInteraction(JsonElement data) => Interactions.Enqueue(data.GetProperty("id").GetString()!);
    }
}
