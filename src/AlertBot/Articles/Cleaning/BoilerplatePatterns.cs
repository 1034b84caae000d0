using System.Buffers;
using System.Text.RegularExpressions;

namespace AlertBot.Articles.Cleaning;

/// <summary>
/// Lines that lead away from an article wherever they stand: to another article, to a network, to a button; and credits of pictures.
/// </summary>
internal static partial class BoilerplatePatterns
{
    /// <summary>A credit behind the words of a caption is no longer than this with them.</summary>
    private const int MaxCaptionLength = 160;

    public static bool IsMatch(string line) =>
        CallToAction().IsMatch(line) || ButtonLabel().IsMatch(line) || SocialNetworkBar().IsMatch(line) || Breadcrumbs().IsMatch(line)
            || CopyrightNotice().IsMatch(line) || IsRightsReserved(line) || PhotoCredit().IsMatch(line)
        || (line.Length <= MaxCaptionLength && CaptionCredit().IsMatch(line));

    private static readonly SearchValues<string> RightsReservedPhrases = SearchValues.Create(
        ["all rights reserved", "무단전재", "무단 전재", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
            "todos os direitos reservados", "tutti i diritti riservati", "riproduzione riservata"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> QuoteCharacters = SearchValues.Create("“”„«»\"");

    /// <summary>What somebody says of rights is no notice of them.</summary>
    private static bool IsRightsReserved(string line) =>
        line.AsSpan().ContainsAny(RightsReservedPhrases) && !line.AsSpan().ContainsAny(QuoteCharacters);

    [GeneratedRegex(@"^[\s\[\(*•–—>»▶►→+-]{0,5}(?:must[ "
        + @"-](?:read|watch|see)\s?[|:]|(?:read|watch|see|listen|related|lee|lea|leer|mira|mire|vea|ver|leia|veja|leggi|guarda|lire"
        + @"|voir|lies|lesen)(?: (?:more|also|now|next|this|más|mas|también|tambien|aquí|mais|também|anche|aussi|auch|mehr)){0,2}\s?\|\s?\S"
        + @"|(?:leer?|lea|mira|mire|vea|ver|leia|veja|leggi|vedi|guarda|lire|voir|lue|läs|les|lees|bekijk|læs|czytaj|zobacz|přečtěte "
        + @"si|čtěte|olvassa el|olvasd el|citește|citiți|vezi|читайте|смотрите|дивіться)(?: "
        + @"(?:más|mas|también|tambien|aquí|además|mais|também|ainda|anche|pure|aussi|également|myös|lisää|mer|mere|meer|också|også|ook"
        + @"|też|także|więcej|również|také|více|is|még|și|mai mult|также|еще|ещё|також)){1,2}(?: (?:su|sobre|om|sur|en|over))?\s?:"
        + @"|puedes? (?:ver|leer|revisar)(?: también)?\s?:|(?:también )?(?:te|le) (?:puede|podría) interesar\s?:|te "
        + @"recomendamos\s?:|lue seuraavaksi\s?:|lue aiheesta(?: lisää)?\s?:|(?:recommended|further) reading\s?:|sur le même "
        + @"(?:sujet|thème)\s?:|lesetipp\s?:|mehr(?: dazu| zum thema)?\s?:\s|اقرأ أيض|شاهد أيض|قد يهمك)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CallToAction();

    [GeneratedRegex(@"^[\s\[\(*•–—>»▶►→+-]{0,5}(?:(?:también )?(?:te|le) (?:puede|podría) interesar|te recomendamos|siga "
        + @"leyendo|continúa leyendo|lue (?:myös|seuraavaksi|lisää|aiheesta lisää)|siste (?:saker|nytt)|mest lest|auch "
        + @"(?:interessant|lesenswert)|mehr dazu|lesetipps?|empfohlene beiträge|weitere "
        + @"(?:artikel|beiträge|themen|meldungen|nachrichten)|notre sélection vidéo|à ne pas manquer|sur le même sujet|saber "
        + @"más|conforme a los criterios de|ver (?:más|también|noticia)|ver mais"
        + @"|order reprints|view author archive|e-?mail the author|commenting feature is "
        + @"disabled\b.{0,40}|image|(?:image|photo|bild|foto) [0-9]{1,3} (?:of|von|de|sur|/) [0-9]{1,3}|partner content|latest "
        + @"videos|quick links|view (?:all )?comments|show all [0-9]{1,3}|page load link|post views\s?:\s?[0-9.,]{1,9}|zur "
        + @"übersicht|zurück(?: zur? .{3,30})?|reporte un error|agregar información|escucha la noticia|(?:continua|continúa|sigue) "
        + @"(?:depois|después|luego) (?:da|de la) publici(?:dade|dad)|la suite après cette publicité"
        + @"|(?:reading time|lesezeit|lesedauer|tempo de leitura|tiempo de lectura|temps de lecture|tempo di "
        + @"lettura|leestijd)\s?:?\s?[0-9<~]{1,4}.{0,12}|[0-9]{1,3}[ -]?(?:min(?:ute)?s?|minutos?|minuti|minuten)\.?(?: de)? "
        + @"(?:read|lectura|lecture|leitura|lettura|lesezeit|lesen)|via "
        + @"giphy|(?:compartir|partager|condividi|compartilhar|teilen|share) (?:en|sur|su|no|auf|on|por|par) \w{3,15}|auf \w{3,15} "
        + @"teilen|jaa(?: artikkeli)?|dela artikeln|del "
        + @"(?:artikkelen|artiklen)|kommentarer|kommentit|comentarios|comentários|commentaires?|möchten sie den artikel teilen"
        + @"|写真を拡大(?:する)?|画像を拡大(?:する)?|拡大する|分享|分享到|關鍵字|关键字|關鍵詞|关键词|キーワード|関連記事|相關新聞|相关新闻|延伸閱讀|延伸阅读|相关阅读|더보기|관련기사|관련 "
        + @"기사)[\s:.!?…|：⬇↓\]\)>»→]{0,6}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ButtonLabel();

    /// <summary>“FacebookTwitterEmail”: a bar of buttons, run together.</summary>
    [GeneratedRegex(@"^(?:(?:facebook|twitter|whatsapp|linkedin|e-?mail|pinterest|pint|telegram|reddit|instagram|youtube|tumblr"
        + @"|messenger|flipboard|print|baixar|copy link|share|tweet)[\s|,/·•&]{0,4}){2,12}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SocialNetworkBar();

    /// <summary>The way from the front page to the article.</summary>
    [GeneratedRegex(@"^(?:home(?:page)?|start(?:seite)?|inicio|início|accueil|forside|etusivu)\s?[»/>›→]\s?\S.{0,200}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Breadcrumbs();

    [GeneratedRegex(@"^[<\[\(＜]{0,2}\s?(?:저작권자|ⓒ|copyright\s?(?:©|ⓒ|\(c\)|[12][0-9]{3}))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CopyrightNotice();

    [GeneratedRegex(@"^[\[\(]?(?:(?:file|stock|handout) (?:photo|picture|image)|representat(?:ive|ional) "
        + @"(?:image|photo|picture)|(?:cover|main|top|lead|featured|header) (?:image|photo|picture)(?: credit| "
        + @"by)?|archivbild|symbolbild|symbolfoto|beitragsbild|bildcredit|bildquelle|bildnachweis|titelfoto|foto de archivo|imagen de "
        + @"archivo|borítókép|credits?)\s?(?:[:.|][^.!?]{0,200}[.)\]]?|by [^.!?]{2,60}|[\])]?)$|^(?:FILE PHOTO|FILE)\s?(?::| [-–—] "
        + @").{1,200}$|^▲.{1,200}$|^.{1,120}[（(](?:資料照|資料照片|資料圖|資料圖片|자료사진)[）)]$|^[\[［]사진.{1,40}[\]］]$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PhotoCredit();

    [GeneratedRegex(@"(?:[.!?)»”""]|,) (?:[Ff]otos?|[Pp]hotos?|[Ff]otó|Bild|Bilder|Kuva|[Zz]djęcie|[Ff]ot)\s?[:.]\s?\p{Lu}[^.!?:]{1,60}$",
        RegexOptions.CultureInvariant)]
    private static partial Regex CaptionCredit();
}
