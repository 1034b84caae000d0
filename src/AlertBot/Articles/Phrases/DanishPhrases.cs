namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class DanishPhrases
{
    public const string Labels = "annonce|reklame|læs også|del artiklen|kommentarer";

    public const string LineStarts = @"læs(?: (?:mere|også)){1,2}(?: om)?\s?:";

    public const string HomePages = "forside";

    public const string DateWords = "den kl opdateret publiceret udgivet";

    public const string ReaderPronouns = "din|dine|vores";

    public const string ArticleReferences = "denne artikel|hele artiklen|resten af|for abonnenter";

    public const string CallsToPay =
        "læs resten af|for at læse (?:denne|hele|resten|videre|artiklen)|få fuld adgang"
        + "|(?:kun|eksklusivt|forbeholdt) (?:for )?(?:vores )?abonnenter|artiklen er (?:kun )?for abonnenter"
        + "|(?:et )?(?:digitalt|gyldigt|aktivt) abonnement for at|køb (?:et )?(?:digitalt )?abonnement";

    public static readonly string[] CallToPayKeywords = ["resten", "for at l", "fuld adgang"];

    public const string SubscriptionOffers = "(?:allerede|har du) (?:bruger|abonnent|et abonnement)|har du allerede";

    public const string PaidLabels = "(?:kun )?for abonnenter";
}
