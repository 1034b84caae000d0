using System.Text.RegularExpressions;

namespace AlertBot.Articles.Cleaning;

/// <summary>
/// Lines that stand in an article and are none of it: advertisements' seams, calls to share, to read on and to subscribe, credits, feed
/// footers.
/// </summary>
internal static partial class Boilerplate
{
    /// <summary>Longer paragraphs are text, whatever they begin with.</summary>
    private const int MaxLineLength = 220;

    public static IEnumerable<string> RemoveFrom(IEnumerable<string> paragraphs)
    {
        var kept = paragraphs.Select(RemoveLinkList).Where(p => p.Any(char.IsLetterOrDigit) && !IsBoilerplateLine(p)).ToList();
        while (kept.Count > 1 && IsFeedFooter(kept[^1]))
        {
            kept.RemoveAt(kept.Count - 1);
        }

        return kept.Count == 1 && IsFeedFooter(kept[0]) ? [] : kept;
    }

    /// <summary>“Read more:” with the headlines below it, in one paragraph.</summary>
    private static string RemoveLinkList(string paragraph)
    {
        if (!paragraph.Contains('\n', StringComparison.Ordinal))
        {
            return paragraph;
        }

        var lines = paragraph.Split('\n');
        return IsBoilerplateLine(lines[0].Trim())
            && lines.Skip(1).All(line => line.TrimStart() is ['*' or '•' or '-' or '–' or '·' or '>' or '»' or '►', ..]) ? "" : paragraph;
    }

    /// <summary>A line that is no part of the text wherever it stands.</summary>
    public static bool IsBoilerplateLine(string line) =>
        line.Length <= MaxLineLength
            && (WholeLine().IsMatch(line) || IsTimeLine(line) || LineStart().IsMatch(line) || PhotoCredit().IsMatch(line)
                || BoilerplatePatterns.IsMatch(line));

    /// <summary>A line that is a time of day or tells how long ago: the mark of an update, or of the head of an article.</summary>
    public static bool IsTimeLine(string line) => line.Length <= 40 && TimeLine().IsMatch(line);

    /// <summary>A line that tells how to reach the writer.</summary>
    public static bool IsContactLine(string line) => ContactLine().IsMatch(line);

    /// <summary>A line that names the writer and says nothing.</summary>
    public static bool IsByline(string line) => line.Length <= 100 && BylineLine().IsMatch(line);

    /// <summary>A line that is a date, with a time or a word such as “Updated” beside it.</summary>
    public static bool IsDateLine(string line) => line.Length <= 90 && line.Any(char.IsDigit) && DateLine().IsMatch(line);

    private static bool IsFeedFooter(string line) => line.Length <= 300 && FeedFooter().IsMatch(line);

