using AlertBot.Briefs;
using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Alerts.Queries;

/// <summary>Finds stories and their sources, as far as a workspace sees them.</summary>
internal static class StoryQueries
{
    /// <summary>
    /// The newest stories on the topics, ordered by their newest article. Topics and articles that the workspace does not see are left out.
    /// </summary>
    public static async Task<List<StoryId>> ListNewestAsync(Session session, WorkspaceId workspace, IReadOnlyCollection<TopicId> topics,
        int count, CancellationToken cancellationToken)
    {
        var newest = new List<(StoryId Story, long At, long Entry)>();
        foreach (var topic in topics)
        {
            newest.AddRange(await session.QueryAsync(
                $"""
                SELECT se.story_id, MAX({NewsOrder.SortKey}), MAX(e.id)
                FROM topic t JOIN match m ON m.topic_id = t.id JOIN article a ON a.id = m.article_id JOIN entry e ON e.id = a.entry_id
                  JOIN story_entry se ON se.entry_id = e.id
                WHERE t.id = @topic AND {WorkspaceVisibility.TopicCondition} AND {WorkspaceVisibility.EntryCondition}
                GROUP BY se.story_id ORDER BY 2 DESC, 3 DESC LIMIT @count
                """,
                [("topic", topic.Value), ("workspace", workspace.Value), ("count", (long)count)],
                row => (new StoryId(row.GetInt64(0)), row.GetInt64(1), row.GetInt64(2)),
                cancellationToken));
        }

        return
        [
            .. newest.OrderByDescending(item => item.At).ThenByDescending(item => item.Entry).Select(item => item.Story).Distinct()
                .Take(count),
        ];
    }

    /// <summary>The articles of the story, the newest first; empty when the workspace sees none of them.</summary>
    public static Task<List<StorySource>> ListSourcesAsync(Session session, StoryId story, WorkspaceId workspace,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT a.source, a.link, a.published_at, a.title, e.id
            FROM story_entry se JOIN entry e ON e.id = se.entry_id JOIN article a ON a.entry_id = e.id
            WHERE se.story_id = @story AND {WorkspaceVisibility.EntryCondition} ORDER BY {NewsOrder.SortKey} DESC, e.id DESC
            """,
            [("story", story.Value), ("workspace", workspace.Value)],
            row => new StorySource(
                new BriefSource(row.GetString(0), row.GetStringOrNull(1), row.GetInstantOrNull(2)),
                Title: row.GetString(3),
                new EntryId(row.GetInt64(4))),
            cancellationToken);
}

/// <summary>One article of a story.</summary>
internal sealed record StorySource(BriefSource Source, string Title, EntryId Entry);
