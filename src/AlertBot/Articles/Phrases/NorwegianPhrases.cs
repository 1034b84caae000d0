namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class NorwegianPhrases
{
    public const string Labels = "annonce|reklame|les også|siste (?:saker|nytt)|mest lest|del artikkelen|kommentarer";

    public const string LineStarts = @"les også\s?[:|–—-]|les(?: (?:mer|mere|også)){1,2}(?: om)?\s?:";

    public const string HomePages = "forside";

    public const string DateWords = "den kl publisert oppdatert";

    public const string ReaderPronouns = "din|ditt|dine|våre";

    public const string ArticleReferences = "hele (?:artikkelen|saken)|resten av|for abonnenter";

    public const string CallsToPay =
        @"for å (?:lese|fortsette)\b.{0,30}\b(?:saken|artikkelen|videre|mer|resten|hele)|les hele (?:saken|artikkelen) med"
        + "|(?:bare|kun) for abonnenter";

    public static readonly string[] CallToPayKeywords = ["for å ", "les hele"];

    public const string SubscriptionOffers = "allerede abonnent|har du allerede";

    public const string PaidLabels = "(?:kun |bare )?for abonnenter";
}
