using System.Data.Common;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Queries;

/// <summary>What was posted: the alerts of channels with their messages, and whether they grow.</summary>
internal static class AlertQueries
{
    private const string Columns =
        """
        SELECT al.id, al.story_id, al.muted_at, d.platform, d.external_id, m.state, m.reason, m.sent_at, m.platform_id, m.payload
        FROM alert al JOIN destination d ON d.id = al.destination_id LEFT JOIN message_alert ma ON ma.alert_id = al.id LEFT JOIN message m
            ON m.id = ma.message_id
        """;

    /// <returns>Null where nothing was posted in the channel.</returns>
    public static async Task<PostedAlert?> FindNewestAsync(Session session, DestinationAddress channel,
        CancellationToken cancellationToken) =>
        await FirstAsync(session, "d.platform = @platform AND d.external_id = @address ORDER BY al.id DESC, m.id LIMIT 1",
            [("platform", channel.Platform), ("address", channel.Address)], cancellationToken)
        ?? await FindForumPostAsync(session, channel, cancellationToken);

    /// <summary>In a forum each alert is a post, which is a channel of its own with the number of its first message.</summary>
    /// <returns>Null where the channel is none that was opened for an alert.</returns>
    public static Task<PostedAlert?> FindForumPostAsync(Session session, DestinationAddress channel, CancellationToken cancellationToken) =>
        FirstAsync(
            session,
            "m.platform_id = @message AND d.platform = @platform ORDER BY m.id LIMIT 1",
            [("message", $"{channel.Address}/{channel.Address}"), ("platform", channel.Platform)],
            cancellationToken);

    public static Task<PostedAlert?> FindAsync(Session session, long alert, CancellationToken cancellationToken) =>
        FirstAsync(session, "al.id = @id ORDER BY m.id LIMIT 1", [("id", alert)], cancellationToken);

    /// <returns>Null where the story has no alert in the channel.</returns>
    public static Task<PostedAlert?> FindAsync(Session session, StoryId story, DestinationAddress channel,
        CancellationToken cancellationToken) =>
        FirstAsync(
            session,
            "al.story_id = @story AND d.platform = @platform AND d.external_id = @address ORDER BY m.id LIMIT 1",
            [("story", story.Value), ("platform", channel.Platform), ("address", channel.Address)],
            cancellationToken);

    /// <summary>The alert that a message tells, where the message stands in a channel of the workspace.</summary>
    /// <param name="platformId">As the platform's sender gave it.</param>
    public static Task<PostedAlert?> FindAsync(Session session, WorkspaceId workspace, string platform, string platformId,
        CancellationToken cancellationToken) =>
        FirstAsync(
            session,
            "m.platform_id = @message AND d.platform = @platform AND d.workspace_id = @workspace ORDER BY m.id LIMIT 1",
            [("message", platformId), ("platform", platform), ("workspace", workspace.Value)],
            cancellationToken);

    private static async Task<PostedAlert?> FirstAsync(Session session, string which, IReadOnlyList<(string Name, object? Value)> values,
        CancellationToken cancellationToken) =>
        (await session.QueryAsync($"{Columns} WHERE {which}", values, ReadRow, cancellationToken)).FirstOrDefault();

    private static PostedAlert ReadRow(DbDataReader row) => new(
        row.GetInt64(0), new StoryId(row.GetInt64(1)), row.GetInstantOrNull(2), new DestinationAddress(row.GetString(3), row.GetString(4)),
        row.GetStringOrNull(5), row.GetStringOrNull(6), row.GetInstantOrNull(7), row.GetStringOrNull(8), row.GetStringOrNull(9));
}

/// <summary>An alert with its message.</summary>
/// <param name="MutedAt">Null: its message grows with the story.</param>
/// <param name="State">Of the message; null where it is gone.</param>
/// <param name="Payload">The brief that the message shows, as its row holds it.</param>
internal sealed record PostedAlert(
    long Id,
    StoryId Story,
    DateTimeOffset? MutedAt,
    DestinationAddress Channel,
    string? State,
    string? Reason,
    DateTimeOffset? SentAt,
    string? PlatformId,
    string? Payload);
