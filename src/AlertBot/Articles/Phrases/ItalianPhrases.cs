namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class ItalianPhrases
{
    public const string Labels = @"pubblicità|leggi anche|condividi|condividi su \w{3,15}";

    public const string LineStarts =
        @"leggi anche\s?[:|–—-]|(?:leggi|guarda)(?: anche){0,2}\s?\|\s?\S|(?:leggi|vedi|guarda)(?: (?:anche|pure)){1,2}(?: su)?\s?:"
        + "|iscriviti|seguici";

    public const string ReadingTimes = "tempo di lettura";

    public const string ReadingNouns = "lettura";

    public static readonly string[] RightsReserved = ["tutti i diritti riservati", "riproduzione riservata"];

    public const string ReadOnLinks = "leggi tutto.{0,40}|continua a leggere.{0,40}";

    public const string PublishedWords = "pubblicato";

    public const string UpdatedWords = "aggiornato";

    public const string DatePrepositions = "il";

    public const string DateWords = "il alle ore a pubblicato pubblicata aggiornato aggiornata aggiornamento ultimo data";

    public const string ImprintLabels =
        @"telefono\s?[.:]|direttore responsabile\s?:|registrazione (?:al )?tribunale|p(?:artita|\.) ?iva\b";

    public const string ReaderPronouns = "tuo|tua|tuoi|nostr[oiae]|utilizziamo";

    public const string Imperatives = "accett(?:a|are)|abbonati|accedi|registrati";

    public const string ArticleReferences =
        "quest[oa] (?:articolo|contenuto)|l.intero articolo|contenuto |riservat[oi] agli"
        + "|(?:per|agli) (?:gli )?abbonati";

    public const string ConsentNotices =
        @"la tua privacy|i nostri (?:[0-9.]+ )?partner\b.{0,100}(?:cookie|dati)|con il tuo consenso|utilizziamo (?:i )?cookie"
        + "|accett(?:a|are) (?:i |tutti i )?cookie";

    public static readonly string[] NoticeKeywords = ["tuo consenso"];

    public const string CallsToPay =
        "(?:riservat[oi]|solo) (?:agli|per gli) abbonati|(?:abbonati|accedi|registrati) per (?:leggere|continuare)"
        + "|contenut[oi] (?:riservat[oi]|esclusiv[oi]) (?:agli|per)|articol[oi] (?:riservat[oi]|per (?:gli )?abbonati)"
        + "|(?:per|vuoi) (?:continuare a leggere|leggere (?:tutto|il resto|l.intero))";

    public static readonly string[] CallToPayKeywords = ["abbonati", "accedi", "contenut", "articol", "leggere"];

    public const string SubscriptionOffers = "già abbonato|hai già un (?:account|abbonamento)";

    public const string PaidLabels = "(?:contenuto )?(?:riservato agli|per) abbonati";

    public static readonly string[] BiographyBeginnings = ["è un"];
}
