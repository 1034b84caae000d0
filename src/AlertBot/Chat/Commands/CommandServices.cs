using AlertBot.Alerts.Subscriptions;
using AlertBot.Chat.Commands.News;
using AlertBot.Chat.Commands.Subscriptions;
using AlertBot.Chat.Commands.TopicsAndFeeds;
using AlertBot.Feeds;
using AlertBot.Feeds.Discovery;
using AlertBot.Topics;

namespace AlertBot.Chat.Commands;

/// <summary>Registers the commands, in the order of the help text, and their dispatcher.</summary>
internal static class CommandServices
{
    public static IServiceCollection AddCommands(this IServiceCollection services) => services
        .AddSingleton<WorkspaceTopicStore>()
        .AddSingleton<WorkspaceFeedStore>()
        .AddSingleton<SubscriptionStore>()
        .AddSingleton<FeedFinder>()
        .AddSingleton<INewsCommand, SubscribeCommand>()
        .AddSingleton<INewsCommand, UnsubscribeCommand>()
        .AddSingleton<INewsCommand, LatestCommand>()
        .AddSingleton<INewsCommand, QuotesCommand>()
        .AddSingleton<INewsCommand, WhyCommand>()
        .AddSingleton<INewsCommand, TopicAddCommand>()
        .AddSingleton<INewsCommand, TopicEditCommand>()
        .AddSingleton<INewsCommand, TopicRemoveCommand>()
        .AddSingleton<INewsCommand, TopicListCommand>()
        .AddSingleton<StoredArticleSearch>()
        .AddSingleton<INewsCommand, TopicTestCommand>()
        .AddSingleton<INewsCommand, FeedAddCommand>()
        .AddSingleton<INewsCommand, FeedRemoveCommand>()
        .AddSingleton<INewsCommand, FeedListCommand>()
        .AddSingleton<INewsCommand, SettingsCommand>()
        .AddSingleton<INewsCommand, MuteCommand>()
        .AddSingleton<INewsCommand, UnmuteCommand>()
        .AddSingleton<INewsCommand, PauseCommand>()
        .AddSingleton<INewsCommand, ResumeCommand>()
        .AddSingleton<INewsCommand, StatusCommand>()
        .AddSingleton<INewsCommand>(provider => new HelpCommand(() => provider.GetRequiredService<CommandDispatcher>().Specs))
        .AddSingleton<StoryButtonHandler>()
        .AddSingleton<SuggestionProvider>()
        .AddSingleton<WorkspaceDirectory>()
        .AddSingleton<CommandDispatcher>()
        .AddHostedService<WorkspaceDirectoryRefresher>();
}
