namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class SwedishPhrases
{
    public const string Labels = "reklame|läs också|dela artikeln|kommentarer";

    public const string LineStarts = @"läs också\s?[:|–—-]|läs(?: (?:mer|också)){1,2}(?: om)?\s?:";

    public const string DateWords = "den kl publicerad publicerat uppdaterad senast";

    public const string ReaderPronouns = "din|ditt|våra|vårt";

    public const string ArticleReferences = "denna artikel|hela artikeln|för (?:våra )?prenumeranter";

    public const string CallsToPay =
        @"för att (?:läsa|fortsätta)\b.{0,30}\b(?:vidare|artikeln|hela|resten|läsa|texten)"
        + "|(?:endast|bara|exklusivt) för (?:våra )?prenumeranter|läs hela (?:artikeln|texten) (?:med|som)";

    public static readonly string[] CallToPayKeywords = ["prenumer", "att l", "att fort", "hela artikeln", "hela texten"];

    public const string SubscriptionOffers = "redan prenumerant";

    public const string PaidLabels = "för prenumeranter";
}
