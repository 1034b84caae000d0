namespace AlertBot.Topics.Matching;

/// <summary>What a topic is run over. Build it once and match many queries: its words are found once.</summary>
/// <param name="language">BCP 47; decides the inflection. Null: English rules are not used on it.</param>
internal sealed class TopicDocument(string? title, string? text, string? source, string? author, string? language)
{
    private readonly FieldIndex?[] _fields = new FieldIndex?[4];

    public string? Title { get; } = title;
    public string? Text { get; } = text;
    public string? Source { get; } = source;
    public string? Author { get; } = author;
    public string? Language { get; } = language;

    public bool IsEnglish => IsInLanguage("en");

    /// <summary>Whether a language is that of the document or a wider name of it: <c>de</c> for <c>de-AT</c>.</summary>
    public bool IsInLanguage(string code) => Language is not null
        && Language.StartsWith(code, StringComparison.OrdinalIgnoreCase)
        && (Language.Length == code.Length || Language[code.Length] is '-' or '_');

    public string? GetText(SearchedField field) => field switch
    {
        SearchedField.Title => Title,
        SearchedField.Text => Text,
        SearchedField.Source => Source,
        _ => Author,
    };

    /// <summary>The words of one field, found at the first use.</summary>
    public FieldIndex GetIndex(SearchedField field) => _fields[(int)field] ??= new FieldIndex(GetText(field) ?? "");
}

/// <summary>A part of the document that words can be looked for in, in the order that evidence is told.</summary>
internal enum SearchedField
{
    Title,
    Text,
    Source,
    Author,
}
