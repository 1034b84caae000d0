using Microsoft.Extensions.AI;

namespace AlertBot.Summaries.LanguageModel;

/// <summary>Registers the client of the language model that writes summaries, if the settings name one.</summary>
internal static class LanguageModelServices
{
    private const string HttpClientName = "language model";

    public static IServiceCollection AddLanguageModel(this IServiceCollection services, SummaryOptions options)
    {
        if (!options.HasModel)
        {
            return services;
        }

        services.AddHttpClient(HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) => ConfigureHandler(handler))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services
            .AddSingleton(options)
            .AddSingleton<IChatClient>(
                provider => new ChatCompletionsClient(provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName),
                    options))
            .AddSingleton<LanguageModelMetrics>();
    }

    /// <summary>
    /// Sends the API key only to the configured endpoint: redirects are not followed, and proxy settings of the environment are ignored.
    /// </summary>
    public static void ConfigureHandler(SocketsHttpHandler handler)
    {
        handler.AllowAutoRedirect = false;
        handler.UseProxy = false;
        handler.UseCookies = false;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        handler.ActivityHeadersPropagator = null;
    }
}
