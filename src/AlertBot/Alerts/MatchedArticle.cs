using AlertBot.Briefs;
using AlertBot.Feeds;
using AlertBot.Stories;
using AlertBot.Topics;

namespace AlertBot.Alerts;

/// <summary>A matched article on its way to a story and to those who subscribed.</summary>
/// <param name="IsBacklog">It was listed when its feed was added: no news.</param>
/// <param name="NewsAt">The instant it counts as published; null when it counts as old.</param>
internal sealed record MatchedArticle(
    EntryId Entry,
    bool IsBacklog,
    DateTimeOffset FirstSeen,
    DateTimeOffset? NewsAt,
    DateTimeOffset? Published,
    string Title,
    string Text,
    string? Link,
    string? Language,
    string Source,
    IReadOnlyList<FoundTopic> Topics,
    IReadOnlyList<Quote> Quotes)
{
    public StoryItem StoryItem => new(Title, Text, Source, NewsAt ?? Published ?? FirstSeen, Link);

    public override string ToString() => $"entry {Entry}";
}

/// <summary>A topic with its evidence in one article.</summary>
internal sealed record FoundTopic(TopicId Id, string Name, IReadOnlyList<Evidence> Evidence);
