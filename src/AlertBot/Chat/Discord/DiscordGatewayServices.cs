using AlertBot.Alerts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AlertBot.Chat.Discord;

/// <summary>Puts the connection to Discord's gateway into the service; needs <see cref="DiscordRest"/>, <see cref="DiscordCommands"/>, <see cref="DiscordInteractions"/> and a token.</summary>
internal static class DiscordGatewayServices
{
    public static IServiceCollection AddDiscordGateway(this IServiceCollection services, DiscordOptions options)
    {
        services.TryAddSingleton<WorkspaceStore>();
        services.TryAddSingleton<DiscordGuilds>();
        services.TryAddSingleton<DiscordSelf>();
        services.TryAddSingleton<IDiscordWork, DiscordWork>();
        return services
            .AddSingleton<GuildRegister>()
            .AddSingleton(provider => new DiscordGreeting(
                provider.GetRequiredService<DiscordRest>().SendAsync, provider.GetRequiredService<DiscordGuilds>(), provider.GetRequiredService<ILogger<DiscordGreeting>>()))
            .AddSingleton(provider => new DiscordGateway(
                options,
                new GatewayDoor(provider.GetRequiredService<DiscordRest>().SendAsync),
                Random.Shared,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<DiscordGateway>>()))
            .AddSingleton<DiscordBot>()
            .AddHostedService(provider => provider.GetRequiredService<DiscordBot>());
    }
}
