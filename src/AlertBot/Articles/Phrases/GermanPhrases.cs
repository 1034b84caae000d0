namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class GermanPhrases
{
    public const string Labels =
        // Advertisements
        "anzeige|werbung"
        // Other articles
        + "|weiterlesen|mehr zum thema|mehr dazu|lesen sie auch|das könnte (?:sie|dich) auch interessieren|auch (?:interessant|lesenswert)"
        + "|lesetipps?|empfohlene beiträge|weitere (?:artikel|beiträge|themen|meldungen|nachrichten)|schlagwörter|themen"
        // Buttons
        + @"|teilen(?: mit)?|(?:diesen )?artikel teilen|möchten sie den artikel teilen|auf \w{3,15} teilen|teilen auf \w{3,15}"
        + "|drucken|kommentare?|zum (?:haupt)?inhalt(?: springen)?|zur (?:suche|navigation) springen|nach oben"
        + "|zur übersicht|zurück(?: zur? .{3,30})?";

    public const string LineStarts =
        @"(?:lies|lesen sie) (?:auch|mehr)\s?[:|–—-]|(?:lies|lesen)(?: (?:auch|mehr)){0,2}\s?\|\s?\S|lesen sie (?:auch|hier)"
        + @"|mehr zum thema|mehr(?: dazu)?\s?:\s|lesetipp\s?:|das könnte (?:sie|dich) auch interessieren"
        + "|abonnieren sie|jetzt (?:abonnieren|weiterlesen|anmelden)|folgen sie uns";

    public const string TimesAgo = "vor [0-9]{1,2} (?:minuten?|stunden?|tag(?:en)?)";

    public const string ReadingTimes = "lesezeit|lesedauer";

    public const string ReadingNouns = "lesezeit|lesen";

    public const string PictureLabels = "foto|bild|titelbild|quelle";

    public const string PictureKinds =
        "archivbild|symbolbild|symbolfoto|beitragsbild|bildcredit|bildquelle|bildnachweis|titelfoto";

    public const string CaptionNouns = "Bild|Bilder|[Ff]otos?";

    public const string HomePages = "start(?:seite)?";

    public static readonly string[] RightsReserved = ["alle rechte vorbehalten"];

    public const string FeedFooters = "der beitrag .{1,200} erschien zuerst auf .{1,100}";

    public const string ReadOnLinks = "weiterlesen.{0,60}|mehr lesen.{0,40}";

    public const string ContactNotes = "folgen sie (?:ihm|ihr) (?:auf|bei)";

    public const string ContributorNotes = @"^(?:Mitarbeit|Mit Material (?:von|der)|Redigiert von)\b.{2,80}$";

    public const string EditorialNotes =
        "(?:fehler|tippfehler) (?:gefunden|entdeckt)|(?:haben sie|hast du) einen fehler"
        + "|kategorien?: .{2,40}$|eingeordnet unter .{2,60}$|veröffentlicht (?:von|in|unter) .{2,60}$"
        + @"|rückfragen bitte an|pressekontakt|original-content von|zeige alle beiträge von\b|anzeige - "
        + @"|klicken sie auf den (?:unteren )?button\b";

    public const string BylinePrefixes = "von|autor(?:in)?";

    public const string PublishedWords = "veröffentlicht|erschienen";

    public const string CreatedWords = "erstellt";

    public const string UpdatedWords = "aktualisiert|geändert";

    public const string DateLabels = "stand|datum";

    public const string DatePrepositions = "am|um";

    public const string DateWords =
        "um vom den der uhr seit stand datum zuletzt online artikel "
        + "veröffentlicht publiziert erschienen erstellt aktualisiert aktualisierung bearbeitet überarbeitet geändert";

    public const string ImprintLabels =
        @"telefon\s?[.:]|impressum\b|redaktion\s?:|chefredaktion\s?:|chefredakteur(?:in)?\s?:|herausgeber(?:in)?\s?:"
        + @"|verantwortlich (?:für den inhalt|i\. ?s\. ?d)|amtsgericht\b|handelsregister|ust-?id";

    public const string ReaderPronouns = "wir|unser(?:e[mnrs]?)?|du|dein(?:e[mnrs]?)?";

    public const string PoliteWords = "bitte |jetzt ";

    public const string Imperatives = "weiterlesen|registrieren|anmelden|abonnieren|einloggen|akzeptieren|ablehnen";

    public const string ArticleReferences =
        "(?:diese[rmns]?|ganzen?|vollständigen?) (?:artikel|text|beitrag|inhalt|seite|website)|um weiterzulesen"
        + @"|(?:exklusiv|nur) für\b";

    public const string ReportingWords = "sagte sagten teilte teilten erklärte erklärten ändert";

    public const string ConsentNotices =
        @"unsere (?:[0-9.]+ )?(?:partner|drittanbieter)\b.{0,100}(?:cookies|personenbezogen|einwilligung|geräte?)"
        + @"|wir (?:verwenden|nutzen|setzen|verarbeiten|brauchen|benötigen)\b.{0,80}(?:cookies|einwilligung|zustimmung|personenbezogen)"
        + "|einwilligung.{0,60}(?:widerruf|erteil)|(?:alle(?:n|m)?|cookies) (?:cookies )?(?:akzeptieren|zustimmen|ablehnen)"
        + @"|mit werbung (?:weiter|lesen|und tracking|nutzen)|(?:pur|pure)-abo|werbefrei\b.{0,60}\b(?:monat|abo)"
        + "|ihre privatsphäre|datenschutz(?:erklärung|einstellungen)";

    public const string BotChecks =
        "(?:javascript|cookies) (?:bitte )?(?:aktivieren|einschalten|erlauben)|aktivieren sie (?:bitte )?(?:javascript|cookies)"
        + "|(?:deaktivieren|schalten) sie (?:bitte )?(?:ihren|den) (?:adblocker|werbeblocker)";

    public static readonly string[] NoticeKeywords =
    [
        "drittanbieter", "einwilligung", "zustimm", "personenbezogen", "mit werbung", "pur-abo", "pure-abo", "werbefrei", "akzeptieren",
        "ablehnen", "privatsph", "datenschutz", "aktivieren sie", "werbeblocker",
    ];

    public const string NoticeTitles =
        @"einwilligung|zustimmung|datenschutz(?:[ -]?(?:einstellungen|center))?|(?:privacy|cookie|consent)[ -]?einstellungen"
        + @"|nur einen moment\W{0,4}";

    public const string CallsToPay =
        @"weiterlesen mit|(?:exklusiv |nur )für (?:unsere )?[\w+-]{0,20}\s?(?:abonnent|registrierte)"
        + @"|exklusiv für (?:unsere )?[\w+-]{0,20}\s?(?:mitglieder|leser)"
        + @"|um (?:diesen |den |unseren )?(?:ganzen |vollständigen |kompletten )?(?:artikel|text|beitrag)?"
        + @"\s?(?:weiter)?\s?(?:zu lesen|weiterzulesen)"
        + "|bitte (?:melden sie sich an|einloggen|registrieren|anmelden)"
        + "|dieser (?:artikel|text|beitrag|inhalt) ist (?:exklusiv|kostenpflichtig|nur|abonnenten)"
        + "|(?:registrieren|anmelden|abonnieren|einloggen) und weiterlesen|jetzt (?:gratis |kostenlos )?weiterlesen";

    public static readonly string[] CallToPayKeywords =
        ["lesen", "abonn", "exklusiv", "melden", "einloggen", "kostenpflichtig", "ist nur"];

    public const string SubscriptionOffers =
        "(?:haben|sind) sie (?:bereits|schon) (?:ein abo|abonnent|registriert|ein konto|mitglied)|sie haben bereits ein abo"
        + @"|bereits (?:abonnent|registriert|mitglied|kunde)\?|jederzeit kündbar";

    public const string PaidLabels = "(?:nur )?für abonnenten";

    public static readonly string[] BiographyBeginnings = ["ist ", "schreibt ", "arbeitet "];
}
