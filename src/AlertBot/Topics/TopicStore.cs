using AlertBot.Storage;
using AlertBot.Topics.Queries;

namespace AlertBot.Topics;

/// <summary>Loads all topics, and stores those of the settings file.</summary>
internal sealed class TopicStore(Database database)
{
    /// <summary>
    /// Replaces the topics of workspace 0 by those of the settings file. Topics that are no longer there are marked as removed.
    /// </summary>
    public Task SyncFromSettingsAsync(IReadOnlyList<TopicOptions> topics, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                "UPDATE topic SET removed_at = @now WHERE workspace_id = 0 AND origin = 'settings' AND removed_at IS NULL",
                [("now", now.ToUnixTimeMilliseconds())],
                cancellationToken);
            for (var position = 0; position < topics.Count; position++)
            {
                await session.ExecuteAsync(
                    """
                    INSERT INTO topic (workspace_id, name, query, origin, position, urgent, mutes)
                        VALUES (0, @name, @query, 'settings', @position, @urgent, @mutes)
                    ON CONFLICT (workspace_id, name) DO UPDATE
                        SET query = excluded.query, origin = excluded.origin, position = excluded.position, removed_at = NULL,
                            urgent = excluded.urgent, mutes = excluded.mutes,
                            revision = topic.revision + CASE WHEN topic.query = excluded.query THEN 0 ELSE 1 END
                    """,
                    [("name", topics[position].Name), ("query", topics[position].Query.Text), ("position", (long)position),
                        ("urgent", topics[position].Urgent ? 1L : 0L), ("mutes", TopicMutes.ToJson(topics[position].Mutes))],
                    cancellationToken);
            }

            await ChangeSequences.AdvanceAsync(session, ChangeSequences.Topics, cancellationToken);
        }, cancellationToken);

    /// <summary>Reads the sequence number that every change of a topic increases.</summary>
    public Task<long> GetSequenceAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => ChangeSequences.GetAsync(session, ChangeSequences.Topics, cancellationToken), cancellationToken);

    /// <summary>Loads the topics that articles are matched against, in the order of the settings.</summary>
    /// <returns>The topics whose query this version can parse, and the names of the others.</returns>
    /// <param name="known">Topics loaded before. Their queries are not parsed again: there may be thousands, and usually one has
    /// changed.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<(IReadOnlyList<StoredTopic> Topics, IReadOnlyList<string> Unreadable)> LoadAsync(IReadOnlyList<StoredTopic> known,
        CancellationToken cancellationToken)
    {
        var queries = new Dictionary<string, TopicQuery>(StringComparer.Ordinal);
        foreach (var topic in known)
        {
            queries.TryAdd(topic.Query.Text, topic.Query);
        }

        var rows = await database.ReadAsync(session => session.QueryAsync(
            "SELECT id, workspace_id, name, query, revision FROM topic WHERE removed_at IS NULL ORDER BY workspace_id, position, id",
            [],
            row => (Name: row.GetString(2), Topic: ParseQuery(row.GetString(3), queries) is { } query
                ? new StoredTopic(new TopicId(row.GetInt64(0)), new WorkspaceId(row.GetInt64(1)), row.GetString(2), query,
                    (int)row.GetInt64(4))
                : null),
            cancellationToken), cancellationToken);
        return ([.. rows.Select(row => row.Topic).OfType<StoredTopic>()],
            [.. rows.Where(row => row.Topic is null).Select(row => row.Name)]);
    }

    // Only valid queries are stored, but another version of the program may have had another syntax.
    private static TopicQuery? ParseQuery(string query, Dictionary<string, TopicQuery> queries) =>
        queries.TryGetValue(query, out var known) ? known
        : TopicQuery.Parse(query) is QueryParseResult.Parsed parsed ? queries[query] = parsed.Query
        : null;
}
