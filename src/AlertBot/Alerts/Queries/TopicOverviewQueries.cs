using System.Data.Common;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Alerts.Queries;

/// <summary>Lists the topics that a workspace sees, and those that a channel follows.</summary>
internal static class TopicOverviewQueries
{
    private const string Columns = "SELECT t.id, t.name, t.workspace_id, t.searched_revision >= t.revision FROM topic t";

    /// <summary>The topics of the workspace come first: they take precedence over topics of the settings file with the same name.</summary>
    public static Task<List<TopicOverview>> ListVisibleAsync(Session session, WorkspaceId workspace, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Columns} WHERE {WorkspaceVisibility.TopicCondition} ORDER BY t.workspace_id DESC, t.position, t.id",
            [("workspace", workspace.Value)],
            ReadRow,
            cancellationToken);

    /// <summary>The topics that the channel follows, in the order of the subscriptions.</summary>
    public static Task<List<TopicOverview>> ListFollowedAsync(Session session, WorkspaceId workspace, DestinationAddress channel,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            {Columns} JOIN subscription s ON s.topic_id = t.id JOIN destination d ON d.id = s.destination_id
            WHERE d.platform = @platform AND d.external_id = @address AND {WorkspaceVisibility.TopicCondition} ORDER BY s.id
            """,
            [("platform", channel.Platform), ("address", channel.Address), ("workspace", workspace.Value)],
            ReadRow,
            cancellationToken);

    private static TopicOverview ReadRow(DbDataReader row) =>
        new(new TopicId(row.GetInt64(0)), row.GetString(1), row.GetInt64(2) != WorkspaceId.Settings.Value, row.GetFlag(3));
}

/// <summary>A topic as a workspace sees it.</summary>
/// <param name="IsOwn">It was added in the workspace, not in the settings file.</param>
/// <param name="IsBackfilled">The stored articles have been searched for its current query.</param>
internal sealed record TopicOverview(TopicId Id, string Name, bool IsOwn, bool IsBackfilled);
