using AlertBot.Alerts;

namespace AlertBot.Chat.Discord;

/// <summary>Puts Discord into the service: the sender for the outbox, the gateway for commands.</summary>
internal static class DiscordServices
{
    private const string Client = "discord";

    /// <param name="options">With a token.</param>
    public static IServiceCollection AddDiscord(this IServiceCollection services, DiscordOptions options)
    {
        services.AddPlatformHttp(Client);
        return services
            .AddSingleton(provider => new DiscordRest(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client),
                options,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<DiscordRest>>()))
            .AddSingleton<DiscordGuilds>()
            .AddSingleton<DiscordSelf>()
            .AddSingleton<GuildRegister>()
            .AddSingleton(provider => new DiscordGreeting(
                provider.GetRequiredService<DiscordRest>().SendAsync, provider.GetRequiredService<DiscordGuilds>(), provider.GetRequiredService<ILogger<DiscordGreeting>>()))
            .AddSingleton(provider => new DiscordGateway(
                options,
                new GatewayDoor(provider.GetRequiredService<DiscordRest>().SendAsync),
                Random.Shared,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<DiscordGateway>>()))
            .AddSingleton<DiscordCommands>()
            .AddSingleton<DiscordInteractions>()
            .AddSingleton<IDiscordWork, DiscordWork>()
            .AddSingleton<DiscordBot>()
            .AddHostedService(provider => provider.GetRequiredService<DiscordBot>())
            .AddSingleton<IChatSender, DiscordSender>();
    }
}
