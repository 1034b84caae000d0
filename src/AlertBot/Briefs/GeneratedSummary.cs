namespace AlertBot.Briefs;

/// <summary>What a language model wrote of an article: checked, but not verbatim, so it is shown only with its author's name.</summary>
/// <param name="Sentences">One to three, each of one line.</param>
/// <param name="By">The model's name.</param>
internal sealed record GeneratedSummary(IReadOnlyList<string> Sentences, string By)
{
    private const char Line = '\n';

    /// <summary>As the article's row holds them.</summary>
    public string Text => string.Join(Line, Sentences);

    /// <returns>Null unless both are there.</returns>
    public static GeneratedSummary? Of(string? text, string? by) => text is null || by is null ? null : new GeneratedSummary(text.Split(Line), by);
}
