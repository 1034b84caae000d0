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

/// <summary>Discord on a free loopback port: an HTTP API and a gateway with the same guilds. It is as strict as the real Discord.</summary>
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

    /// <summary>Fill it before the client starts.</summary>
    public List<LoopbackGuild> Guilds { get; } = [];

    /// <summary>The client's violations of Discord's rules, one sentence each. A test asserts that there are none.</summary>
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
        discord._app.Map("/gateway", branch => branch.Run(discord.Gateway.HandleAsync));
        discord._app.Map("/api/v10", branch => branch.Run(discord.Rest.HandleAsync));
        await discord._app.StartAsync();
        var address =
            new Uri(discord._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        discord.ApiBaseUrl = new Uri(address, "/api/v10");
        discord.GatewayUrl = new UriBuilder(address) { Scheme = "ws", Path = "/gateway" }.Uri;
        return discord;
    }

    /// <returns>Null for a channel of no guild.</returns>
    public LoopbackGuildChannel? FindChannel(string channel) => FindGuildOf(channel)?.Channels.Find(known => known.Id == channel);

    public LoopbackGuild? FindGuildOf(string channel) => Guilds.Find(guild => guild.Channels.Exists(known => known.Id == channel));

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
