namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class TurkishPhrases
{
    public const string DateWords = "saat";
}
