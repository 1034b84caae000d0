namespace AlertBot.Stories;

/// <summary>Registers the grouping of articles into stories.</summary>
internal static class StoryServices
{
    public static IServiceCollection AddStories(this IServiceCollection services) => services
        .AddSingleton<IStoryGrouper, TitleGrouper>()
        .AddSingleton<StoryIndex>();
}
