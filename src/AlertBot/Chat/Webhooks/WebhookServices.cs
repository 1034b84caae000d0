using AlertBot.Alerts;

namespace AlertBot.Chat.Webhooks;

/// <summary>Puts the webhooks into the service.</summary>
internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IReadOnlyList<WebhookOptions> webhooks)
    {
        services.AddHttpClient<WebhookClient>(http => http.Timeout = System.Threading.Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) => Configure(handler))
            .SetHandlerLifetime(System.Threading.Timeout.InfiniteTimeSpan)

            // The factory's own logging writes the address, and with it the token.
            .RemoveAllLoggers();
        services.AddSingleton<IChatSender>(provider => new WebhookSender(
            webhooks, provider.GetRequiredService<WebhookClient>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static void Configure(SocketsHttpHandler handler)
    {
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);

        // A connection that the platform has closed meanwhile would make a send unclear.
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10);

        // Trace headers of our own metrics are no business of the platforms.
        handler.ActivityHeadersPropagator = null;
    }
}
