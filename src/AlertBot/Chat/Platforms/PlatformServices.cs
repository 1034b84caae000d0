namespace AlertBot.Chat.Platforms;

/// <summary>Registers the HTTP clients of the chat platforms.</summary>
internal static class PlatformServices
{
    /// <param name="name">The name of the client at <see cref="IHttpClientFactory"/>.</param>
    public static IServiceCollection AddPlatformHttp(this IServiceCollection services, string name)
    {
        services.AddHttpClient(name, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) => Configure(handler))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

            // The factory's logging would write URLs, which may hold tokens.
            .RemoveAllLoggers();
        return services;
    }

    public static void Configure(SocketsHttpHandler handler)
    {
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);

        // A request on a connection that the platform has just closed would have an unclear result.
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10);

        // Do not send trace headers to the platforms.
        handler.ActivityHeadersPropagator = null;
    }
}
