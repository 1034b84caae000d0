using AlertBot.Alerts;

namespace AlertBot.Chat.Slack;

/// <summary>Puts Slack into the service: the sender for the outbox, Socket Mode or HTTP for commands.</summary>
internal static class SlackServices
{
    private const string Client = "slack";

    /// <param name="options">With a bot token.</param>
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackOptions options)
    {
        services.AddPlatformHttp(Client);
        services
            .AddSingleton(provider => new SlackApi(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client),
                options,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<SlackApi>>()))
            .AddSingleton<ISlackApi>(provider => provider.GetRequiredService<SlackApi>())
            .AddSingleton<SlackGreeting>()
            .AddSingleton<SlackRegister>()
            .AddSingleton<ISlackEvents>(provider => provider.GetRequiredService<SlackRegister>())
            .AddHostedService(provider => provider.GetRequiredService<SlackRegister>())
            .AddSingleton<InboundStore>()
            .AddSlackTalk(options)
            .AddSingleton<SlackInbox>()
            .AddSingleton<ISlackWork>(provider => provider.GetRequiredService<SlackInbox>())
            .AddHostedService(provider => new SlackListener(provider.GetService<SlackSocketMode>(), provider.GetRequiredService<SlackInbox>(), provider.GetRequiredService<SlackErrands>()))
            .AddSingleton<IChatSender, SlackSender>();
        if (options.AppToken is not null)
        {
            services.AddSingleton(provider => new SlackSocketMode(
                options,
                provider.GetRequiredService<ISlackApi>(),
                provider.GetRequiredService<ISlackWork>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<SlackSocketMode>>()));
        }

        if (options.SigningSecret is { } secret)
        {
            services.AddSingleton(provider => new SlackSignature(secret, provider.GetRequiredService<TimeProvider>()));
        }

        return services;
    }
}
