using AlertBot.Feeds;
using AlertBot.Quotes;
using AlertBot.Summaries.LanguageModel;
using AlertBot.Topics;

namespace AlertBot.Stories;

/// <summary>A matched article on its way to a story and to those who subscribed.</summary>
/// <param name="NewsAt">The instant it counts as published; null when it counts as old.</param>
internal sealed record MatchedArticle(
    EntryId Entry,
    Backlog Backlog,
    DateTimeOffset FirstSeen,
    DateTimeOffset? NewsAt,
    DateTimeOffset? Published,
    string Title,
    string Text,
    string? Link,
    string? Language,
    string Source,
    IReadOnlyList<MatchedTopic> Topics,
    IReadOnlyList<Quote> Quotes)
{
    /// <summary>Address of a small picture that the feed gives; null for none.</summary>
    public string? Image { get; init; }

    /// <summary>What a language model wrote of it; null for nothing.</summary>
    public GeneratedSummary? Generated { get; init; }

    public StoryItem StoryItem => new(Title, Text, Source, NewsAt ?? Published ?? FirstSeen, Link);

    public override string ToString() => $"entry {Entry}";
}

/// <summary>Why an article is no news from the start; as the entry's row holds it.</summary>
internal enum Backlog
{
    None = 0,

    /// <summary>It was listed when its feed was added.</summary>
    FeedAdded = 1,

    /// <summary>It was there before the topic that found it was as it is now.</summary>
    TopicChanged = 2,
}

/// <summary>A topic with its evidence in one article.</summary>
internal sealed record MatchedTopic(TopicId Id, string Name, IReadOnlyList<Evidence> Evidence);
