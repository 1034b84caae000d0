using AlertBot.Alerts.Delivery;
using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Webhooks;

/// <summary>Registers the webhooks of the settings as a chat platform.</summary>
internal static class WebhookServices
{
    private const string ClientName = "webhooks";

    public static IServiceCollection AddWebhooks(this IServiceCollection services, IReadOnlyList<WebhookOptions> webhooks)
    {
        services.AddPlatformHttp(ClientName);
        services.AddSingleton<IChatSender>(provider =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            return new WebhookSender(webhooks,
                new PlatformClient(provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName), time), time);
        });
        return services;
    }
}
