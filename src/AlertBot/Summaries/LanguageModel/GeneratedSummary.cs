namespace AlertBot.Summaries.LanguageModel;

/// <summary>A summary that a language model wrote. Verified but not verbatim, so it is shown with the name of the model.</summary>
/// <param name="Sentences">One to three, without line breaks.</param>
/// <param name="Model">The name of the model.</param>
internal sealed record GeneratedSummary(IReadOnlyList<string> Sentences, string Model)
{
    private const char Separator = '\n';

    /// <summary>As <c>article.generated_summary</c> stores it.</summary>
    public string Text => string.Join(Separator, Sentences);

    /// <returns>Null unless both are present.</returns>
    public static GeneratedSummary? Parse(string? text, string? model) =>
        text is null || model is null ? null : new GeneratedSummary(text.Split(Separator), model);
}
