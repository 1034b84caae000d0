namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class UkrainianPhrases
{
    public const string LineStarts = @"(?:читайте|дивіться)(?: також){1,2}\s?:";

    public const string DateWords = "оновлено публікації дата";
}
