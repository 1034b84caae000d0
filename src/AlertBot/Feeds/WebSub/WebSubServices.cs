using AlertBot.Feeds.Polling;
using AlertBot.Hosting;
using AlertBot.Http;

namespace AlertBot.Feeds.WebSub;

/// <summary>Registers the services that subscribe to hubs and receive pushes.</summary>
internal static class WebSubServices
{
    /// <param name="publicUrl">Null: WebSub is off, and nothing is registered.</param>
    public static IServiceCollection AddWebSub(this IServiceCollection services, Uri? publicUrl, PollingOptions polling,
        NetworkOptions network) => publicUrl is null
        ? services
        : services
            .AddSingleton(new WebSubOptions(publicUrl, network.MaxBodyBytes, polling.Max))
            .AddSingleton(provider => new FormSender(network, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<HubSubscriptionStore>()
            .AddSingleton<HubCallbackStore>()
            .AddSingleton<PushReceiver>()
            .AddSingleton(Random.Shared)
            .AddStage<HubSubscriber, HubRequest>(signals => signals.Hubs);
}
