using AlertBot.Alerts.Backfill;
using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Digests;
using AlertBot.Alerts.Notices;
using AlertBot.Alerts.Routing;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Feeds;
using AlertBot.Hosting;
using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Alerts;

/// <summary>Registers the group, deliver, digest, notice, edit and backfill stages with their stores.</summary>
internal static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services) => services
        .AddSingleton(new LeasedTable("message"))
        .AddSingleton<AlertRules>()
        .AddSingleton<AlertMetrics>()
        .AddSingleton<DestinationStore>()
        .AddSingleton<WorkspaceStore>()
        .AddSingleton<OutboxStore>()
        .AddSingleton<EditStore>()
        .AddSingleton(new Backoff(Random.Shared))
        .AddStage<GroupStage, IReadOnlyList<EntryId>>(signals => signals.Group)
        .AddStage<OutboxDispatcher, OutboxMessage>(signals => signals.Deliver)
        .AddStage<DigestStage, DueDigest>(signals => signals.Digest)
        .AddStage<NoticeStage, DateTimeOffset>(signals => signals.Notice)
        .AddStage<EditStage, OutboxEdit>(signals => signals.Edit)
        .AddStage<TopicBackfill, BackfillJob>(signals => signals.Backfill);
}
