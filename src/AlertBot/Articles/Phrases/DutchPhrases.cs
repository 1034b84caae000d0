namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class DutchPhrases
{
    public const string Labels = "lees ook";

    public const string LineStarts = @"lees ook\s?[:|–—-]|(?:lees|bekijk)(?: (?:meer|ook)){1,2}(?: over)?\s?:";

    public const string ReadingTimes = "leestijd";

    public const string ReadOnLinks = "lees verder.{0,40}";

    public const string PublishedWords = "gepubliceerd";

    public const string UpdatedWords = "bijgewerkt";

    public const string DatePrepositions = "op";

    public const string DateWords = "om gepubliceerd bijgewerkt laatst";

    public const string ReaderPronouns = "jouw|uw|wij|onze";

    public const string ArticleReferences = "alleen voor|om verder|dit artikel|het artikel|voor (?:onze )?abonnees";

    public const string ConsentNotices =
        @"jouw privacy|onze (?:[0-9.]+ )?partners\b.{0,100}(?:cookies|gegevens)|wij gebruiken cookies";

    public const string CallsToPay =
        "(?:alleen|exclusief|enkel) voor (?:onze )?abonnees|om (?:dit artikel |het artikel )?(?:verder )?te (?:kunnen )?lezen"
        + @"|lees (?:dit artikel|verder) met\b";

    public static readonly string[] CallToPayKeywords = ["lezen", "lees "];

    public const string SubscriptionOffers = "al abonnee|heeft u al een (?:account|abonnement)";

    public const string PaidLabels = "(?:alleen )?voor abonnees";
}
