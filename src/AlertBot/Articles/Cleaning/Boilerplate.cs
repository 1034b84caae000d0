using System.Buffers;
using System.Text.RegularExpressions;
using AlertBot.Articles.Phrases;
using AlertBot.Text;

namespace AlertBot.Articles.Cleaning;

/// <summary>
/// Recognizes lines that are not part of an article wherever they are in its text: advertisements, links to other articles, requests to
/// share or subscribe, credits, footers of feeds.
/// </summary>
internal static partial class Boilerplate
{
    /// <summary>Longer paragraphs, in characters, are text, regardless of how they begin.</summary>
    private const int MaxLineLength = 220;

    /// <summary>In characters; the footer of a feed repeats the headline and the name of the outlet.</summary>
    private const int MaxFeedFooterLength = 300;

    // The longest lines, in characters, that are nothing but a time, a byline or a date.
    private const int MaxTimeLength = 40;
    private const int MaxBylineLength = 100;
    private const int MaxDateLength = 90;

    private const RegexOptions IgnoreCase = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Bullets, arrows and brackets before a label or link.</summary>
    private const string Opening = @"^[\s<＜\[\(*•–—>»▶►→+-]{0,7}";

    /// <summary>Punctuation and arrows after a label.</summary>
    private const string Ending = @"[\s:.!?…|：⬇↓\]\)>»→]{0,6}$";

    private const string Networks = "facebook|twitter|whatsapp|linkedin|telegram|pinterest|reddit";

    private const string NewsAgencies = "getty images|reuters|afp|ap";

    private const string DateVerbs = "(?:last |first )?(?:" + AllLanguages.PublishedWords + "|" + AllLanguages.UpdatedWords + ")";

