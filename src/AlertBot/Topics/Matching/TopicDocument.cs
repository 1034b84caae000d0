namespace AlertBot.Topics.Matching;

/// <summary>An article as the matcher sees it. One document serves many queries: its words are indexed once.</summary>
/// <param name="language">BCP 47; null when unknown. English inflection is used only when it is English.</param>
internal sealed class TopicDocument(string? title, string? text, string? source, string? author, string? language)
{
    private readonly FieldIndex?[] _fields = new FieldIndex?[4];

    public string? Title { get; } = title;
    public string? Text { get; } = text;
    public string? Source { get; } = source;
    public string? Author { get; } = author;
    public string? Language { get; } = language;

    public bool IsEnglish => IsInLanguage("en");

    /// <summary>Whether the language tag of the document is this one or begins with it: <c>de</c> matches <c>de-AT</c>.</summary>
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

    /// <summary>The words of one field; they are indexed at the first call.</summary>
    public FieldIndex GetIndex(SearchedField field) => _fields[(int)field] ??= new FieldIndex(GetText(field) ?? "");
}

/// <summary>A field that a query can search, in the order in which evidence is listed.</summary>
internal enum SearchedField
{
    Title,
    Text,
    Source,
    Author,
}
