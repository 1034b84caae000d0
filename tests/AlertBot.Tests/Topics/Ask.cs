using AlertBot.Topics;

namespace AlertBot.Tests.Topics;

/// <summary>Runs a query over a document, in few words.</summary>
internal static class Ask
{
    public static TopicQuery Query(string text) => TopicQuery.Parse(text) switch
    {
        QueryReading.Parsed parsed => parsed.Query,
        QueryReading.Mistaken mistaken => throw new InvalidOperationException($"{text} at {mistaken.Position}: {mistaken.Message}"),
        _ => throw new InvalidOperationException(),
    };

    public static TopicDocument Document(string? text = null, string? title = null, string? source = null, string? author = null, string? language = "en") =>
        new(title, text, source, author, language);

    public static bool Finds(string query, string text, string? language = "en") => Query(query).Match(Document(text, language: language)) is not null;

    public static IReadOnlyList<Evidence>? Evidence(string query, TopicDocument document) => Query(query).Match(document);

    public static IEnumerable<string> Texts(string query, string text) => (Query(query).Match(Document(text)) ?? []).Select(piece => piece.Text);
}
