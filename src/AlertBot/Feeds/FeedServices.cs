using AlertBot.Feeds.Polling;
using AlertBot.Hosting;
using AlertBot.Http;
using AlertBot.Storage;

namespace AlertBot.Feeds;

/// <summary>Registers the poll stage and its services.</summary>
internal static class FeedServices
{
    public static IServiceCollection AddFeeds(this IServiceCollection services, IReadOnlyList<FeedOptions> feeds, PollingOptions polling,
        NetworkOptions network) => services
        .AddSingleton(network)
        .AddSingleton(new LeasedTable("feed"))
        .AddSingleton(new LeasedTable("entry"))
        .AddSingleton(new LeasedTable("websub"))
        .AddSingleton<Fetcher>(provider => new Fetcher(network, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(new ConfiguredFeeds(feeds))
        .AddSingleton(new PollSchedule(polling, Random.Shared))
        .AddSingleton<FeedStore>()
        .AddSingleton<FeedMetrics>()
        .AddStage<FeedPoller, DueFeed>(signals => signals.Poll);
}
