using AlertBot.Feeds;
using AlertBot.Quotes;
using AlertBot.Summaries.LanguageModel;
using AlertBot.Topics;

namespace AlertBot.Stories;

/// <summary>An article that matches at least one topic, as grouping, routing and briefs use it.</summary>
/// <param name="NewsAt">When it counts as published; null when it counts as old.</param>
/// <param name="Published">As the feed states it; null where it states no date.</param>
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
    /// <summary>URL of the image that the feed declares; null for none.</summary>
    public string? Image { get; init; }

    /// <summary>The summary that a language model wrote; null for none.</summary>
    public GeneratedSummary? Generated { get; init; }

    public StoryItem StoryItem => new(Title, Text, Source, NewsAt ?? Published ?? FirstSeen, Link, Language);

    public override string ToString() => $"entry {Entry}";
}

/// <summary>Why an article is not news, as <c>entry.backlog</c> stores it. Backlog gets a story but no alert.</summary>
internal enum Backlog
{
    /// <summary>It is news.</summary>
    None = 0,

    /// <summary>It was listed when its feed was added.</summary>
    FeedAdded = 1,

    /// <summary>It was stored before the matching topic got its current query.</summary>
    TopicChanged = 2,
}

/// <summary>A topic with its evidence in one article.</summary>
internal sealed record MatchedTopic(TopicId Id, string Name, IReadOnlyList<Evidence> Evidence);
