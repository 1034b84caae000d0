using AlertBot.Quotes;
using AlertBot.Summaries.LanguageModel;
using AlertBot.Topics.Matching;

namespace AlertBot.Reading;

/// <summary>What reading made of an entry.</summary>
/// <param name="Link">Where the article lies.</param>
/// <param name="Matches">Offsets of the evidence are those of <paramref name="Title"/> and <paramref name="Text"/>.</param>
/// <param name="Note">What a person should know, e.g. that the page could not be fetched.</param>
internal sealed record Article(
    string Title,
    string Text,
    string? Link,
    string? Byline,
    string? Language,
    IReadOnlyList<TopicMatch> Matches,
    IReadOnlyList<Quote> Quotes,
    string? Note)
{
    /// <summary>What a language model wrote of it; null where none was asked or its answer did not do.</summary>
    public GeneratedSummary? Generated { get; init; }
}
