using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Discord;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Gateway;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Discord.Interactions;
using AlertBot.Chat.Platforms;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Chat.Discord.Gateway;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlertBot.Tests.Chat.Discord;

public sealed class DiscordBotServiceTests : IAsyncLifetime, IDisposable
{
    private const string Disabled =
        "SELECT external_id || ': ' || disabled_reason FROM destination WHERE disabled_at IS NOT NULL ORDER BY external_id";
    private const string Owners =
        "SELECT d.external_id || ' ' || w.external_id FROM destination d JOIN workspace w ON w.id = d.workspace_id ORDER BY d.external_id";

    private readonly AcceleratedTimeProvider _time = new(20);
    private readonly CommandEvents _commandEvents = new();
    private readonly ConcurrentQueue<DiscordRequest> _requests = new();
    private readonly CapturingLogger<DiscordChannelSync> _log = new();
    private TestDatabase _test = null!;
    private LoopbackDiscord _discord = null!;
    private GuildCache _guilds = null!;
    private DiscordBotIdentity _identity = null!;
    private DiscordBotService _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.OnSqliteAsync();
        _discord = await LoopbackDiscord.StartAsync();
        _discord.Gateway.Time = _time;
        _discord.Guilds.Add(Guild("1", "Harbour Desk", "10", "11"));
        _guilds = new GuildCache(_time);
        _identity = new DiscordBotIdentity();
        var destinations = new DestinationStore(_test.Database);
        await destinations.SyncSettingsAsync(
            [.. ((string[])["10", "11", "20", "99"])
                .Select(channel => new SubscriptionOptions(new DestinationAddress("discord", channel), []))],
            new Dictionary<DestinationAddress, string>(), _test.Now, CancellationToken.None);
        var greeting = new DiscordGreeting(RespondAsync, _guilds, NullLogger<DiscordGreeting>.Instance);
        var channelSync = new DiscordChannelSync(new WorkspaceStore(_test.Database), destinations, greeting, _time, _log);
        var options = new DiscordOptions { Token = LoopbackDiscord.Token, ApiBaseUrl = _discord.ApiBaseUrl };
        var gateway = new DiscordGatewayClient(options,
            new GatewayUrlClient((_, _) => Task.FromResult(GatewayFixture.CreateUrlResponse(_discord.GatewayUrl))), Random.Shared, _time,
            NullLogger<DiscordGatewayClient>.Instance);
        _bot = new DiscordBotService(gateway, _guilds, _identity, channelSync, _commandEvents, NullLogger<DiscordBotService>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.StopAsync(CancellationToken.None);
        await _discord.DisposeAsync();
        await _test.DisposeAsync();
    }

    public void Dispose() => _bot.Dispose();

    [Fact]
    public async Task Channels_of_a_guild_are_assigned_to_it_and_others_remain_unassigned()
    {
        await StartAsync();

        await FinishAsync();

        Assert.Equal(["10 1", "11 1", "20 ", "99 "], await _test.TextsAsync(Owners));
        Assert.Empty(await _test.TextsAsync(Disabled));
        Assert.Equal((LoopbackDiscord.ApplicationId, LoopbackDiscord.ApplicationId), (_identity.ApplicationId, _identity.UserId));
    }

    [Fact]
    public async Task A_new_session_registers_the_commands_and_forwards_interactions()
    {
        await StartAsync();

        await _discord.Gateway.DispatchInteractionAsync(new JsonObject { ["id"] = "5", ["token"] = "t" });
        await FinishAsync();

        Assert.Equal([LoopbackDiscord.ApplicationId], _commandEvents.Readies);
        Assert.Equal(["5"], _commandEvents.Interactions);
    }

    [Fact]
    public async Task A_failure_in_the_READY_handler_affects_nothing_else()
    {
        _commandEvents.Breaks = true;
        await StartAsync();

        await FinishAsync();

        Assert.Equal(["10 1", "11 1", "20 ", "99 "], await _test.TextsAsync(Owners));
    }

    [Fact]
    public async Task A_deleted_channel_is_disabled_with_the_reason_and_its_queue_is_cancelled()
    {
        await StartAsync();

        await _discord.Gateway.DispatchAsync("CHANNEL_DELETE", new JsonObject { ["id"] = "10", ["guild_id"] = "1" });
        await FinishAsync();

        Assert.Equal(["10: the channel was deleted: subscribe another"], await _test.TextsAsync(Disabled));
        Assert.Null(_guilds.FindChannel("10"));
        Assert.Contains("discord:10 is disabled: the channel was deleted: subscribe another", _log.Lines);
    }

    [Fact]
    public async Task A_guild_that_removes_the_bot_is_disabled_with_the_reason_and_others_are_not()
    {
        _discord.Guilds.Add(Guild("2", "Other Desk", "20"));
        await StartAsync();

        await _discord.Gateway.DispatchAsync("GUILD_DELETE", new JsonObject { ["id"] = "1" });
        await FinishAsync();

        const string Reason = "AlertBot was removed from the server Harbour Desk: invite it again (alertbot check prints the link)";
        Assert.Equal([$"10: {Reason}", $"11: {Reason}"], await _test.TextsAsync(Disabled));
    }

    [Fact]
    public async Task A_guild_outage_disables_nothing()
    {
        await StartAsync();

        await _discord.Gateway.DispatchAsync("GUILD_DELETE", new JsonObject { ["id"] = "1", ["unavailable"] = true });
        await FinishAsync();

        Assert.Empty(await _test.TextsAsync(Disabled));
    }

