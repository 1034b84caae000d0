using AlertBot.Chat.Slack.Api;
using AlertBot.Chat.Slack.Modals;
using AlertBot.Hosting;

namespace AlertBot.Chat.Slack.Interactions;

/// <summary>Registers the handlers of commands, buttons and modals on Slack.</summary>
internal static class SlackInteractionServices
{
    public static IServiceCollection AddSlackInteractions(this IServiceCollection services, SlackOptions options) => services
        .AddSingleton(provider => new SlackPermissionChecker(
            options, provider.GetRequiredService<ISlackApi>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<SlackBotIdentity>()
        .AddSingleton<SlackChannelJoiner>()
        .AddSingleton<SlackCommandDispatcher>()
        .AddSingleton(provider => new BackgroundTasks(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<BackgroundTasks>>()))
        .AddSingleton<SlackViewClient>()
        .AddSingleton<SlackQueryPreview>()
        .AddSingleton<SlackModalHandler>()
        .AddSingleton<ISlackInteractionHandler, SlackInteractionHandler>();
}
