namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class RomanianPhrases
{
    public const string LineStarts = @"(?:citește|citiți|vezi)(?: (?:și|mai mult)){1,2}\s?:";

    public const string ImprintLabels = @"redactor[- ][sș]ef\s?:";
}
