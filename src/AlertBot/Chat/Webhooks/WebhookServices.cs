using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Webhooks;

/// <summary>Puts the webhooks into the service.</summary>
internal static class WebhookServices
{
    private const string Client = "webhooks";

    public static IServiceCollection AddWebhooks(this IServiceCollection services, IReadOnlyList<WebhookOptions> webhooks)
    {
        services.AddPlatformHttp(Client);
        services.AddSingleton<IChatSender>(provider =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            return new WebhookSender(webhooks,
                new PlatformClient(provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client), time), time);
        });
        return services;
    }
}
