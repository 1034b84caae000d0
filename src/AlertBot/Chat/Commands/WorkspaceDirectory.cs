using System.Collections.Frozen;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Feeds;
using AlertBot.Storage;

namespace AlertBot.Chat.Commands;

/// <summary>
/// Names and addresses of topics and feeds by workspace, in memory: suggestions must appear at once even when the database is busy.
/// </summary>
internal sealed class WorkspaceDirectory(Database database) : IDisposable
{
    private readonly SemaphoreSlim _refreshLock = new(1);
    private volatile State _state = State.Empty;
    private long? _sequence;

    /// <summary>Reloads everything if anything changed, in this worker or another one.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshLock.WaitAsync(cancellationToken);
        try
        {
            // The sequence is read first: a change in between causes one more load and is never missed.
            var sequence = await database.ReadAsync(session => ChangeSequences.GetAsync(session, cancellationToken), cancellationToken);
            if (sequence != _sequence)
            {
                _state = await database.ReadAsync(session => LoadAsync(session, cancellationToken), cancellationToken);
                _sequence = sequence;
            }
        }
        finally
        {
            _refreshLock.Release();
        }
    }

    /// <summary>Topics that the caller's workspace can see, its own first.</summary>
    public IEnumerable<string> Topics(Caller caller) =>
        OwnTopics(caller).Concat(_state.SettingsTopics).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Topics that can be changed in the caller's workspace.</summary>
    public IEnumerable<string> OwnTopics(Caller caller) => _state.Topics.GetValueOrDefault(KeyOf(caller), []);

    /// <summary>Topics that the caller's channel follows.</summary>
    public IEnumerable<string> FollowedTopics(Caller caller) =>
        _state.Followed.GetValueOrDefault(caller.Channel, []).Intersect(Topics(caller), StringComparer.OrdinalIgnoreCase);

    /// <summary>Feeds that were added in the caller's workspace.</summary>
    public IEnumerable<WorkspaceFeed> OwnFeeds(Caller caller) => _state.Feeds.GetValueOrDefault(KeyOf(caller), []);

    public void Dispose() => _refreshLock.Dispose();

    private static (string, string) KeyOf(Caller caller) => (caller.Channel.Platform, caller.Workspace);

    private static async Task<State> LoadAsync(Session session, CancellationToken cancellationToken)
    {
        var topics = await session.QueryAsync(
            """
            SELECT w.id, w.platform, w.external_id, t.name FROM topic t JOIN workspace w ON w.id = t.workspace_id
            WHERE t.removed_at IS NULL ORDER BY t.position, t.id
            """,
            [],
            row => (Workspace: row.GetInt64(0), Key: (row.GetString(1), row.GetString(2)), Name: row.GetString(3)),
            cancellationToken);
        var feeds = await session.QueryAsync(
            """
            SELECT w.platform, w.external_id, w.id, f.id, f.url, COALESCE(wf.name, f.title) FROM workspace_feed wf
            JOIN workspace w ON w.id = wf.workspace_id JOIN feed f ON f.id = wf.feed_id WHERE w.id <> 0 ORDER BY wf.added_at, f.id
            """,
            [],
            row => (Key: (row.GetString(0), row.GetString(1)),
                Feed: new WorkspaceFeed(new FeedId(row.GetInt64(3)), new WorkspaceId(row.GetInt64(2)), row.GetString(4),
                    row.GetStringOrNull(5), null, null, 0, null)),
            cancellationToken);
        var followed = await session.QueryAsync(
            """
            SELECT d.platform, d.external_id, t.name FROM subscription s JOIN destination d ON d.id = s.destination_id
            JOIN topic t ON t.id = s.topic_id WHERE t.removed_at IS NULL ORDER BY s.id
            """,
            [],
            row => (Channel: new DestinationAddress(row.GetString(0), row.GetString(1)), Name: row.GetString(2)),
            cancellationToken);
        return new State(
            [.. topics.Where(topic => topic.Workspace == 0).Select(topic => topic.Name)],
            topics.Where(topic => topic.Workspace != 0).GroupBy(topic => topic.Key, topic => topic.Name)
                .ToFrozenDictionary(own => own.Key, own => own.ToArray()),
            feeds.GroupBy(feed => feed.Key, feed => feed.Feed).ToFrozenDictionary(own => own.Key, own => own.ToArray()),
            followed.GroupBy(topic => topic.Channel, topic => topic.Name).ToFrozenDictionary(own => own.Key, own => own.ToArray()));
    }

    private sealed record State(
        string[] SettingsTopics,
        FrozenDictionary<(string Platform, string Workspace), string[]> Topics,
        FrozenDictionary<(string Platform, string Workspace), WorkspaceFeed[]> Feeds,
        FrozenDictionary<DestinationAddress, string[]> Followed)
    {
        public static State Empty { get; } = new(
            [],
            FrozenDictionary<(string, string), string[]>.Empty,
            FrozenDictionary<(string, string), WorkspaceFeed[]>.Empty,
            FrozenDictionary<DestinationAddress, string[]>.Empty);
    }
}
