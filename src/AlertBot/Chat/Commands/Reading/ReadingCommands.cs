namespace AlertBot.Chat.Commands.Reading;

/// <summary>Registers the commands that read the news back, in the order that help shows them, and the buttons of a card.</summary>
internal static class ReadingCommands
{
    public static IServiceCollection AddReadingCommands(this IServiceCollection services) => services
        .AddSingleton<QueryTest>()
        .AddSingleton<INewsCommand, LatestCommand>()
        .AddSingleton<INewsCommand, QuotesCommand>()
        .AddSingleton<INewsCommand, WhyCommand>()
        .AddSingleton<INewsCommand, TopicTestCommand>()
        .AddSingleton<INewsCommand, StatusCommand>()
        .AddSingleton<StoryButtons>();
}
