using AlertBot.Storage;
using AlertBot.Topics.Queries;

namespace AlertBot.Topics;

/// <summary>The topics that workspaces make in chat, beside those of the settings file, which chat cannot change.</summary>
internal sealed class WorkspaceTopicStore(Database database)
{
    /// <summary>Of one workspace: every article is held against each of them.</summary>
    public const int MaxTopics = 200;

    /// <summary>What the workspace sees: its own first, then those of the settings file.</summary>
    public Task<List<VisibleTopic>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ListAsync(session, workspace, cancellationToken), cancellationToken);

    public static Task<List<VisibleTopic>> ListAsync(Session session, WorkspaceId workspace, CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT id, workspace_id, name, query FROM topic WHERE removed_at IS NULL AND workspace_id IN (0, @workspace)
            ORDER BY workspace_id DESC, position, id
            """,
            [("workspace", workspace.Value)],
            row => new VisibleTopic(new TopicId(row.GetInt64(0)), new WorkspaceId(row.GetInt64(1)), row.GetString(2), row.GetString(3)),
            cancellationToken);

    /// <summary>By name, without regard to case; the workspace's own where the settings file has gained one of the same name.</summary>
    /// <returns>Null where the workspace sees none of this name.</returns>
    public static async Task<VisibleTopic?> FindAsync(Session session, WorkspaceId workspace, string name,
        CancellationToken cancellationToken) =>
        FindByName(await ListAsync(session, workspace, cancellationToken), name);

    public Task<VisibleTopic?> FindAsync(WorkspaceId workspace, string name, CancellationToken cancellationToken) =>
        database.ReadAsync(session => FindAsync(session, workspace, name, cancellationToken), cancellationToken);

    public Task<TopicChangeResult> AddAsync(WorkspaceId workspace, string name, TopicQuery query, CancellationToken cancellationToken) =>
        database.WriteAsync<TopicChangeResult>(async session =>
        {
            var visible = await ListAsync(session, workspace, cancellationToken);
            if (FindByName(visible, name) is { } taken)
            {
                return new TopicChangeResult.NameTaken(taken);
            }

            if (visible.Count(topic => topic.Workspace == workspace) >= MaxTopics)
            {
                return new TopicChangeResult.LimitReached(MaxTopics);
            }

            // A name that was removed before keeps its row: what it found then belongs to an older revision.
            var ids = await session.QueryAsync(
                """
                INSERT INTO topic (workspace_id, name, query, origin, position)
                VALUES (@workspace, @name, @query, 'chat', (SELECT COALESCE(MAX(position), 0) + 1 FROM topic
                    WHERE workspace_id = @workspace))
                ON CONFLICT (workspace_id, name) DO UPDATE SET query = excluded.query, position = excluded.position, removed_at = NULL,
                    revision = topic.revision + 1
                RETURNING id
                """,
                [("workspace", workspace.Value), ("name", name), ("query", query.Text)],
                row => new TopicId(row.GetInt64(0)),
                cancellationToken);
            await ChangeSequences.AdvanceAsync(session, ChangeSequences.Topics, cancellationToken);
            return new TopicChangeResult.Done(new VisibleTopic(ids[0], workspace, name, query.Text));
        }, cancellationToken);

    public Task<TopicChangeResult> EditAsync(WorkspaceId workspace, string name, TopicQuery query, CancellationToken cancellationToken) =>
        database.WriteAsync<TopicChangeResult>(async session =>
        {
            var topic = await FindAsync(session, workspace, name, cancellationToken);
            if (CheckEditable(topic, workspace) is { } objection)
            {
                return objection;
            }

            if (topic!.Query != query.Text)
            {
                await session.ExecuteAsync(
                    "UPDATE topic SET query = @query, revision = revision + 1 WHERE id = @id AND workspace_id = @workspace",
                    [("query", query.Text), ("id", topic.Id.Value), ("workspace", workspace.Value)],
                    cancellationToken);
                await ChangeSequences.AdvanceAsync(session, ChangeSequences.Topics, cancellationToken);
            }

            return new TopicChangeResult.Done(topic with { Query = query.Text }, topic.Query);
        }, cancellationToken);

    /// <summary>Removes the topic. The caller removes its subscriptions in the same transaction.</summary>
    public static async Task<TopicChangeResult> RemoveAsync(Session session, WorkspaceId workspace, string name, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var topic = await FindAsync(session, workspace, name, cancellationToken);
        if (CheckEditable(topic, workspace) is { } objection)
        {
            return objection;
        }

        await session.ExecuteAsync(
            "UPDATE topic SET removed_at = @now WHERE id = @id AND workspace_id = @workspace",
            [("now", now.ToUnixTimeMilliseconds()), ("id", topic!.Id.Value), ("workspace", workspace.Value)],
            cancellationToken);
        await ChangeSequences.AdvanceAsync(session, ChangeSequences.Topics, cancellationToken);
        return new TopicChangeResult.Done(topic, topic.Query);
    }

    private static TopicChangeResult? CheckEditable(VisibleTopic? topic, WorkspaceId workspace) =>
        topic is null ? new TopicChangeResult.NotFound()
        : topic.Workspace != workspace || topic.IsFromSettings ? new TopicChangeResult.DefinedInSettings(topic)
        : null;

    private static VisibleTopic? FindByName(List<VisibleTopic> visible, string name) =>
        visible.Find(topic => topic.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
