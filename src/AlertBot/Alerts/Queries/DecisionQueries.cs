using System.Data.Common;
using AlertBot.Alerts.Routing;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Feeds;
using AlertBot.Feeds.Parsing;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Alerts.Queries;

/// <summary>Finds decisions with the entries and matches that they are based on, as far as a workspace sees them.</summary>
internal static class DecisionQueries
{
    private const string Columns =
        """
        SELECT e.id, e.state, e.reason, e.first_seen_at, COALESCE(a.title, e.title), COALESCE(a.link, e.link), a.source, a.text, e.author,
          se.story_id, EXISTS (SELECT 1 FROM match m WHERE m.article_id = a.id), a.published_at
        FROM entry e LEFT JOIN article a ON a.entry_id = e.id LEFT JOIN story_entry se ON se.entry_id = e.id
        """;

    /// <summary>The entries with a link, in all feeds that the workspace sees, the newest first.</summary>
    public static async Task<List<VisibleEntry>> ListEntriesByLinkAsync(Session session, WorkspaceId workspace, string link,
        CancellationToken cancellationToken)
    {
        var key = EntryKeys.ForLink(link);
        var entries = await session.QueryAsync(
            $"""
            {Columns} WHERE e.id IN (
              SELECT k.entry_id FROM workspace_feed w JOIN entry_key k ON k.feed_id = w.feed_id AND k.kind = @kind AND k.hash = @hash
                  WHERE w.workspace_id IN (0, @workspace))
            ORDER BY e.id DESC LIMIT 20
            """,
            [("kind", key.Kind), ("hash", key.Hash), ("workspace", workspace.Value)],
            ReadEntry,
            cancellationToken);

        // A link that several entries share is not stored as a key.
        return entries.Count > 0 ? entries : await session.QueryAsync(
            $"{Columns} WHERE a.link IN (@link, @canonical) AND {WorkspaceVisibility.EntryCondition} ORDER BY e.id DESC LIMIT 20",
            [("link", link.Trim()), ("canonical", CanonicalUrl.From(link)), ("workspace", workspace.Value)],
            ReadEntry,
            cancellationToken);
    }

    /// <returns>Null when the workspace does not see the entry.</returns>
    public static async Task<VisibleEntry?> FindEntryAsync(Session session, WorkspaceId workspace, EntryId entry,
        CancellationToken cancellationToken) =>
        (await session.QueryAsync($"{Columns} WHERE e.id = @id AND {WorkspaceVisibility.EntryCondition}",
            [("id", entry.Value), ("workspace", workspace.Value)], ReadEntry, cancellationToken)).FirstOrDefault();

    /// <returns>Null when there is no decision for the channel.</returns>
    public static async Task<RecordedDecision?> FindDecisionAsync(Session session, EntryId entry, DestinationAddress channel,
        CancellationToken cancellationToken) =>
        (await session.QueryAsync(
            """
            SELECT c.entry_id, c.verdict, c.reason, c.at, c.alert_id FROM decision c JOIN destination d ON d.id = c.destination_id
            WHERE c.entry_id = @entry AND d.platform = @platform AND d.external_id = @address
            """,
            [("entry", entry.Value), ("platform", channel.Platform), ("address", channel.Address)],
            ReadDecision,
            cancellationToken)).FirstOrDefault();

    /// <summary>
    /// The most important decision about a story in a channel: that it opened an alert, else that it was added to one, else the newest one.
    /// </summary>
    public static async Task<RecordedDecision?> FindDecisionAsync(Session session, StoryId story, WorkspaceId workspace,
        DestinationAddress channel, CancellationToken cancellationToken) =>
        (await session.QueryAsync(
            $"""
            SELECT c.entry_id, c.verdict, c.reason, c.at, c.alert_id
            FROM story_entry se JOIN entry e ON e.id = se.entry_id JOIN decision c ON c.entry_id = se.entry_id JOIN destination d
                ON d.id = c.destination_id
            WHERE se.story_id = @story AND {WorkspaceVisibility.EntryCondition} AND d.platform = @platform AND d.external_id = @address
            ORDER BY CASE c.verdict WHEN 'told' THEN 0 WHEN 'joined' THEN 1 ELSE 2 END, c.at DESC, c.entry_id DESC LIMIT 1
            """,
            [("story", story.Value), ("workspace", workspace.Value), ("platform", channel.Platform), ("address", channel.Address)],
            ReadDecision,
            cancellationToken)).FirstOrDefault();

    /// <summary>The topics that match the article and that the workspace sees.</summary>
    public static Task<List<VisibleMatch>> ListMatchesAsync(Session session, EntryId entry, WorkspaceId workspace,
        DestinationAddress channel, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT t.id, t.name, m.evidence, (
              SELECT s.created_at FROM subscription s JOIN destination d ON d.id = s.destination_id
              WHERE s.topic_id = t.id AND d.platform = @platform AND d.external_id = @address)
            FROM article a JOIN match m ON m.article_id = a.id JOIN topic t ON t.id = m.topic_id
            WHERE a.entry_id = @entry AND {WorkspaceVisibility.TopicCondition} ORDER BY t.workspace_id, t.position, t.id
            """,
            [("entry", entry.Value), ("workspace", workspace.Value), ("platform", channel.Platform), ("address", channel.Address)],
            row => new VisibleMatch(
                new MatchedTopic(
                    new TopicId(row.GetInt64(0)), row.GetString(1), EvidenceJson.Deserialize(row.GetString(2))),
                FollowedSince: row.GetInstantOrNull(3)),
            cancellationToken);

    private static VisibleEntry ReadEntry(DbDataReader row) => new(
        new EntryId(row.GetInt64(0)),
        State: row.GetString(1),
        Reason: row.GetStringOrNull(2),
        FirstSeen: row.GetInstant(3),
        Title: row.GetString(4),
        Link: row.GetStringOrNull(5),
        Source: row.GetStringOrNull(6),
        Text: row.GetStringOrNull(7),
        Author: row.GetStringOrNull(8),
        Story: row.GetInt64OrNull(9) is { } story ? new StoryId(story) : null,
        HasMatches: row.GetFlag(10),
        Published: row.GetInstantOrNull(11));

    private static RecordedDecision ReadDecision(DbDataReader row) => new(
        new EntryId(row.GetInt64(0)),
        Outcome: row.GetString(1),
        Reason: row.GetString(2),
        At: row.GetInstant(3),
        Alert: row.GetInt64OrNull(4));
}

/// <summary>An entry with its state.</summary>
/// <param name="Reason">
/// Why it is done. It may depend on topics of other workspaces, so it is shown only when no topic of any workspace matches.
/// </param>
/// <param name="Text">Null when it has not been read.</param>
/// <param name="HasMatches">A topic of any workspace matches it.</param>
internal sealed record VisibleEntry(
    EntryId Id,
    string State,
    string? Reason,
    DateTimeOffset FirstSeen,
    string Title,
    string? Link,
    string? Source,
    string? Text,
    string? Author,
    StoryId? Story,
    bool HasMatches,
    DateTimeOffset? Published);

/// <summary>A stored decision.</summary>
/// <param name="Outcome">As in <see cref="Decision.Name"/>.</param>
internal sealed record RecordedDecision(EntryId Entry, string Outcome, string Reason, DateTimeOffset At, long? Alert);

/// <summary>A topic that matches an article.</summary>
/// <param name="FollowedSince">When the channel subscribed to it; null when it did not.</param>
internal sealed record VisibleMatch(MatchedTopic Topic, DateTimeOffset? FollowedSince);
