using AlertBot.Storage;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Alerts.Routing;

/// <summary>Stores which topics are silent in which channels.</summary>
internal static class TopicMuteStore
{
    /// <summary>Mutes a topic in a channel, or changes when its mute ends.</summary>
    /// <param name="author">Who mutes it, for people.</param>
    public static Task MuteAsync(Session session, DestinationId destination, TopicId topic, DateTimeOffset until, string author,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO topic_mute (destination_id, topic_id, until, author) VALUES (@destination, @topic, @until, @author)
            ON CONFLICT (destination_id, topic_id) DO UPDATE SET until = excluded.until, author = excluded.author
            """,
            [("destination", destination.Value), ("topic", topic.Value), ("until", until.ToUnixTimeMilliseconds()), ("author", author)],
            cancellationToken);

    /// <returns>The mute that ended; null when the topic was not muted.</returns>
    public static async Task<TopicMute?> UnmuteAsync(Session session, DestinationId destination, TopicId topic, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var ended = await session.QueryAsync(
            "DELETE FROM topic_mute WHERE destination_id = @destination AND topic_id = @topic RETURNING until, author",
            [("destination", destination.Value), ("topic", topic.Value)],
            row => new TopicMute(row.GetInstant(0), row.GetString(1)),
            cancellationToken);
        return ended is [var mute] && mute.Until > now ? mute : null;
    }

    /// <summary>After an alert: the topics that its topics mute (<c>topics: mutes</c>) are silent in the channel for a while.</summary>
    public static async Task MuteByAlertAsync(Session session, DestinationId destination, IReadOnlyList<MatchedTopic> topics,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var topic in topics)
        {
            var muted = await session.QueryAsync("SELECT mutes FROM topic WHERE id = @id AND mutes <> '{}'", [("id", topic.Id.Value)],
                row => row.GetString(0), cancellationToken);
            foreach (var (name, duration) in muted.SelectMany(TopicMutes.FromJson))
            {
                // A longer mute, for example by a person, is not shortened.
                await session.ExecuteAsync(
                    """
                    INSERT INTO topic_mute (destination_id, topic_id, until, author)
                    SELECT @destination, id, @until, @author FROM topic WHERE workspace_id = 0 AND name = @name AND removed_at IS NULL
                    ON CONFLICT (destination_id, topic_id) DO UPDATE SET until = excluded.until, author = excluded.author
                        WHERE topic_mute.until < excluded.until
                    """,
                    [("destination", destination.Value), ("until", (now + duration).ToUnixTimeMilliseconds()),
                        ("author", $"an alert of {topic.Name}"), ("name", name)],
                    cancellationToken);
            }
        }
    }
}
