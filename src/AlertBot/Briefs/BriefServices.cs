using AlertBot.Articles;
using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Briefs;

/// <summary>Registers the read pass and what it works with, the topics among it.</summary>
internal static class BriefServices
{
    public static IServiceCollection AddBriefs(this IServiceCollection services, NewsOptions news) => services
        .AddSingleton(news)
        .AddSingleton<TopicStore>()
        .AddSingleton<TopicIndex>()
        .AddSingleton<TopicMetrics>()
        .AddSingleton<FullTextPolicy>()
        .AddSingleton<PageFetcher>()
        .AddSingleton<ArticleReader>()
        .AddSingleton<ArticleStore>()
        .AddPass<ReadPass, UnreadEntry>(signals => signals.Read);
}
