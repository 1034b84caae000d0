using AlertBot.Storage;
using AlertBot.Topics.Matching;

namespace AlertBot.Topics;

/// <summary>Registers the topics and the index that matches articles against them.</summary>
internal static class TopicServices
{
    public static IServiceCollection AddTopics(this IServiceCollection services) => services
        .AddSingleton(new LeasedTable("topic"))
        .AddSingleton<TopicStore>()
        .AddSingleton<TopicIndex>()
        .AddSingleton<TopicMetrics>();
}
