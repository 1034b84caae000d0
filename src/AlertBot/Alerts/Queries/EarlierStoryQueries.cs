using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Queries;

/// <summary>Finds the alert of the story before a decisive turn.</summary>
internal static class EarlierStoryQueries
{
    /// <returns>Null when there is no earlier story, or it has no alert in the destination.</returns>
    public static async Task<BriefEarlier?> FindAsync(Session session, StoryId story, DestinationId destination,
        CancellationToken cancellationToken)
    {
        var found = await session.QueryAsync(
            """
            SELECT a.title, a.link, w.external_id,
              (SELECT m.platform_id FROM message m JOIN message_alert ma ON ma.message_id = m.id
                  WHERE ma.alert_id = al.id AND m.kind IN ('alert', 'digest') ORDER BY m.id LIMIT 1)
            FROM story s JOIN alert al ON al.story_id = s.earlier_id AND al.destination_id = @destination
              JOIN destination d ON d.id = al.destination_id JOIN workspace w ON w.id = d.workspace_id
              JOIN decision c ON c.alert_id = al.id AND c.verdict = 'told' JOIN article a ON a.entry_id = c.entry_id
            WHERE s.id = @story ORDER BY c.at, c.entry_id LIMIT 1
            """,
            [("story", story.Value), ("destination", destination.Value)],
            row => new BriefEarlier(row.GetString(0), row.GetStringOrNull(1), row.GetString(2), row.GetStringOrNull(3)),
            cancellationToken);
        return found is [var earlier] ? earlier : null;
    }
}
