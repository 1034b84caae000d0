using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts;

/// <summary>Registers the group and tell passes and what they work with.</summary>
internal static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services) => services
        .AddSingleton<IStoryGrouper, TitleGrouper>()
        .AddSingleton<StoryMemory>()
        .AddSingleton<AlertRules>()
        .AddSingleton<AlertMetrics>()
        .AddSingleton<DestinationStore>()
        .AddSingleton<WorkspaceStore>()
        .AddSingleton<OutboxStore>()
        .AddSingleton<EditStore>()
        .AddSingleton<InboundStore>()
        .AddSingleton(new Backoff(Random.Shared))
        .AddPass<GroupPass, IReadOnlyList<EntryId>>(signals => signals.Group)
        .AddPass<Courier, OutboxMessage>(signals => signals.Tell)
        .AddPass<EditPass, OutboxEdit>(signals => signals.Edit)
        .AddPass<BackSearch, TopicSearch>(signals => signals.Search);
}
