using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Discord.Api;
using AlertBot.Chat.Discord.Gateway;
using AlertBot.Chat.Discord.Guilds;
using AlertBot.Chat.Discord.Interactions;
using AlertBot.Chat.Discord.Messages;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord;

/// <summary>Registers Discord: the sender for the outbox, and the gateway for commands.</summary>
internal static class DiscordServices
{
    private const string HttpClientName = "discord";

    /// <param name="options">Must have a token.</param>
    public static IServiceCollection AddDiscord(this IServiceCollection services, DiscordOptions options)
    {
        services.AddPlatformHttp(HttpClientName);
        return services
            .AddSingleton(provider => new DiscordRestClient(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName),
                options,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<DiscordRestClient>>()))
            .AddSingleton<GuildCache>()
            .AddSingleton<DiscordBotIdentity>()
            .AddSingleton<DiscordChannelSync>()
            .AddSingleton(provider => new DiscordGreeting(
                provider.GetRequiredService<DiscordRestClient>().SendAsync, provider.GetRequiredService<GuildCache>(),
                provider.GetRequiredService<ILogger<DiscordGreeting>>()))
            .AddSingleton(provider => new DiscordGatewayClient(
                options,
                new GatewayUrlClient(provider.GetRequiredService<DiscordRestClient>().SendAsync),
                Random.Shared,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<DiscordGatewayClient>>()))
            .AddSingleton<DiscordCommandRegistrar>()
            .AddSingleton<DiscordInteractionHandler>()
            .AddSingleton<IDiscordCommandEvents, DiscordCommandEvents>()
            .AddSingleton<DiscordBotService>()
            .AddHostedService(provider => provider.GetRequiredService<DiscordBotService>())
            .AddSingleton<IChatSender, DiscordSender>();
    }
}
