using AlertBot.Topics;
using AlertBot.Topics.Matching;
using AlertBot.Topics.Queries;

namespace AlertBot.Tests.Topics;

/// <summary>Shortcuts to parse a query and run it over a document.</summary>
internal static class QueryFixture
{
    public static TopicQuery Parse(string text) => TopicQuery.Parse(text) switch
    {
        QueryParseResult.Parsed parsed => parsed.Query,
        QueryParseResult.Invalid error => throw new InvalidOperationException($"{text} at {error.Position}: {error.Message}"),
        _ => throw new InvalidOperationException(),
    };

    public static TopicDocument Document(string? text = null, string? title = null, string? source = null, string? author = null,
        string? language = "en") =>
        new(title, text, source, author, language);

    public static bool Matches(string query, string text, string? language = "en") =>
        Parse(query).Match(Document(text, language: language)) is not null;

    public static IReadOnlyList<Evidence>? Evidence(string query, TopicDocument document) => Parse(query).Match(document);

    public static IEnumerable<string> MatchedTexts(string query, string text) =>
        (Parse(query).Match(Document(text)) ?? []).Select(evidence => evidence.Text);
}
