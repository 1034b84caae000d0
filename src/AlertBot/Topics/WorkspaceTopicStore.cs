using AlertBot.Storage;
using AlertBot.Topics.Queries;

namespace AlertBot.Topics;

/// <summary>Stores the topics that workspaces add in chat. Topics of the settings file are visible there but cannot be changed.</summary>
internal sealed class WorkspaceTopicStore(Database database)
{
    /// <summary>Topics of one workspace. Every article is matched against each of them.</summary>
    public const int MaxTopics = 200;

    /// <summary>The topics that a workspace can see: its own first, then those of the settings file.</summary>
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

    /// <summary>
    /// Finds a topic by name, without regard to case. A topic of the workspace is preferred to one of the settings file.
    /// </summary>
    /// <returns>Null when the workspace sees no topic of this name.</returns>
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

            // A removed topic of this name keeps its row; its old matches belong to an older revision.
            var ids = await session.QueryAsync(
                """
                INSERT INTO topic (workspace_id, name, query, origin, position)
                VALUES (@workspace, @name, @query, 'chat',
                    (SELECT COALESCE(MAX(position), 0) + 1 FROM topic WHERE workspace_id = @workspace))
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
            if (CheckEditable(topic, workspace) is { } refusal)
            {
                return refusal;
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

    /// <summary>Removes a topic. The caller removes its subscriptions in the same transaction.</summary>
    public static async Task<TopicChangeResult> RemoveAsync(Session session, WorkspaceId workspace, string name, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var topic = await FindAsync(session, workspace, name, cancellationToken);
        if (CheckEditable(topic, workspace) is { } refusal)
        {
            return refusal;
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