    [GeneratedRegex(@"^[\s\[\(*•–—-]{0,5}(?:(?:the )?(?:story|article|post|text) continues "
        + @"(?:below|after)\b.{0,60}|advertisement|advertisment|advert|anzeige|publicidad|publicité|pubblicità|publicidade|reklame"
        + @"|annonce|werbung|sponsored(?: content| links?)?|scroll to continue.{0,40}|continue reading(?: below)?.{0,60}|continues "
        + @"below.{0,30}|loading\.{0,3}|share(?: this)?(?: (?:article|story|post|page|on .{0,20}|via .{0,20}))?|teilen(?: "
        + @"mit)?|artikel teilen|diesen artikel teilen|partager(?: cet "
        + @"article)?|compartir|condividi|compartilhar|tweet|print|e-?mail|facebook|twitter|whatsapp|linkedin|telegram|pinterest|reddit"
        + @"|copy link|listen(?: to (?:this )?article)?|save|drucken|kommentare?|comments?|leave a comment|related(?: "
        + @"(?:articles?|stories|posts?|topics?|content|coverage|news|links?))?|more (?:stories|on this story|on this topic|from "
        + @".{0,40})|read more|read also|also read|see also|weiterlesen|mehr zum thema|lesen sie auch|lire aussi|à lire aussi|lea "
        + @"también|leer más|leggi anche|leia também|lees ook|läs också|les også|læs også|most (?:read|popular|viewed)|top "
        + @"stories|recommended(?: for you)?|trending(?: now)?|you may also like|you might also like|das könnte (?:sie|dich) auch "
        + @"interessieren|sign ?(?:up|in)|subscribe(?: now)?|log ?in|newsletter|tags|topics|schlagwörter|themen|watch(?: "
        + @"now)?|video|photo(?:s)?|gallery|skip to (?:\S+ ){0,3}\S+|zum (?:haupt)?inhalt(?: springen)?|zur suche springen|zur "
        + @"navigation springen|aller au contenu(?: principal)?|cookies?|back to top|nach oben|getty "
        + @"images|reuters|afp|ap)[\s:.!?…\]\)>»→]{0,6}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WholeLine();

    [GeneratedRegex(@"^[\s\[\(*•–—>»▶►→+-]{0,7}(?:(?:read|watch|see|listen|lies|lesen sie|lea|lee|leggi|leia|lire|lees|läs|les) "
        + @"(?:more|also|next|too|auch|también|anche|também|aussi|ook|også|också|mehr)\s?[:|–—-]|also read\b|also "
        + @"see\b|related\s?[:|]|more\s?:|à lire aussi|lire aussi|mehr zum thema|lesen sie (?:auch|hier)|das könnte (?:sie|dich) auch "
        + @"interessieren|sign up (?:for|to|now|here)|subscribe (?:to|now|for|here)|get (?:the|our) "
        + @"(?:latest|best|free|daily|top|news).{0,80}(?:inbox|newsletter|app)|join our|follow us\b|follow (?:\S+ ){0,4}on "
        + @"(?:twitter|facebook|instagram|x|telegram|whatsapp)|download (?:the|our) app|click here\b|(?:we|this (?:site|website)) "
        + @"uses? cookies|by (?:signing up|subscribing|clicking)|don.t miss\b.{0,60}(?:newsletter|inbox)|already a "
        + @"(?:subscriber|member)|support (?:our|independent) journalism|abonnieren sie|jetzt "
        + @"(?:abonnieren|weiterlesen|anmelden)|inscrivez-vous|abonnez-vous|suscríbete|iscriviti|all rights reserved|copyright ©|© "
        + @"?(?:copyright )?[12][0-9]{3}|this (?:article|story|post) (?:was )?(?:originally|first) (?:appeared|published)|folgen sie "
        + @"uns|síguenos|suivez-nous|seguici)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LineStart();

    [GeneratedRegex(@"^(?:[0-2]?[0-9][:.h][0-5][0-9](?::[0-5][0-9])?\s?(?:[ap]\.?m\.?|uhr|gmt|utc|e[sd]?t|cest|cet|bst|ist|h)?"
        + @"|(?:about )?[0-9]{1,2} ?(?:minutes?|mins?|hours?|hrs?|days?|h|m|d) ago|vor [0-9]{1,2} (?:minuten?|stunden?|tag(?:en)?)|il "
        + @"y a [0-9]{1,2} (?:minutes?|heures?|jours?)|hace [0-9]{1,2} (?:minutos?|horas?|días?))$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TimeLine();

    [GeneratedRegex(@"^(?:[\[\(]\s?)?(?:(?:photo|photograph|image|picture|file photo|foto|bild|photo credit|image "
        + @"credit|credit|titelbild|imagen|imagem|crédits?(?: photos?)?|kuva|quelle|source|photos? by|photo courtesy|courtesy)(?: by| "
        + @"of)?\s?[:/©|]\s?.{1,120}|(?:photo|image|photograph|picture)s? (?:by|courtesy|credit)\b.{1,100}|.{1,120}[\(\[/|] "
        + @"?(?:getty(?: images)?|ap photo|shutterstock|istock|imago|alamy|file photo|screenshot)(?:/.{1,60}| via .{1,60}| "
        + @"images)?[\)\]]?|[^.!?]{1,120}[\(\[/|] ?(?:reuters|afp|ap|epa|dpa|file)(?:/.{1,60}| via .{1,60})?[\)\]]?|.{0,60}© ?.{2,80})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PhotoCredit();

    [GeneratedRegex(@"^(?:the post .{1,200} (?:appeared first on|first appeared on) .{1,100}|der beitrag .{1,200} erschien zuerst auf "
        + @".{1,100}|l.article .{1,200} est apparu en premier sur .{1,100}|la entrada .{1,200} (?:se publicó primero en|apareció "
        + @"primero en) .{1,100}|(?:this (?:entry|article|post) )?(?:was )?(?:originally|first) (?:appeared|published) (?:on|in|at|by) "
        + @".{1,150}|[\[\(]?(?:read (?:the )?(?:more|full (?:story|article|post)|rest|on).{0,80}|continue reading.{0,200}|keep "
        + @"reading.{0,100}|read more|weiterlesen.{0,60}|mehr lesen.{0,40}|lire la suite.{0,40}|leer más.{0,40}|seguir "
        + @"leyendo.{0,40}|leggi tutto.{0,40}|continua a leggere.{0,40}|leia mais.{0,40}|lees verder.{0,40}|view (?:entire|full) "
        + @"(?:post|article|story).{0,40}|\[?link\]?\s{0,3}\[?comments\]?|comments|submitted by "
        + @".{1,60})[\]\)\s.…→»>]{0,6}|.{0,20}(?:\[…\]|\[\.\.\.\]|\[&#8230;\]))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FeedFooter();

    [GeneratedRegex(@"\b(?:follow (?:him|her|them|me|the author)\b.{0,20}\bon|(?:reach|contact|e-?mail) (?:him|her|them|me|the "
        + @"(?:author|writer|reporter))\b|(?:he|she|they) can be reached (?:at|on|by)|folgen sie (?:ihm|ihr) "
        + @"(?:auf|bei)|suivez-(?:le|la) sur|s[íi]gu[ea]l[oa] en)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ContactLine();

    // Case counts: “By Ana Lund”, not “By and large it worked”.
    [GeneratedRegex(@"^(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|Autor(?:in)?|Text|Author|Written by|Reported by)\b:? "
        + @"\p{Lu}[\p{L}.’'-]{0,25}(?:,? (?:\p{Lu}[\p{L}.’'-]{0,25}|and|und|et|y|e|&|de|von|van|der|\|)){0,12},?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex BylineLine();

    [GeneratedRegex(@"^(?:(?:published|updated|posted|last (?:updated|modified)|first "
        + @"published|veröffentlicht|aktualisiert|stand|publié|publicado|pubblicato|mis à "
        + @"jour|actualizado|on|am|le|el|um|at)[\s:]{0,3}){0,3}(?:\p{L}{2,12}[,.]{0,2} "
        + @"{1,2}){0,2}[0-9]{1,4}(?:st|nd|rd|th)?[./\s,-]{1,3}(?:(?:de |of )?\p{L}{3,12}|[0-9]{1,2})[./\s,-]{1,3}(?:de "
        + @")?[0-9]{2,4}[^\p{L}]{0,30}(?:\p{L}{1,6}[^\p{L}]{0,12}){0,3}$|^(?:(?:published|updated|posted|last updated|first "
        + @"published)[\s:]{0,3}(?:on |at )?)?(?:\p{L}{2,12}[,.]{0,2} {1,2}){0,2}\p{L}{3,12}\.? [0-9]{1,2},? "
        + @"[0-9]{4}[^\p{L}]{0,30}(?:\p{L}{1,6}[^\p{L}]{0,12}){0,3}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DateLine();
}
