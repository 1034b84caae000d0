namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class FinnishPhrases
{
    public const string Labels = "lue (?:myös|seuraavaksi|lisää|aiheesta lisää)|jaa(?: artikkeli)?|kommentit";

    public const string LineStarts = @"lue(?: (?:myös|lisää)){1,2}\s?:|lue seuraavaksi\s?:|lue aiheesta(?: lisää)?\s?:";

    public const string PictureLabels = "kuva";

    public const string CaptionNouns = "Kuva";

    public const string HomePages = "etusivu";

    public const string DateWords = "klo julkaistu päivitetty";

    public const string ReaderPronouns = "sinun";

    public const string ArticleReferences = "tilaajille";

    public const string CallsToPay = "(?:vain )?(?:meidän )?tilaajille|lue koko (?:artikkeli|juttu)|jatkaaksesi lukemista";

    public static readonly string[] CallToPayKeywords = ["tilaaj", "lue koko", "lukemista"];

    public const string SubscriptionOffers = "oletko jo tilaaja";

    public const string PaidLabels = "tilaajille";
}
