using AlertBot.Hosting;
using AlertBot.Summaries.LanguageModel;

namespace AlertBot.Reading;

/// <summary>Registers the read stage.</summary>
internal static class ReadingServices
{
    /// <param name="summaries">Without a language model, articles get no generated summary.</param>
    public static IServiceCollection AddReading(this IServiceCollection services, NewsOptions news, SummaryOptions summaries)
    {
        services
            .AddSingleton(news)
            .AddSingleton<FullTextPolicy>()
            .AddSingleton<PageFetcher>()
            .AddSingleton<ArticleReader>()
            .AddSingleton<ArticleStore>()
            .AddStage<ReadStage, UnreadEntry>(signals => signals.Read);
        return summaries.HasModel ? services.AddSingleton<SummaryWriter>() : services;
    }
}
