using AlertBot.Alerts.Delivery;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Briefs;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Digests;

/// <summary>Composes the brief of alerts that were held.</summary>
internal static class DigestComposer
{
    /// <summary>Stories in one digest: about what a Discord embed and a Slack message can hold. The rest is counted.</summary>
    public const int MaxStories = 25;

    /// <returns>Null when the destination may not see any of the articles any more.</returns>
    public static async Task<Brief?> ComposeAsync(Session session, IReadOnlyList<HeldAlert> held, DueDigest due,
        CancellationToken cancellationToken)
    {
        if (held is [var single])
        {
            var story = await session.ExecuteScalarAsync("SELECT story_id FROM alert WHERE id = @id", [("id", single.Alert)],
                cancellationToken);
            return await EditStore.ComposeBriefAsync(session, single.Alert, new StoryId(story!.Value), due.Destination, due.Workspace,
                cancellationToken);
        }

        var stories = new List<BriefStory>();
        foreach (var alert in held.Take(MaxStories))
        {
            stories.AddRange(await FindStoryAsync(session, alert.Alert, cancellationToken));
        }

        return new Brief(Describe(held), Link: null, Topics: [], Matched: [], Summary: [], Quotes: [], Sources: [], Published: null)
        {
            Stories = stories,
            MoreStories = held.Count - stories.Count,
        };
    }

    private static string Describe(IReadOnlyList<HeldAlert> held)
    {
        var reasons = held.Select(alert => alert.Hold.Reason).Distinct().ToList();
        return reasons is [HoldReason.Quiet] ? $"{held.Count} stories from the quiet hours"
            : reasons is [HoldReason.Limit] ? $"{held.Count} more stories: the hourly limit of this channel is reached"
            : $"Digest: {held.Count} stories";
    }

    /// <summary>The article that opened the alert, with the number of outlets that report its story here.</summary>
    private static Task<List<BriefStory>> FindStoryAsync(Session session, long alert, CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT a.title, a.link, a.source, a.published_at,
              (SELECT COUNT(DISTINCT other.source) FROM decision also JOIN article other ON other.entry_id = also.entry_id
                  WHERE also.alert_id = c.alert_id)
            FROM decision c JOIN article a ON a.entry_id = c.entry_id
            WHERE c.alert_id = @alert AND c.verdict = 'told' ORDER BY c.at, c.entry_id LIMIT 1
            """,
            [("alert", alert)],
            row => new BriefStory(
                row.GetString(0),
                row.GetStringOrNull(1),
                row.GetString(2),
                (int)row.GetInt64(4) - 1,
                row.GetInstantOrNull(3)),
            cancellationToken);
}
