using System.Collections.Concurrent;
using System.Net;
using AlertBot.Testing.Discord.Gateway;
using AlertBot.Testing.Discord.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlertBot.Testing.Discord;

/// <summary>Discord on a free loopback port, as strict as the real one: its HTTP API and its gateway, which share their guilds.</summary>
internal sealed class LoopbackDiscord : IAsyncDisposable
{
    public const string Token = "MTQwMjAwMDAwMDAwMDAwMDAwMA.GloopB.a-token_of-the-loopback-Discord-0123456789";
    public const string ApplicationId = "1402000000000000000";

    private readonly WebApplication _app;

    private LoopbackDiscord(WebApplication app)
    {
        _app = app;
        Rest = new LoopbackDiscordRest(this);
        Gateway = new LoopbackDiscordGateway(this);
    }

    public LoopbackDiscordRest Rest { get; }

    public LoopbackDiscordGateway Gateway { get; }

    /// <summary>A test fills it before the client starts.</summary>
    public List<LoopbackGuild> Guilds { get; } = [];

    /// <summary>What the client did against the rules, each in a sentence; a test ends with none.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>For <c>discord.apiBaseUrl</c>.</summary>
    public Uri ApiBaseUrl { get; private set; } = null!;

    public Uri GatewayUrl { get; private set; } = null!;

    public static async Task<LoopbackDiscord> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var discord = new LoopbackDiscord(builder.Build());
        discord._app.UseWebSockets();
        discord._app.Map("/gateway", branch => branch.Run(discord.Gateway.AnswerAsync));
        discord._app.Map("/api/v10", branch => branch.Run(discord.Rest.AnswerAsync));
        await discord._app.StartAsync();
        var address =
            new Uri(discord._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        discord.ApiBaseUrl = new Uri(address, "/api/v10");
        discord.GatewayUrl = new UriBuilder(address) { Scheme = "ws", Path = "/gateway" }.Uri;
        return discord;
    }

    /// <returns>Null for a channel that no guild has.</returns>
    public LoopbackGuildChannel? FindChannel(string channel) => FindGuildOf(channel)?.Channels.Find(one => one.Id == channel);

    public LoopbackGuild? FindGuildOf(string channel) => Guilds.Find(guild => guild.Channels.Exists(one => one.Id == channel));

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
