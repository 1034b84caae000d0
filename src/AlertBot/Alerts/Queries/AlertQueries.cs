using System.Data.Common;
using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Queries;

/// <summary>Finds alerts with their messages.</summary>
internal static class AlertQueries
{
    private const string Columns =
        """
        SELECT al.id, al.story_id, al.muted_at, d.platform, d.external_id, m.state, m.reason, m.sent_at, m.platform_id, m.payload
        FROM alert al JOIN destination d ON d.id = al.destination_id LEFT JOIN message_alert ma ON ma.alert_id = al.id LEFT JOIN message m
            ON m.id = ma.message_id
        """;

    /// <returns>The newest alert of the channel; null when it has none.</returns>
    public static async Task<PostedAlert?> FindNewestAsync(Session session, DestinationAddress channel,
        CancellationToken cancellationToken) =>
        await FirstAsync(session, "d.platform = @platform AND d.external_id = @address ORDER BY al.id DESC, m.id LIMIT 1",
            [("platform", channel.Platform), ("address", channel.Address)], cancellationToken)
        ?? await FindForumPostAsync(session, channel, cancellationToken);

    /// <summary>In a Discord forum, each alert is a post: a channel whose id is also the id of its first message.</summary>
    /// <returns>Null when the channel is not the post of an alert.</returns>
    public static Task<PostedAlert?> FindForumPostAsync(Session session, DestinationAddress channel, CancellationToken cancellationToken) =>
        FirstAsync(
            session,
            "m.platform_id = @message AND d.platform = @platform ORDER BY m.id LIMIT 1",
            [("message", $"{channel.Address}/{channel.Address}"), ("platform", channel.Platform)],
            cancellationToken);

    public static Task<PostedAlert?> FindAsync(Session session, long alert, CancellationToken cancellationToken) =>
        FirstAsync(session, "al.id = @id ORDER BY m.id LIMIT 1", [("id", alert)], cancellationToken);

    /// <returns>Null when the story has no alert in the channel.</returns>
    public static Task<PostedAlert?> FindAsync(Session session, StoryId story, DestinationAddress channel,
        CancellationToken cancellationToken) =>
        FirstAsync(
            session,
            "al.story_id = @story AND d.platform = @platform AND d.external_id = @address ORDER BY m.id LIMIT 1",
            [("story", story.Value), ("platform", channel.Platform), ("address", channel.Address)],
            cancellationToken);

    /// <summary>The alert that a message in a channel of the workspace shows.</summary>
    /// <param name="platformId">As in <see cref="SendOutcome.Sent.PlatformId"/>.</param>
    public static Task<PostedAlert?> FindAsync(Session session, WorkspaceId workspace, string platform, string platformId,
        CancellationToken cancellationToken) =>
        FirstAsync(
            session,
            "m.platform_id = @message AND d.platform = @platform AND d.workspace_id = @workspace ORDER BY m.id LIMIT 1",
            [("message", platformId), ("platform", platform), ("workspace", workspace.Value)],
            cancellationToken);

    private static async Task<PostedAlert?> FirstAsync(Session session, string condition,
        IReadOnlyList<(string Name, object? Value)> values, CancellationToken cancellationToken) =>
        (await session.QueryAsync($"{Columns} WHERE {condition}", values, ReadRow, cancellationToken)).FirstOrDefault();

    private static PostedAlert ReadRow(DbDataReader row) => new(
        Id: row.GetInt64(0),
        new StoryId(row.GetInt64(1)),
        MutedAt: row.GetInstantOrNull(2),
        new DestinationAddress(row.GetString(3), row.GetString(4)),
        State: row.GetStringOrNull(5),
        Reason: row.GetStringOrNull(6),
        SentAt: row.GetInstantOrNull(7),
        PlatformId: row.GetStringOrNull(8),
        Payload: row.GetStringOrNull(9));
}

/// <summary>An alert with its message.</summary>
/// <param name="MutedAt">Null: its message is edited when the story grows.</param>
/// <param name="State">The state of the message; null when it is no longer stored.</param>
/// <param name="Payload">The brief that the message shows, as JSON.</param>
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
