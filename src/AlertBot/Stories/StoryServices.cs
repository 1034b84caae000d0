using AlertBot.Stories.Grouping;

namespace AlertBot.Stories;

/// <summary>Registers what groups articles into stories.</summary>
internal static class StoryServices
{
    public static IServiceCollection AddStories(this IServiceCollection services) => services
        .AddSingleton<IStoryGrouper, StoryGrouper>()
        .AddSingleton<StoryIndex>();
}
