using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Events;
using AlertBot.Chat.Slack.Interactions;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Chat.Slack.SocketMode;
using AlertBot.Hosting;

namespace AlertBot.Chat.Slack;

/// <summary>Registers the Slack connector: the sender for the outbox, and Socket Mode or HTTP for commands.</summary>
internal static class SlackServices
{
    private const string HttpClientName = "slack";

    /// <param name="options">Must contain a bot token.</param>
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackOptions options)
    {
        services.AddPlatformHttp(HttpClientName);
        services
            .AddSingleton(provider => new SlackApi(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName),
                options,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<SlackApi>>()))
            .AddSingleton<ISlackApi>(provider => provider.GetRequiredService<SlackApi>())
            .AddSingleton<SlackGreeting>()
            .AddSingleton<SlackChannelSync>()
            .AddSingleton<ISlackEventHandler>(provider => provider.GetRequiredService<SlackChannelSync>())
            .AddHostedService(provider => provider.GetRequiredService<SlackChannelSync>())
            .AddSingleton<ReceivedEventStore>()
            .AddSlackInteractions(options)
            .AddSingleton<SlackEventReceiver>()
            .AddSingleton<ISlackEventReceiver>(provider => provider.GetRequiredService<SlackEventReceiver>())
            .AddHostedService(provider => new SlackReceiverService(
                provider.GetService<SlackSocketModeClient>(),
                provider.GetRequiredService<SlackEventReceiver>(),
                provider.GetRequiredService<BackgroundTasks>()))
            .AddSingleton<IChatSender, SlackSender>();
        if (options.AppToken is not null)
        {
            services.AddSingleton(provider => new SlackSocketModeClient(
                options,
                provider.GetRequiredService<ISlackApi>(),
                provider.GetRequiredService<ISlackEventReceiver>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<SlackSocketModeClient>>()));
        }

        if (options.SigningSecret is { } secret)
        {
            services.AddSingleton(provider => new SlackSignatureVerifier(secret, provider.GetRequiredService<TimeProvider>()));
        }

        return services;
    }
}
