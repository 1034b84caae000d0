namespace AlertBot.Topics;

/// <summary>What a topic is run over. Build it once and match many queries: its words are found once.</summary>
/// <param name="language">BCP 47; decides the inflection. Null: English rules are not used on it.</param>
internal sealed class TopicDocument(string? title, string? text, string? source, string? author, string? language)
{
    public string? Title { get; } = title;
    public string? Text { get; } = text;
    public string? Source { get; } = source;
    public string? Author { get; } = author;
    public string? Language { get; } = language;
}
