namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class CzechPhrases
{
    public const string LineStarts = @"(?:přečtěte si|čtěte)(?: (?:také|více)){1,2}\s?:";

    public const string EditorialNotes = @"pokud jste v článku\b";

    public const string DateWords = "publikováno aktualizováno vydáno";
}
