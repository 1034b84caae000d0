using AlertBot.Storage;

namespace AlertBot.Topics;

/// <summary>All topics in memory: the one place that articles are held against. A copy of the rows that catches up when they changed.</summary>
internal sealed class TopicIndex(TopicStore store)
{
    private volatile Copy _copy = new(-1, []);

    public IReadOnlyList<StoredTopic> Topics => _copy.Topics;

    /// <summary>Takes up changes, whoever made them.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        // The number first: what changes while the rows are read is taken up the next time.
        var sequence = await store.SequenceAsync(cancellationToken);
        if (sequence != _copy.Sequence)
        {
            _copy = new Copy(sequence, await store.LoadAsync(_copy.Topics, cancellationToken));
        }
    }

    /// <param name="seenBy">The workspaces that see the document's feed.</param>
    public IReadOnlyList<TopicMatch> Match(TopicDocument document, IReadOnlySet<WorkspaceId> seenBy)
    {
        var matches = new List<TopicMatch>();
        foreach (var topic in _copy.Topics.Where(topic => IsFor(topic, seenBy)))
        {
            if (topic.Query.Match(document) is { } evidence)
            {
                matches.Add(new TopicMatch(topic, evidence));
            }
        }

        return matches;
    }

    /// <inheritdoc cref="TopicQuery.CouldMatch"/>
    public bool CouldMatch(TopicDocument document, IReadOnlySet<WorkspaceId> seenBy) => _copy.Topics.Any(topic => IsFor(topic, seenBy) && topic.Query.CouldMatch(document));

    // The feeds and topics of the settings file are everyone's.
    private static bool IsFor(StoredTopic topic, IReadOnlySet<WorkspaceId> seenBy) =>
        seenBy.Contains(WorkspaceId.Settings) || seenBy.Contains(topic.Workspace) || (topic.Workspace == WorkspaceId.Settings && seenBy.Count > 0);

    private sealed record Copy(long Sequence, IReadOnlyList<StoredTopic> Topics);
}

/// <summary>A topic found in an article.</summary>
internal sealed record TopicMatch(StoredTopic Topic, IReadOnlyList<Evidence> Evidence);
