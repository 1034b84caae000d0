namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class PolishPhrases
{
    public const string LineStarts = @"(?:czytaj|zobacz)(?: (?:też|także|więcej|również)){1,2}\s?:";

    public const string CaptionNouns = "[Zz]djęcie|[Ff]ot";

    public const string DateWords = "opublikowano aktualizacja zaktualizowano dodano";

    public const string ImprintLabels = @"redaktor naczelny\s?:";

    public const string ReaderPronouns = "twój|twoje|masz";

    public const string ArticleReferences =
        "ten artykuł|(?:część|całość) (?:artykułu|tekstu)|dla (?:naszych )?(?:prenumeratorów|subskrybentów|abonentów)";

    public const string CallsToPay =
        "(?:tylko |wyłącznie )?dla (?:naszych )?(?:prenumeratorów|subskrybentów|abonentów)"
        + "|(?:aby|żeby|by) (?:czytać dalej|przeczytać (?:cały|całość|resztę))"
        + "|(?:dalsza|pozostała) część (?:artykułu|tekstu) (?:jest )?dostępna";

    public static readonly string[] CallToPayKeywords = ["prenumer", "subskryb", "abonent", "czyta", "dost"];

    public const string SubscriptionOffers = "masz już (?:konto|prenumeratę)";

    public const string PaidLabels = "dla (?:prenumeratorów|subskrybentów)";
}
