using AlertBot.Articles;
using AlertBot.Storage;
using AlertBot.Topics;
using AlertBot.Topics.Matching;

namespace AlertBot.Reading;

/// <summary>Registers the read pass and what it works with, the topics among it.</summary>
internal static class ReadingServices
{
    public static IServiceCollection AddReading(this IServiceCollection services, NewsOptions news) => services
        .AddSingleton(news)
        .AddSingleton<TopicStore>()
        .AddSingleton<TopicIndex>()
        .AddSingleton<TopicMetrics>()
        .AddSingleton<FullTextPolicy>()
        .AddSingleton<PageFetcher>()
        .AddSingleton<ArticleReader>()
        .AddSingleton<ArticleStore>()
        .AddStage<ReadStage, UnreadEntry>(signals => signals.Read);
}
