namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class SpanishPhrases
{
    public const string Labels =
        "publicidad|(?:contin[uú]a|sigue) (?:después|luego) de la publicidad"
        + "|lea también|leer más|(?:también )?(?:te|le) (?:puede|podría) interesar|te recomendamos|siga leyendo|continúa leyendo"
        + "|saber más|ver (?:más|también|noticia)|conforme a los criterios de"
        + @"|compartir|compartir (?:en|por) \w{3,15}|comentarios|escucha la noticia|reporte un error|agregar información";

    public const string LineStarts =
        @"(?:lea|lee) también\s?[:|–—-]|(?:lee|lea|leer|mira|mire|vea|ver)(?: (?:más|mas|también|tambien|aquí)){0,2}\s?\|\s?\S"
        + @"|(?:leer?|lea|mira|mire|vea|ver)(?: (?:más|mas|también|tambien|aquí|además)){1,2}(?: (?:su|sobre|en))?\s?:"
        + @"|puedes? (?:ver|leer|revisar)(?: también)?\s?:|(?:también )?(?:te|le) (?:puede|podría) interesar\s?:|te recomendamos\s?:"
        + "|suscríbete|síguenos";

    public const string TimesAgo = "hace [0-9]{1,2} (?:minutos?|horas?|días?)";

    public const string ReadingTimes = "tiempo de lectura";

    public const string ReadingNouns = "lectura";

    public const string PictureLabels = "imagen";

    public const string PictureKinds = "foto de archivo|imagen de archivo";

    public const string HomePages = "inicio";

    public static readonly string[] RightsReserved = ["todos los derechos reservados"];

    public const string FeedFooters = "la entrada .{1,200} (?:se publicó primero en|apareció primero en) .{1,100}";

    public const string ReadOnLinks = "leer más.{0,40}|seguir leyendo.{0,40}";

    public const string ContactNotes = "s[íi]gu[ea]l[oa] en";

    public const string EditorialNotes = @"recibe alertas desde\b";

    public const string BylinePrefixes = "por";

    public const string PublishedWords = "publicad[oa]";

    public const string UpdatedWords = "actualizad[oa]";

    public const string DateLabels = "fecha";

    public const string DatePrepositions = "el|a las";

    public const string DateWords =
        "de del la el a las publicado publicada actualizado actualizada actualización creado fecha última hora";

    public const string ImprintLabels = @"teléfono\s?[.:]|directora? responsable\s?:|depósito legal\b";

    public const string ReaderPronouns =
        "usted|tu|tú|tus|nuestr[oa]s?|usamos|utilizamos|suscríbete|suscríbase|regístrate|regístrese|eres";

    public const string Imperatives =
        @"acept(?:a|e|ar)|activ(?:a|e|ar)|habilit(?:a|e|ar)|rechazar|inicia|inicie|hazte|suscríb\w{2,5}|regístr\w{2,5}";

    public const string ArticleReferences =
        "este (?:artículo|contenido|sitio)|contenido |(?:exclusivo|solo|sólo|reservado) para|para suscriptores";

    public const string ReportingWords = "dijo dijeron";

    public const string ConsentNotices =
        @"con (?:tu|su|tú) consentimiento|nuestros (?:[0-9.]+ )?(?:socios|partners|proveedores)\b.{0,100}(?:cookies|datos|dispositivo)"
        + "|tu privacidad|su privacidad (?:es|nos)|acept(?:a|e|ar|as) (?:las |todas las |y )?(?:cookies|continuar)"
        + "|(?:usamos|utilizamos|usan|utilizan) (?:las )?cookies|rechazar (?:todo|las cookies)";

    public const string BotChecks = "(?:active|activa|activar|habilita|habilite|habilitar) (?:el )?javascript";

    public static readonly string[] NoticeKeywords = ["consentimiento", "nuestros ", "privacidad", "continuar", "rechazar"];

    public const string NoticeTitles = @"un momento\W{0,4}";

    public const string CallsToPay =
        "(?:exclusivo|solo|sólo|reservado) para (?:nuestros )?(?:suscriptores|socios|abonados|usuarios registrados|assinantes)"
        + @"|(?:suscríbete|regístrate|inicia sesión|suscríbase|regístrese|hazte socio|inicie sesión)\b[^.!?]{0,40}\b"
        + "para (?:seguir|continuar|leer|acceder)"
        + "|para (?:seguir|continuar) leyendo|(?:contenido |solo |sólo )para suscriptores";

    public static readonly string[] CallToPayKeywords =
        ["suscr", "socio", "abona", "gistr", "strate", "strese", "inici", "leyendo"];

    public const string SubscriptionOffers =
        "ya (?:eres|es|soy) (?:suscriptor|usuario|socio)|ya tienes (?:una )?(?:cuenta|suscripción)";

    public const string PaidLabels = "(?:contenido |solo |sólo |exclusivo )?para suscriptores";

    public static readonly string[] BiographyBeginnings = ["es un", "escribe "];
}
