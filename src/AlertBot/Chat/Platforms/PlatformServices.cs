namespace AlertBot.Chat.Platforms;

/// <summary>Connections to the chat platforms, one set for each.</summary>
internal static class PlatformServices
{
    /// <param name="name">Of the client that <see cref="IHttpClientFactory"/> makes.</param>
    public static IServiceCollection AddPlatformHttp(this IServiceCollection services, string name)
    {
        services.AddHttpClient(name, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) => Configure(handler))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

            // The factory's own logging writes the address, and with it the token.
            .RemoveAllLoggers();
        return services;
    }

    public static void Configure(SocketsHttpHandler handler)
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
