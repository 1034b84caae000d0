using AlertBot.Alerts.Subscriptions;
using AlertBot.Storage;
using AlertBot.Topics;

namespace AlertBot.Alerts.Notices;

/// <summary>Finds faults to notify channels of, and stores which notices they have been sent.</summary>
internal static class NoticeStore
{
    /// <summary>The newest articles of a topic from which its usual interval is estimated.</summary>
    private const int MaxArticles = 100;

    private const string FeedName =
        """
        COALESCE((SELECT own.name FROM workspace_feed own WHERE own.feed_id = f.id AND own.workspace_id IN (0, @workspace)
            AND own.name IS NOT NULL ORDER BY own.workspace_id DESC LIMIT 1), f.title, f.host)
        """;

    /// <summary>The destinations that ask for notices, with the topics that they follow.</summary>
    public static async Task<List<NoticeSubscriber>> ListSubscribersAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT d.id, d.workspace_id, s.options, d.options, t.id, t.name, s.created_at
            FROM subscription s JOIN destination d ON d.id = s.destination_id JOIN topic t ON t.id = s.topic_id
            WHERE d.disabled_at IS NULL AND t.removed_at IS NULL
              AND (s.options LIKE '%"notices":true%' OR d.options LIKE '%"notices":true%')
            ORDER BY d.id, s.id
            """,
            [],
            row => (
                Destination: new DestinationId(row.GetInt64(0)),
                Workspace: new WorkspaceId(row.GetInt64(1)),
                Options: RoutingOptions.FromJson(row.GetString(2)).OverriddenBy(DestinationOptions.FromJson(row.GetString(3))),
                Topic: new FollowedTopicName(new TopicId(row.GetInt64(4)), row.GetString(5), row.GetInstant(6))),
            cancellationToken);
        return [.. rows.Where(row => row.Options.Notices).GroupBy(row => row.Destination).Select(group => new NoticeSubscriber(
            group.Key, group.First().Workspace, group.First().Options, [.. group.Select(row => row.Topic)]))];
    }

    /// <summary>The feeds that a workspace sees and that fail.</summary>
    /// <param name="since">Only feeds that have failed for longer.</param>
    public static Task<List<FailingFeed>> ListFailingFeedsAsync(Session session, WorkspaceId workspace, DateTimeOffset since,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT f.id, {FeedName}, COALESCE(f.failing_since, f.gone_at), f.last_error FROM feed f
            WHERE f.retired_at IS NULL AND COALESCE(f.failing_since, f.gone_at) <= @since
              AND f.id IN (SELECT seen.feed_id FROM workspace_feed seen WHERE seen.workspace_id IN (0, @workspace))
            ORDER BY f.id
            """,
            [("workspace", workspace.Value), ("since", since.ToUnixTimeMilliseconds())],
            row => new FailingFeed(row.GetInt64(0), row.GetString(1), row.GetInstant(2), row.GetStringOrNull(3) ?? "unknown reason"),
            cancellationToken);

    /// <summary>The name of a feed; null when it is no longer polled.</summary>
    public static async Task<(string Name, bool IsFailing)?> FindFeedAsync(Session session, long feed, WorkspaceId workspace,
        CancellationToken cancellationToken)
    {
        var found = await session.QueryAsync(
            $"SELECT {FeedName}, COALESCE(f.failing_since, f.gone_at) FROM feed f WHERE f.id = @feed AND f.retired_at IS NULL",
            [("feed", feed), ("workspace", workspace.Value)],
            row => (Name: row.GetString(0), IsFailing: row.GetInstantOrNull(1) is not null),
            cancellationToken);
        return found is [var one] ? one : null;
    }

    /// <summary>When the newest articles on a topic were first seen, in the feeds of a workspace; the newest first.</summary>
    public static Task<List<DateTimeOffset>> ListArticleTimesAsync(Session session, TopicId topic, WorkspaceId workspace,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT e.first_seen_at FROM match m JOIN article a ON a.id = m.article_id JOIN entry e ON e.id = a.entry_id
            WHERE m.topic_id = @topic AND e.backlog = 0 AND {WorkspaceVisibility.EntryCondition}
            ORDER BY m.article_id DESC LIMIT {MaxArticles}
            """,
            [("topic", topic.Value), ("workspace", workspace.Value)],
            row => row.GetInstant(0),
            cancellationToken);

    /// <summary>The faults that the destination was notified of and that are not over.</summary>
    public static Task<List<OpenNotice>> ListOpenAsync(Session session, DestinationId destination, CancellationToken cancellationToken) =>
        session.QueryAsync(
            "SELECT kind, subject_id, began_at FROM notice WHERE destination_id = @destination ORDER BY began_at, subject_id",
            [("destination", destination.Value)],
            row => new OpenNotice(row.GetString(0), row.GetInt64(1), row.GetInstant(2)),
            cancellationToken);

    public static Task OpenAsync(Session session, DestinationId destination, OpenNotice notice, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "INSERT INTO notice (destination_id, kind, subject_id, began_at) VALUES (@destination, @kind, @subject, @began)",
            [("destination", destination.Value), ("kind", notice.Kind), ("subject", notice.Subject),
                ("began", notice.BeganAt.ToUnixTimeMilliseconds())],
            cancellationToken);

    public static Task CloseAsync(Session session, DestinationId destination, OpenNotice notice, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "DELETE FROM notice WHERE destination_id = @destination AND kind = @kind AND subject_id = @subject",
            [("destination", destination.Value), ("kind", notice.Kind), ("subject", notice.Subject)],
            cancellationToken);
}

/// <summary>A destination that asks for notices.</summary>
internal sealed record NoticeSubscriber(DestinationId Destination, WorkspaceId Workspace, RoutingOptions Options,
    IReadOnlyList<FollowedTopicName> Topics);

internal sealed record FollowedTopicName(TopicId Id, string Name, DateTimeOffset Since);

internal sealed record FailingFeed(long Id, string Name, DateTimeOffset Since, string Reason);

/// <summary>A fault that a destination was notified of.</summary>
/// <param name="Kind"><see cref="Feed"/> or <see cref="Topic"/>.</param>
/// <param name="Subject">The id of the feed or topic.</param>
internal sealed record OpenNotice(string Kind, long Subject, DateTimeOffset BeganAt)
{
    public const string Feed = "feed";
    public const string Topic = "topic";
}
