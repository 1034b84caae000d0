using AlertBot.Alerts.Digests;
using AlertBot.Storage;
using AlertBot.Stories;

namespace AlertBot.Alerts.Routing;

/// <summary>Loads what a routing decision depends on.</summary>
internal static class RoutingStateStore
{
    /// <param name="needsPublishers">Whether a subscription asks for several publishers; else they are not counted.</param>
    public static async Task<RoutingState> LoadAsync(Session session, StoryId story, Subscriber destination, bool hasAlert,
        bool needsPublishers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (hasAlert)
        {
            return new RoutingState(HasAlert: true, Publishers: 1, MessagesInLastHour: 0, LimitDigestAt: null);
        }

        var publishers = needsPublishers ? await CountPublishersAsync(session, story, destination.Workspace, cancellationToken) : 1;
        var messages = await session.ExecuteScalarAsync(
            "SELECT COUNT(*) FROM message WHERE destination_id = @destination AND created_at > @since AND kind IN ('alert', 'digest')",
            [("destination", destination.Destination.Value), ("since", now.AddHours(-1).ToUnixTimeMilliseconds())],
            cancellationToken);
        return new RoutingState(HasAlert: false, publishers, (int)(messages ?? 0),
            await HeldAlertStore.FindLimitDigestAsync(session, destination.Destination, cancellationToken));
    }

    private static async Task<int> CountPublishersAsync(Session session, StoryId story, WorkspaceId workspace,
        CancellationToken cancellationToken)
    {
        var articles = await MatchedArticleStore.ListByStoryAsync(session, story, workspace, cancellationToken);
        return PublisherCount.Count([.. articles.Select(article => (article.Source, article.Link, article.Text))]).Publishers;
    }
}
