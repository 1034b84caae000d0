using AlertBot.Feeds;
using AlertBot.Storage;

namespace AlertBot.Stories;

/// <summary>Stores stories and their entries. Callers hold the lease of the group stage: only one worker writes at a time.</summary>
internal static class StoryStore
{
    /// <summary>Adds the entry to a story.</summary>
    /// <param name="match">Without a story: opens a new one.</param>
    /// <returns>The story that holds the entry.</returns>
    public static async Task<StoryId> AddAsync(Session session, StoryMatch match, EntryId entry, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        var id = match.Story is { } existing
            ? await ExtendAsync(session, new StoryId(existing), at, cancellationToken)
            : await OpenAsync(session, match.Earlier, at, cancellationToken);
        await session.ExecuteAsync(
            """
            INSERT INTO story_entry (entry_id, story_id, kind, sequence)
            VALUES (@entry, @story, @kind, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM story_entry))
            """,
            [("entry", entry.Value), ("story", id.Value), ("kind", match.Story is null ? "first" : "joined")],
            cancellationToken);
        return id;
    }

    /// <summary>The articles that joined stories after a sequence number, in that order, for an index in memory to catch up.</summary>
    /// <param name="since">Leaves out stories whose last article is older.</param>
    public static Task<List<GroupedItem>> ListItemsAsync(Session session, long afterSequence, DateTimeOffset since,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT se.sequence, se.story_id, a.title, a.text, a.source, COALESCE(e.news_at, e.published_at, e.first_seen_at), a.link,
                a.language
            FROM story_entry se JOIN story s ON s.id = se.story_id JOIN entry e ON e.id = se.entry_id JOIN article a ON a.entry_id = e.id
            WHERE se.sequence > @after AND s.last_at >= @since ORDER BY se.sequence
            """,
            [("after", afterSequence), ("since", since.ToUnixTimeMilliseconds())],
            row => new GroupedItem(
                row.GetInt64(0),
                new StoryId(row.GetInt64(1)),
                new StoryItem(row.GetString(2), row.GetString(3), row.GetString(4), row.GetInstant(5), row.GetStringOrNull(6),
                    row.GetStringOrNull(7))),
            cancellationToken);

    private static async Task<StoryId> OpenAsync(Session session, long? earlier, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var ids = await session.QueryAsync(
            "INSERT INTO story (first_at, last_at, revision, earlier_id) VALUES (@at, @at, 1, @earlier) RETURNING id",
            [("at", at.ToUnixTimeMilliseconds()), ("earlier", earlier)],
            row => new StoryId(row.GetInt64(0)),
            cancellationToken);
        return ids[0];
    }

    private static async Task<StoryId> ExtendAsync(Session session, StoryId story, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            "UPDATE story SET revision = revision + 1, last_at = CASE WHEN last_at < @at THEN @at ELSE last_at END WHERE id = @id",
            [("at", at.ToUnixTimeMilliseconds()), ("id", story.Value)],
            cancellationToken);
        return story;
    }
}

/// <summary>An item with the story that it belongs to.</summary>
internal sealed record GroupedItem(long Sequence, StoryId Story, StoryItem Item);