    private static readonly SearchValues<string> RightsReserved =
        SearchValues.Create(AllLanguages.RightsReserved, StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<string> RemoveFrom(IEnumerable<string> paragraphs)
    {
        var kept = paragraphs.Select(RemoveLinkList).Where(p => p.Any(char.IsLetterOrDigit) && !IsBoilerplateLine(p)).ToList();
        while (kept.Count > 1 && IsFeedFooter(kept[^1]))
        {
            kept.RemoveAt(kept.Count - 1);
        }

        return kept.Count == 1 && IsFeedFooter(kept[0]) ? [] : kept;
    }

    /// <summary>Whether a line is boilerplate wherever it is in the text.</summary>
    public static bool IsBoilerplateLine(string line) =>
        line.Length <= MaxLineLength
            && (Label().IsMatch(line)
                || LineStart().IsMatch(line)
                || IsTimeLine(line)
                || SocialNetworkBar().IsMatch(line)
                || Breadcrumbs().IsMatch(line)
                || IsRightsReserved(line)
                || PictureCredits.IsMatch(line));

    /// <summary>Whether a line is a time of day or says how long ago an article was published.</summary>
    public static bool IsTimeLine(string line) => line.Length <= MaxTimeLength && Time().IsMatch(line);

    /// <summary>Whether a line says how to reach the author.</summary>
    public static bool IsContactLine(string line) => ContactNote().IsMatch(line);

    /// <summary>Whether a line is nothing but a byline.</summary>
    public static bool IsByline(string line) => line.Length <= MaxBylineLength && Byline().IsMatch(line);

    /// <summary>Whether a line is a date, with or without a time and a word such as "Updated".</summary>
    public static bool IsDateLine(string line) => line.Length <= MaxDateLength && line.Any(char.IsDigit) && Date().IsMatch(line);

    /// <summary>Returns an empty string for a paragraph that is a label, such as "Read more:", with a list of headlines below it.</summary>
    private static string RemoveLinkList(string paragraph)
    {
        if (!paragraph.Contains('\n', StringComparison.Ordinal))
        {
            return paragraph;
        }

        var lines = paragraph.Split('\n');
        return IsBoilerplateLine(lines[0].Trim()) && lines.Skip(1).All(IsListItem) ? "" : paragraph;
    }

    private static bool IsListItem(string line) => line.TrimStart() is ['*' or '•' or '-' or '–' or '·' or '>' or '»' or '►', ..];

    private static bool IsFeedFooter(string line) => line.Length <= MaxFeedFooterLength && FeedFooter().IsMatch(line);

    /// <summary>A line with a quotation reports what somebody said about rights.</summary>
    private static bool IsRightsReserved(string line) =>
        line.AsSpan().ContainsAny(RightsReserved) && !line.AsSpan().ContainsAny(CharacterClasses.QuotationMarks);

    [GeneratedRegex(
        Opening
        + "(?:" + AllLanguages.Labels
        + "|" + Networks
        + "|" + NewsAgencies
        + "|(?:" + AllLanguages.ReadingTimes + @")\s?:?\s?[0-9<~]{1,4}.{0,12}"
        + @"|[0-9]{1,3}[ -]?(?:min(?:ute)?s?|minutos?|minuti|minuten)\.?(?: de)? (?:" + AllLanguages.ReadingNouns + ")"
        + "|(?:image|photo|bild|foto) [0-9]{1,3} (?:of|von|de|sur|/) [0-9]{1,3})"
        + Ending,
        IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(
        Opening
        + "(?:" + AllLanguages.LineStarts
        + @"|ⓒ|© ?(?:copyright )?[12][0-9]{3}|copyright\s?(?:©|ⓒ|\(c\)|[12][0-9]{3}))",
        IgnoreCase)]
    private static partial Regex LineStart();

    [GeneratedRegex(
        @"^(?:[0-2]?[0-9][:.h][0-5][0-9](?::[0-5][0-9])?\s?(?:[ap]\.?m\.?|uhr|gmt|utc|e[sd]?t|cest|cet|bst|ist|h)?"
        + "|" + AllLanguages.TimesAgo + ")$",
        IgnoreCase)]
    private static partial Regex Time();

    /// <summary>"FacebookTwitterEmail": the buttons of a bar, without spaces between them.</summary>
    [GeneratedRegex(
        "^(?:(?:" + Networks + "|instagram|youtube|tumblr|messenger|flipboard|pint|e-?mail|print|baixar|copy link|share|tweet)"
        + @"[\s|,/·•&]{0,4}){2,12}$",
        IgnoreCase)]
    private static partial Regex SocialNetworkBar();

    [GeneratedRegex("^(?:" + AllLanguages.HomePages + @")\s?[»/>›→]\s?\S.{0,200}$", IgnoreCase)]
    private static partial Regex Breadcrumbs();

    [GeneratedRegex(
        "^(?:" + AllLanguages.FeedFooters
        + @"|[\[\(]?(?:" + AllLanguages.ReadOnLinks + @")[\]\)\s.…→»>]{0,6}"
        + @"|.{0,20}(?:\[…\]|\[\.\.\.\]|\[&#8230;\]))$",
        IgnoreCase)]
    private static partial Regex FeedFooter();

    [GeneratedRegex(@"\b(?:" + AllLanguages.ContactNotes + @")\b", IgnoreCase)]
    private static partial Regex ContactNote();

    /// <summary>The case of the name counts: "By Ana Lund", not "By and large it worked".</summary>
    [GeneratedRegex(
        "^(?:(?i:" + AllLanguages.BylinePrefixes + @")|Text)\b:? \p{Lu}[\p{L}.’'-]{0,25}"
        + @"(?:,? (?:\p{Lu}[\p{L}.’'-]{0,25}|and|und|et|y|e|&|de|von|van|der|\|)){0,12},?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Byline();

    /// <summary>"Updated: Monday, 17 August 2025, 9:40 am"; "Aug 17, 2025 CET".</summary>
    [GeneratedRegex(
        "^(?:(?:" + DateVerbs + "|" + AllLanguages.DateLabels + "|" + AllLanguages.DatePrepositions + @")[\s:]{0,3}){0,3}"
        + @"(?:\p{L}{2,12}[,.]{0,2} {1,2}){0,2}"
        + @"[0-9]{1,4}(?:st|nd|rd|th)?[./\s,-]{1,3}(?:(?:de |of )?\p{L}{3,12}|[0-9]{1,2})[./\s,-]{1,3}(?:de )?[0-9]{2,4}"
        + @"[^\p{L}]{0,30}(?:\p{L}{1,6}[^\p{L}]{0,12}){0,3}$"
        + "|^(?:" + DateVerbs + @"[\s:]{0,3}(?:on |at )?)?(?:\p{L}{2,12}[,.]{0,2} {1,2}){0,2}"
        + @"\p{L}{3,12}\.? [0-9]{1,2},? [0-9]{4}"
        + @"[^\p{L}]{0,30}(?:\p{L}{1,6}[^\p{L}]{0,12}){0,3}$",
        IgnoreCase)]
    private static partial Regex Date();
}
