namespace AlertBot.Summaries.LanguageModel;

/// <summary>What a language model wrote of an article: checked, but not verbatim, so it is shown only with its author's name.</summary>
/// <param name="Sentences">One to three, each of one line.</param>
/// <param name="Model">The model's name.</param>
internal sealed record GeneratedSummary(IReadOnlyList<string> Sentences, string Model)
{
    private const char Separator = '\n';

    /// <summary>As the article's row holds them.</summary>
    public string Text => string.Join(Separator, Sentences);

    /// <returns>Null unless both are there.</returns>
    public static GeneratedSummary? Parse(string? text, string? by) =>
        text is null || by is null ? null : new GeneratedSummary(text.Split(Separator), by);
}
