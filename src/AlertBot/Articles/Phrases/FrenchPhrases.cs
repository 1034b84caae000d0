namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class FrenchPhrases
{
    public const string Labels =
        "publicité|annonce|la suite après cette publicité"
        + "|lire aussi|à lire aussi|notre sélection vidéo|à ne pas manquer|sur le même sujet"
        + @"|partager(?: cet article)?|partager (?:sur|par) \w{3,15}|commentaires?|aller au contenu(?: principal)?";

    public const string LineStarts =
        @"lire aussi|à lire aussi|(?:lire|voir)(?: aussi){0,2}\s?\|\s?\S|(?:lire|voir)(?: (?:aussi|également)){1,2}(?: sur)?\s?:"
        + @"|sur le même (?:sujet|thème)\s?:|inscrivez-vous|abonnez-vous|suivez-nous";

    public const string TimesAgo = "il y a [0-9]{1,2} (?:minutes?|heures?|jours?)";

    public const string ReadingTimes = "temps de lecture";

    public const string ReadingNouns = "lecture";

    public const string PictureLabels = "crédits?(?: photos?)?";

    public const string HomePages = "accueil";

    public static readonly string[] RightsReserved = ["tous droits réservés"];

    public const string FeedFooters = "l.article .{1,200} est apparu en premier sur .{1,100}";

    public const string ReadOnLinks = "lire la suite.{0,40}";

    public const string ContactNotes = "suivez-(?:le|la) sur";

    public const string EditorialNotes = @"permalien https?|imprimer\b.{0,30}$";

    public const string BylinePrefixes = "par";

    public const string PublishedWords = "publiée?";

    public const string UpdatedWords = @"mise?\s+à\s+jour|modifié";

    public const string DatePrepositions = "le|à";

    public const string DateWords = "de du le la à h publié publiée publication mis mise jour modifié créé article actualisé";

    public const string ImprintLabels = @"t[eé]léphone\s?[.:]|directeur de (?:la )?publication\s?:";

    public const string ReaderPronouns = "vous|votre|vos|nous|notre|nos|créez|connectez";

    public const string Imperatives = "accepter|tout (?:accepter|refuser)|continuer|activer|désactiver";

    public const string ArticleReferences = "cet article|ce site|la suite|réservée?s? (?:aux|à)|(?:pour )?lire la suite";

    public const string ReportingWords = "déclaré";

    public const string ConsentNotices =
        @"avec votre (?:accord|consentement)|nos (?:[0-9 .]+ )?partenaires\b.{0,100}(?:cookies|données|appareil)|votre vie privée"
        + "|retirer votre consentement|continuer sans accepter|tout (?:accepter|refuser)"
        + "|(?:utilisons|utilise|utilisent) des cookies|accepter les cookies";

    public const string BotChecks = "activ(?:er|ez) (?:le )?javascript|désactiver votre bloqueur";

    public static readonly string[] NoticeKeywords =
    [
        "avec votre", "partenaires", "votre vie", "consentement", "sans accepter", "tout accepter", "tout refuser", "bloqueur",
    ];

    public const string NoticeTitles = @"un instant\W{0,4}";

    public const string CallsToPay =
        @"réservée?s? (?:à nos |aux |à )(?:abonné|membres|inscrit)|il vous reste\b.{0,40}\bà (?:lire|découvrir)"
        + @"|(?:abonnez-vous|inscrivez-vous|connectez-vous|identifiez-vous)\b[^.!?]{0,40}\b"
        + "pour (?:lire|accéder|continuer|poursuivre|découvrir)"
        + "|pour (?:lire la suite|poursuivre (?:la|votre) lecture|continuer (?:la|votre) lecture)"
        + "|créez votre compte.{0,40}pour";

    public static readonly string[] CallToPayKeywords =
        ["abonn", "membres", "inscri", "il vous reste", "connectez", "identifiez", "la suite", "lecture", "votre compte"];

    public const string SubscriptionOffers = "déjà abonné|vous avez déjà un compte|sans engagement";

    public const string PaidLabels = "(?:article )?réservé aux abonnés";

    public static readonly string[] BiographyBeginnings = ["est "];
}