    [Fact]
    public async Task A_guild_that_invites_the_bot_again_is_enabled_without_a_second_greeting()
    {
        await StartAsync();

        // A thread that is archived before the bot is invited again: the guild then does not list it.
        await _discord.Gateway.DispatchAsync("THREAD_CREATE",
            new JsonObject { ["id"] = "99", ["guild_id"] = "1", ["parent_id"] = "10", ["type"] = 11, ["name"] = "talks" });
        await _discord.Gateway.DispatchAsync("GUILD_DELETE", new JsonObject { ["id"] = "1" });
        await _discord.Gateway.DispatchAsync("GUILD_CREATE",
            LoopbackGuildJson.GuildCreate(_discord.Guilds[0], LoopbackDiscord.ApplicationId));
        await FinishAsync();

        Assert.Empty(await _test.TextsAsync(Disabled));
        Assert.Contains("discord:10 is enabled again: AlertBot can reach it", _log.Lines);
        Assert.Contains("discord:99 is enabled again: AlertBot can reach it", _log.Lines);
        Assert.Empty(_requests);
    }

    [Fact]
    public async Task A_guild_left_while_disconnected_is_disabled_at_the_next_session()
    {
        var workspaces = new WorkspaceStore(_test.Database);
        await workspaces.AssignDestinationsAsync(await workspaces.FindOrAddAsync("discord", "2", CancellationToken.None), "discord",
            ["20"], CancellationToken.None);

        await StartAsync();
        await FinishAsync();

        Assert.Equal(["20: AlertBot was removed from the server: invite it again (alertbot check prints the link)"],
            await _test.TextsAsync(Disabled));
    }

    [Fact]
    public async Task A_guild_that_invites_the_bot_is_greeted_once_without_a_ping()
    {
        await StartAsync();
        var invited = LoopbackGuildJson.GuildCreate(Guild("2", "Other Desk", "20"), LoopbackDiscord.ApplicationId);

        await _discord.Gateway.DispatchAsync("GUILD_CREATE", invited);
        await _discord.Gateway.DispatchAsync("GUILD_CREATE", invited);
        await FinishAsync();

        var request = Assert.Single(_requests);
        var body = JsonDocument.Parse(request.Json!.Value).RootElement;
        Assert.Equal("channels/20/messages", request.Path);
        Assert.Contains("/news subscribe", body.GetProperty("content").GetString()!, StringComparison.Ordinal);
        Assert.Equal("[]", body.GetProperty("allowed_mentions").GetProperty("parse").GetRawText());
        Assert.InRange(body.GetProperty("nonce").GetString()!.Length, 1, 25);
        Assert.Contains("20 2", await _test.TextsAsync(Owners));
    }

    [Fact]
    public async Task A_new_channel_or_thread_is_assigned_to_its_guild()
    {
        await StartAsync();

        await _discord.Gateway.DispatchAsync("THREAD_CREATE",
            new JsonObject { ["id"] = "99", ["guild_id"] = "1", ["parent_id"] = "10", ["type"] = 11, ["name"] = "talks" });
        await FinishAsync();

        Assert.Contains("99 1", await _test.TextsAsync(Owners));
    }

    [Fact]
    public async Task A_lost_permission_takes_effect_at_once()
    {
        await StartAsync();
        Assert.Null(_guilds.FindPostingProblem("10"));

        await _discord.Gateway.DispatchAsync("CHANNEL_UPDATE",
            LoopbackGuildJson.Channel(_discord.Guilds[0], new LoopbackGuildChannel("10", "news") { Permissions = 1L << 10 },
                LoopbackDiscord.ApplicationId));
        await FinishAsync();

        Assert.Equal("AlertBot may not post in #news: give it Send Messages and Embed Links", _guilds.FindPostingProblem("10"));
    }

    private static LoopbackGuild Guild(string id, string name, params string[] channels)
    {
        var guild = new LoopbackGuild { Id = id, Name = name };
        guild.Channels.AddRange(channels.Select(channel => new LoopbackGuildChannel(channel, $"news-{channel}")));
        return guild;
    }

    private async Task StartAsync()
    {
        await _bot.StartAsync(CancellationToken.None);
        await _discord.Gateway.WaitForReadyAsync();
    }

    /// <summary>Refuses the bot, so that the service ends after it has handled all earlier events.</summary>
    private async Task FinishAsync()
    {
        await _discord.Gateway.CurrentConnection.CloseAsync(4004);
        await _bot.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Contains("token", _bot.Problem!, StringComparison.Ordinal);
        Assert.Empty(_discord.Violations);
    }

    private Task<PlatformResult> RespondAsync(DiscordRequest request, CancellationToken cancellationToken)
    {
        _requests.Enqueue(request);
        return Task.FromResult<PlatformResult>(new PlatformResult.Succeeded(default, TimeSpan.Zero));
    }

    private sealed class CommandEvents : IDiscordCommandEvents
    {
        public ConcurrentQueue<string> Readies { get; } = new();

        public ConcurrentQueue<string> Interactions { get; } = new();

        public bool Breaks { get; set; }

        public Task OnReadyAsync(string applicationId, CancellationToken cancellationToken)
        {
            Readies.Enqueue(applicationId);
            return Breaks ? Task.FromException(new FormatException("A bug")) : Task.CompletedTask;
        }

        public void OnInteraction(JsonElement data) => Interactions.Enqueue(data.GetProperty("id").GetString()!);
    }
}
