using AlertBot.Storage;
using AlertBot.Topics.Queries;

namespace AlertBot.Topics.Matching;

/// <summary>
/// Matches articles against all topics. It holds a copy of the topic rows in memory and reloads them when they have changed.
/// </summary>
internal sealed partial class TopicIndex(TopicStore store, ILogger<TopicIndex> logger)
{
    private volatile Snapshot _snapshot = new(-1, []);

    public IReadOnlyList<StoredTopic> Topics => _snapshot.Topics;

    /// <summary>Reloads the topics when this or another process has changed them.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        // The number is read first: a change during the load is noticed by the next call.
        var sequence = await store.GetSequenceAsync(cancellationToken);
        if (sequence != _snapshot.Sequence)
        {
            var (topics, unreadable) = await store.LoadAsync(_snapshot.Topics, cancellationToken);
            _snapshot = new Snapshot(sequence, topics);
            foreach (var name in unreadable)
            {
                LogUnreadable(name);
            }
        }
    }

    /// <param name="document">The article.</param>
    /// <param name="seenBy">The workspaces that can see the feed of the article.</param>
    public IReadOnlyList<TopicMatch> Match(TopicDocument document, IReadOnlySet<WorkspaceId> seenBy)
    {
        var matches = new List<TopicMatch>();

        // Many workspaces have topics with the same query, which is evaluated once.
        var evidenceByQuery = new Dictionary<TopicQuery, IReadOnlyList<Evidence>?>(ReferenceEqualityComparer.Instance);
        foreach (var topic in _snapshot.Topics.Where(topic => IsVisible(topic, seenBy)))
        {
            if (!evidenceByQuery.TryGetValue(topic.Query, out var evidence))
            {
                evidenceByQuery[topic.Query] = evidence = topic.Query.Match(document);
            }

            if (evidence is not null)
            {
                matches.Add(new TopicMatch(topic, evidence));
            }
        }

        return matches;
    }

    /// <inheritdoc cref="TopicQuery.CouldMatch"/>
    public bool CouldMatch(TopicDocument document, IReadOnlySet<WorkspaceId> seenBy) =>
        _snapshot.Topics.Any(topic => IsVisible(topic, seenBy) && topic.Query.CouldMatch(document));

    /// <summary>Feeds and topics of the settings file are visible to all workspaces.</summary>
    private static bool IsVisible(StoredTopic topic, IReadOnlySet<WorkspaceId> seenBy) =>
        seenBy.Contains(WorkspaceId.Settings) || seenBy.Contains(topic.Workspace)
            || (topic.Workspace == WorkspaceId.Settings && seenBy.Count > 0);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "This version cannot parse the query of the stored topic {Topic}, so the topic matches nothing; edit its query")]
    private partial void LogUnreadable(string topic);

    private sealed record Snapshot(long Sequence, IReadOnlyList<StoredTopic> Topics);
}

/// <summary>A topic found in an article.</summary>
internal sealed record TopicMatch(StoredTopic Topic, IReadOnlyList<Evidence> Evidence);
