using System.Buffers;
using System.Text.RegularExpressions;

namespace AlertBot.Articles.Paywalls;

/// <summary>What pages say in place of an article: asking for consent, for a script, for proof of being human, or for money.</summary>
internal static partial class InterstitialText
{
    /// <summary>Longer ones are no call to subscribe.</summary>
    private const int MaxCallLength = 320;

    private const int MaxNoticeLength = 1_500;

    /// <summary>A shorter line is the name of a button or of a link.</summary>
    private const int MaxLabelLength = 48;

    /// <summary>
    /// So does each of the calls in the first four; no letter but those of English at the beginning, which makes the search fast.
    /// </summary>
    private static readonly SearchValues<string> CallKeywords = SearchValues.Create(
        ["subscri", "sign in", "signin", "sign up", "signup", "log in", "login", "regist", "join", "become a", "create a", "read",
            "members", "customers", "free", "unlock", "the rest of",
        "lesen", "abonn", "exklusiv", "melden", "einloggen", "kostenpflichtig", "ist nur", "membres", "inscri", "il vous reste",
        "connectez", "identifiez", "la suite", "lecture",
        "suscr", "socio", "abona", "assin", "gistr", "strate", "strese", "inici", "leyendo", "lendo", "abbonati", "accedi", "cadastr"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Each of the calls in further languages has one of these, and few lines of a page do.</summary>
    private static readonly SearchValues<string> OtherLanguageCallKeywords = SearchValues.Create(
        ["abonn", "abonent", "prenumer", "subskryb", "assinante", "suscriptor", "tilaaj", "lezen", "lees ", "resten", "for at l",
            "for å ", "les hele", "att l", "att fort", "hela artikeln", "hela texten", "fuld adgang", "lue koko", "lukemista",
        " a ler", " a leitura", "contenut", "articol", "leggere", "czyta", "dost", "votre compte"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Each notice has one of these.</summary>
    private static readonly SearchValues<string> NoticeKeywords = SearchValues.Create(
        ["cookie", "privacy", "before you", "personal data", "device", "partner", "vendors", "with your ", "your choices",
            "your preferences", "your consent", "your settings", "your options", "and/or", "geolocation", "legitimate interest",
        "drittanbieter", "einwilligung", "zustimm", "personenbezogen", "mit werbung", "pur-abo", "pure-abo", "werbefrei", "akzeptieren",
        "ablehnen", "privatsph", "datenschutz",
        "avec votre", "partenaires", "votre vie", "consentement", "sans accepter", "tout accepter", "tout refuser", "consentimiento",
        "nuestros ", "privacidad", "continuar", "rechazar", "tuo consenso", "nossos ",
        "script", " js", "adblock", "ad block", "ad-block", "human", "robot", "a real", "browser", "connection", "security service",
        "ray id", "been blocked", "unable to access", "site owner", "permission to access", "unusual ",
        "complete the ", "press &", "press and", "aktivieren sie", "werbeblocker", "bloqueur", "security by"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>A paragraph of a consent form, of a security check or of a call to switch scripts on.</summary>
    public static bool IsNotice(string paragraph) =>
        paragraph.Length <= MaxNoticeLength && paragraph.AsSpan().ContainsAny(NoticeKeywords)
            && (ConsentNotice().IsMatch(paragraph) || BotOrScriptNotice().IsMatch(paragraph)) && IsForReader(paragraph);

    /// <summary>A title that no article of news has.</summary>
    public static bool IsNoticeTitle(string title) => title.Length < 80 && NoticeTitle().IsMatch(title);

    /// <summary>A line that says that the text goes on for those who pay or sign in.</summary>
    public static bool IsCallToPay(string line) => line.Length <= MaxCallLength && MatchesCallToPay(line) && IsForReader(line);

    /// <summary>A line that stands beside such a call, and on free pages too.</summary>
    public static bool IsOffer(string line) =>
        line.Length <= MaxCallLength && (MatchesCallToPay(line) || SubscriptionOffer().IsMatch(line)) && IsForReader(line);

    /// <summary>Whether a text can hold a call at all: told fast, and no for nearly all lines of a page.</summary>
    public static bool MayCallToPay(string text) =>
        text.AsSpan().ContainsAny(CallKeywords) || text.AsSpan().ContainsAny(OtherLanguageCallKeywords);

    private static bool MatchesCallToPay(string line) =>
        (line.AsSpan().ContainsAny(CallKeywords) && CallToPay().IsMatch(line))
            || (line.AsSpan().ContainsAny(OtherLanguageCallKeywords) && OtherLanguageCallToPay().IsMatch(line));

    /// <summary>The word at a headline that says whom the article is for.</summary>
    public static bool IsPaidLabel(string line) => PaidLabel().IsMatch(line);

    /// <summary>Speaks to the reader, or tells him what to do.</summary>
    public static bool AddressesReader(string text) =>
        ReaderAddress().IsMatch(text) || PoliteAddress().IsMatch(text) || ReaderImperative().IsMatch(text);

    /// <summary>What tells of others who reject cookies or have to sign in is news, whatever words it shares with a notice.</summary>
    private static bool IsForReader(string text) =>
        AddressesReader(text) || ThisText().IsMatch(text) || (text.Length <= MaxLabelLength && !ReportedSpeechOrDate().IsMatch(text));

    [GeneratedRegex(@"\b(?:you|your|yours|we|our|wir|unser(?:e[mnrs]?)?|du|dein(?:e[mnrs]?)?|vous|votre|vos|nous|notre|nos|usted|tu|tú"
        + @"|tus|nuestr[oa]s?|usamos|utilizamos|suscríbete|suscríbase|regístrate|regístrese|eres|tuo|tua|tuoi|nostr[oiae]|utilizziamo"
        + @"|você|nosso|nossos|nossas?|jouw|uw|wij|onze|din|ditt|dine|vores|våre|våra|vårt|sinun|twój|twoje|masz|créez|connectez)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReaderAddress();

    // At the beginning of a sentence it may be “she” or “they”.
    [GeneratedRegex(@"[\p{L},] (?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex PoliteAddress();

    [GeneratedRegex(@"(?:^|[.!?:] )(?:please,? |bitte |jetzt )?(?:accept|allow|enable|disable|turn o[nf]f?|switch "
        + @"on|verify|confirm|prove|complete the|manage|review|subscribe|sign (?:in|up)|log ?in|register|join|create (?:a|an)|become "
        + @"a|continue|keep reading|unlock|read "
        + @"(?:the|this|more|on)|get|start|cancel|checking|verifying|weiterlesen|registrieren|anmelden|abonnieren|einloggen|akzeptieren"
        + @"|ablehnen|accepter|tout "
        + @"(?:accepter|refuser)|continuer|activer|désactiver|acept(?:a|e|ar)|activ(?:a|e|ar)|habilit(?:a|e|ar)|rechazar|inicia|inicie"
        + @"|hazte|suscríb\w{2,5}|regístr\w{2,5}|accett(?:a|are)|abbonati|accedi|registrati|assine|cadastre-se|faça)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReaderImperative();

    [GeneratedRegex(@"\b(?:this (?:article|story|content|post|page|website|site)|(?:for |to )(?:\w+ )?(?:subscribers|members) "
        + @"only|(?:subscribers?|members)[ -]only|free articles?|(?:diese[rmns]?|ganzen?|vollständigen?) "
        + @"(?:artikel|text|beitrag|inhalt|seite|website)|um weiterzulesen|(?:exklusiv|nur) für\b|cet article|ce site|la "
        + @"suite|réservée?s? (?:aux|à)|(?:pour )?lire la suite|este (?:artículo|contenido|sitio)|(?:contenido|contenuto|conteúdo) "
        + @"|(?:exclusivo|solo|sólo|reservado) para|riservat[oi] agli|alleen voor|om verder|denne artikel|hele "
        + @"(?:artiklen|artikkelen|saken)|(?:resten af|resten av)|denna artikel|hela artikeln|dit artikel|het artikel|est[ea] "
        + @"(?:artigo|conteúdo|notícia)|quest[oa] (?:articolo|contenuto)|l.intero articolo|ten artykuł|(?:część|całość) "
        + @"(?:artykułu|tekstu)|para (?:suscriptores|assinantes)|(?:per|agli) (?:gli )?abbonati|for abonnenter|för (?:våra "
        + @")?prenumeranter|voor (?:onze )?abonnees|dla (?:naszych )?(?:prenumeratorów|subskrybentów|abonentów)|tilaajille)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ThisText();

    [GeneratedRegex(@"\b(?:said|says|told|fined?|fines|ordered|sued|ruled|over|sagten?|teilten?|erklärten?|ändert|déclaré|dijo|dijeron"
        + @"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi"
        + @"|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReportedSpeechOrDate();

    [GeneratedRegex(@"\b(?:we (?:value|respect|care about) your privacy|your privacy (?:matters|is "
        + @"important|choices|settings|preferences)|before you continue|(?:accept|reject|allow|manage) (?:all )?(?:the "
        + @")?cookies|we(?:,| and| use|.{0,40}partners).{0,60}\b(?:cookies|personal data|information on (?:a|your) device)|our "
        + @"(?:[0-9,.]+ )?(?:partners|vendors)\b.{0,120}\b(?:cookies|data|device|consent)|with your (?:permission|consent|agreement),? "
        + @"we|(?:manage|change|withdraw|review) your (?:choices|preferences|consent|settings|options)|store and/or access|precise "
        + @"geolocation|legitimate interests?\b.{0,60}\b(?:object|consent|choices|preferences)|cookie "
        + @"(?:policy|settings|preferences)|privacy (?:center|centre|manager|dashboard)|unsere (?:[0-9.]+ "
        + @")?(?:partner|drittanbieter)\b.{0,100}(?:cookies|personenbezogen|einwilligung|geräte?)|wir "
        + @"(?:verwenden|nutzen|setzen|verarbeiten|brauchen|benötigen)\b.{0,80}(?:cookies|einwilligung|zustimmung|personenbezogen)|mit "
        + @"werbung (?:weiter|lesen|und "
        + @"tracking|nutzen)|einwilligung.{0,60}(?:widerruf|erteil)|(?:pur|pure)-abo|werbefrei\b.{0,60}\b(?:monat|abo)|(?:alle(?:n|m)?"
        + @"|cookies) (?:cookies )?(?:akzeptieren|zustimmen|ablehnen)|ihre privatsphäre|datenschutz(?:erklärung|einstellungen)|avec "
        + @"votre (?:accord|consentement)|nos (?:[0-9  .]+ )?partenaires\b.{0,100}(?:cookies|données|appareil)|votre vie "
        + @"privée|retirer votre consentement|continuer sans accepter|tout (?:accepter|refuser)|(?:utilisons|utilise|utilisent) des "
        + @"cookies|accepter les cookies|con (?:tu|su|tú) consentimiento|nuestros (?:[0-9.]+ "
        + @")?(?:socios|partners|proveedores)\b.{0,100}(?:cookies|datos|dispositivo)|tu privacidad|su privacidad "
        + @"(?:es|nos)|acept(?:a|e|ar|as) (?:las |todas las |y )?(?:cookies|continuar)|(?:usamos|utilizamos|usan|utilizan) (?:las "
        + @")?cookies|rechazar (?:todo|las cookies)|la tua privacy|i nostri (?:[0-9.]+ )?partner\b.{0,100}(?:cookie|dati)|con il tuo "
        + @"consenso|utilizziamo (?:i )?cookie|accett(?:a|are) (?:i |tutti i )?cookie|sua privacidade|nossos (?:[0-9.]+ "
        + @")?parceiros\b.{0,100}(?:cookies|dados)|usamos cookies|jouw privacy|onze (?:[0-9.]+ "
        + @")?partners\b.{0,100}(?:cookies|gegevens)|wij gebruiken cookies)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ConsentNotice();

    [GeneratedRegex(@"\b(?:(?:enable|turn on|switch on|allow|requires?|needs?) (?:js|java ?script)|java ?script (?:and cookies |is "
        + @"|must be |has been )?(?:disabled|enabled|required|turned off|not available)|(?:disable|turn "
        + @"off|pause|whitelist|deactivate) (?:any|your|the) ad[ -]?block(?:er|ers)?|(?:verify|verifying|confirm|prove)(?: that)? "
        + @"you(?:.re| are) (?:human|not a robot|a human|a real)|(?:checking|review)(?: if| the security of)? (?:the site |your "
        + @")(?:browser|connection)|security service to protect itself|ray id\b|you have been blocked|unable to "
        + @"access\b.{0,60}\.[a-z]{2,}|why have i been blocked|email the site owner|don.t have permission to access|unusual "
        + @"(?:traffic|activity) from|complete the (?:security check|captcha)|press (?:&|and) hold|(?:javascript|cookies) (?:bitte "
        + @")?(?:aktivieren|einschalten|erlauben)|aktivieren sie (?:bitte )?(?:javascript|cookies)|(?:deaktivieren|schalten) sie "
        + @"(?:bitte )?(?:ihren|den) (?:adblocker|werbeblocker)|activ(?:er|ez) (?:le )?javascript|désactiver votre "
        + @"bloqueur|(?:active|activa|activar|habilita|habilite|habilitar) (?:el )?javascript|performance (?:&|and) security by)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BotOrScriptNotice();

    [GeneratedRegex(@"^(?:just a moment\W{0,4}|attention required\b.{0,30}|access (?:to this page has been )?denied|before you "
        + @"continue.{0,40}|are you (?:a )?(?:robot|human)\W?|(?:security|human|robot|captcha) "
        + @"(?:check|verification|challenge).{0,20}|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human.{0,10}|sorry, you have "
        + @"been blocked|(?:we value |)your privacy(?: choices| matters)?|(?:privacy|cookie|consent|datenschutz)(?:[ "
        + @"-]?(?:settings|notice|preferences|einstellungen|consent|wall|center))?|einwilligung|zustimmung|bot "
        + @"(?:detection|check).{0,20}|403 forbidden|forbidden|one moment,? please\W{0,4}|nur einen moment\W{0,4}|un "
        + @"(?:instant|momento)\W{0,4})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoticeTitle();

    [GeneratedRegex(@"\b(?:(?:subscribe|sign ?in|log ?in|sign ?up|register|join|become a (?:member|subscriber)|create (?:a|an|your) "
        + @"(?:free )?account)\b[^.!?]{0,60}\bto (?:continue(?: reading\b| to (?:the|this|read)\b|\W{0,4}$)|(?:keep|finish) "
        + @"reading|read (?:this|the|more|on|full|all|our)\b|unlock\b|access (?:this|the|all|our|full|premium)\b|view "
        + @"(?:this|the)\b|see the (?:rest|full)\b)|(?:continue|keep) reading (?:this (?:article|story) )?(?:with|for "
        + @"(?:just|only|free)|by (?:subscrib|regist|sign|creat)\w{0,6})|this (?:article|story|content|post|page) is (?:exclusively "
        + @"|only |available )?(?:for|available to|available for|reserved for|exclusive to|only for|restricted "
        + @"to)\b.{0,30}\b(?:subscribers|members|registered|readers|customers)|subscri(?:ber|ption)s? (?:only|is "
        + @"required|required)|(?:for|to) (?:our )?(?:paying |premium |paid |digital )?subscribers only|(?:members|subscribers)-only "
        + @"(?:article|story|content)|to read the (?:full|rest|whole|entire|complete)\b|to (?:continue|keep) "
        + @"reading|(?:reached|read|used)(?: up)? (?:your|all|the|all of your)\b.{0,30}\bfree (?:articles?|stories)|your "
        + @"(?:last|final) free (?:article|story)|unlock (?:this|the (?:full|rest|whole))|the rest of this (?:article|story) "
        + @"is|weiterlesen mit|(?:exklusiv |nur )für (?:unsere )?[\w+-]{0,20}\s?(?:abonnent|registrierte)|exklusiv für (?:unsere "
        + @")?[\w+-]{0,20}\s?(?:mitglieder|leser)|um (?:diesen |den |unseren )?(?:ganzen |vollständigen |kompletten "
        + @")?(?:artikel|text|beitrag)?\s?(?:weiter)?\s?(?:zu lesen|weiterzulesen)|bitte (?:melden sie sich "
        + @"an|einloggen|registrieren|anmelden)|dieser (?:artikel|text|beitrag|inhalt) ist "
        + @"(?:exklusiv|kostenpflichtig|nur|abonnenten)|(?:registrieren|anmelden|abonnieren|einloggen) und weiterlesen|jetzt (?:gratis "
        + @"|kostenlos )?weiterlesen|réservée?s? (?:à nos |aux |à )(?:abonné|membres|inscrit)|il vous reste\b.{0,40}\bà "
        + @"(?:lire|découvrir)|(?:abonnez-vous|inscrivez-vous|connectez-vous|identifiez-vous)\b[^.!?]{0,40}\bpour "
        + @"(?:lire|accéder|continuer|poursuivre|découvrir)|pour (?:lire la suite|poursuivre (?:la|votre) lecture|continuer "
        + @"(?:la|votre) lecture)|(?:exclusivo|solo|sólo|reservado) para (?:nuestros )?(?:suscriptores|socios|abonados|usuarios "
        + @"registrados|assinantes)|(?:suscríbete|regístrate|inicia sesión|suscríbase|regístrese|hazte socio|inicie "
        + @"sesión)\b[^.!?]{0,40}\bpara (?:seguir|continuar|leer|acceder)|para (?:seguir|continuar) "
        + @"(?:leyendo|lendo)|(?:riservat[oi]|solo) (?:agli|per gli) abbonati|(?:abbonati|accedi|registrati) per "
        + @"(?:leggere|continuare)|(?:assine|cadastre-se|faça login)\b[^.!?]{0,30}\bpara (?:ler|continuar))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CallToPay();

    [GeneratedRegex(@"\b(?:(?:alleen|exclusief|enkel) voor (?:onze )?abonnees|om (?:dit artikel |het artikel )?(?:verder )?te "
        + @"(?:kunnen )?lezen|lees (?:dit artikel|verder) met\b|læs resten af|for at læse (?:denne|hele|resten|videre|artiklen)|få "
        + @"fuld adgang|(?:kun|eksklusivt|forbeholdt) (?:for )?(?:vores )?abonnenter|artiklen er (?:kun )?for abonnenter|(?:et "
        + @")?(?:digitalt|gyldigt|aktivt) abonnement for at|køb (?:et )?(?:digitalt )?abonnement|for å "
        + @"(?:lese|fortsette)\b.{0,30}\b(?:saken|artikkelen|videre|mer|resten|hele)|les hele (?:saken|artikkelen) med|(?:bare|kun) "
        + @"for abonnenter|för att (?:läsa|fortsätta)\b.{0,30}\b(?:vidare|artikeln|hela|resten|läsa|texten)|(?:endast|bara|exklusivt) "
        + @"för (?:våra )?prenumeranter|läs hela (?:artikeln|texten) (?:med|som)|(?:vain )?(?:meidän )?tilaajille|lue koko "
        + @"(?:artikkeli|juttu)|jatkaaksesi lukemista|(?:exclusivo|só|apenas|conteúdo) para (?:os )?(?:nossos )?assinantes|para "
        + @"(?:continuar|seguir) a (?:ler|leitura)|contenut[oi] (?:riservat[oi]|esclusiv[oi]) (?:agli|per)|(?:per|vuoi) (?:continuare "
        + @"a leggere|leggere (?:tutto|il resto|l.intero))|articol[oi] (?:riservat[oi]|per (?:gli )?abbonati)|(?:tylko |wyłącznie "
        + @")?dla (?:naszych )?(?:prenumeratorów|subskrybentów|abonentów)|(?:aby|żeby|by) (?:czytać dalej|przeczytać "
        + @"(?:cały|całość|resztę))|(?:dalsza|pozostała) część (?:artykułu|tekstu) (?:jest )?dostępna|créez votre "
        + @"compte.{0,40}pour|(?:contenido |solo |sólo )para suscriptores)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherLanguageCallToPay();

    [GeneratedRegex(@"\b(?:already (?:a |an )?(?:subscriber|member|registered|subscribed)|(?:already )?have an account\?|(?:get "
        + @")?unlimited (?:digital )?access|cancel any ?time|start your (?:free )?trial|it only takes a minute|(?:haben|sind) sie "
        + @"(?:bereits|schon) (?:ein abo|abonnent|registriert|ein konto|mitglied)|sie haben bereits ein abo|bereits "
        + @"(?:abonnent|registriert|mitglied|kunde)\?|jederzeit kündbar|déjà abonné|sans engagement|ya (?:eres|es|soy) "
        + @"(?:suscriptor|usuario|socio)|già abbonato|já (?:é|sou) assinante|al abonnee|(?:allerede|har du) (?:bruger|abonnent|et "
        + @"abonnement)|har du allerede|redan prenumerant|allerede abonnent|oletko jo tilaaja|masz już (?:konto|prenumeratę)|vous avez "
        + @"déjà un compte|ya tienes (?:una )?(?:cuenta|suscripción)|hai già un (?:account|abbonamento)|heeft u al een "
        + @"(?:account|abonnement))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SubscriptionOffer();

    [GeneratedRegex(@"^(?:(?:contenido |solo |sólo |exclusivo )?para suscriptores|(?:conteúdo )?exclusivo para assinantes|(?:nur )?für "
        + @"abonnenten|(?:exclusively )?for subscribers|subscribers? only|(?:article )?réservé aux abonnés|(?:contenuto )?(?:riservato "
        + @"agli|per) abbonati|(?:kun |bare )?for abonnenter|för prenumeranter|(?:alleen )?voor abonnees|dla "
        + @"(?:prenumeratorów|subskrybentów)|tilaajille)\W{0,3}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PaidLabel();
}
