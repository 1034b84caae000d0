namespace AlertBot.Topics;

/// <summary>All topics in memory: the one place that articles are held against.</summary>
internal sealed class TopicIndex(TopicStore store)
{
    private volatile IReadOnlyList<StoredTopic> _topics = [];

    public async Task ReloadAsync(CancellationToken cancellationToken) => _topics = await store.LoadAsync(cancellationToken);

    public IReadOnlyList<TopicMatch> Match(TopicDocument document)
    {
        var matches = new List<TopicMatch>();
        foreach (var topic in _topics)
        {
            if (topic.Query.Match(document) is { } evidence)
            {
                matches.Add(new TopicMatch(topic, evidence));
            }
        }

        return matches;
    }

    /// <inheritdoc cref="TopicQuery.CouldMatch"/>
    public bool CouldMatch(TopicDocument document) => _topics.Any(topic => topic.Query.CouldMatch(document));
}

/// <summary>A topic found in an article.</summary>
internal sealed record TopicMatch(StoredTopic Topic, IReadOnlyList<Evidence> Evidence);
