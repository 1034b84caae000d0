using AlertBot.Quotes;
using AlertBot.Summaries.LanguageModel;
using AlertBot.Topics.Matching;

namespace AlertBot.Reading;

/// <summary>The result of reading an entry.</summary>
/// <param name="Link">URL of the article; null where the entry has none.</param>
/// <param name="Matches">The offsets of the evidence refer to <paramref name="Title"/> and <paramref name="Text"/>.</param>
/// <param name="Note">Why this text was used, e.g. that the page could not be fetched; null when there is nothing to explain.</param>
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
    /// <summary>The summary that a language model wrote; null when no model was asked or its answer was rejected.</summary>
    public GeneratedSummary? Generated { get; init; }
}
