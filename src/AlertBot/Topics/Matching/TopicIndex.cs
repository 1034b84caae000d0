using AlertBot.Storage;
using AlertBot.Topics.Queries;

namespace AlertBot.Topics.Matching;

/// <summary>
/// All topics in memory: the one place that articles are held against. A copy of the rows that catches up when they changed.
/// </summary>
internal sealed partial class TopicIndex(TopicStore store, ILogger<TopicIndex> logger)
{
    private volatile Snapshot _snapshot = new(-1, []);

    public IReadOnlyList<StoredTopic> Topics => _snapshot.Topics;

    /// <summary>Takes up changes, whoever made them.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        // The number first: what changes while the rows are read is taken up the next time.
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

    /// <param name="seenBy">The workspaces that see the document's feed.</param>
    public IReadOnlyList<TopicMatch> Match(TopicDocument document, IReadOnlySet<WorkspaceId> seenBy)
    {
        var matches = new List<TopicMatch>();

        // Many workspaces follow the same words: a query is run once, whoever named it.
        var answers = new Dictionary<TopicQuery, IReadOnlyList<Evidence>?>(ReferenceEqualityComparer.Instance);
        foreach (var topic in _snapshot.Topics.Where(topic => IsVisible(topic, seenBy)))
        {
            if (!answers.TryGetValue(topic.Query, out var evidence))
            {
                answers[topic.Query] = evidence = topic.Query.Match(document);
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

    // The feeds and topics of the settings file are everyone's.
    private static bool IsVisible(StoredTopic topic, IReadOnlySet<WorkspaceId> seenBy) =>
        seenBy.Contains(WorkspaceId.Settings) || seenBy.Contains(topic.Workspace)
            || (topic.Workspace == WorkspaceId.Settings && seenBy.Count > 0);

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored topic {Topic} cannot be read by this version and finds nothing: edit it")]
    private partial void LogUnreadable(string topic);

    private sealed record Snapshot(long Sequence, IReadOnlyList<StoredTopic> Topics);
}

/// <summary>A topic found in an article.</summary>
internal sealed record TopicMatch(StoredTopic Topic, IReadOnlyList<Evidence> Evidence);
