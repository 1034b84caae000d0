using System.Text.RegularExpressions;

namespace AlertBot.Articles.Cleaning;

/// <summary>
/// What stands below the last paragraph of an article: who helped, how to write to the editors, the heading of a box that is gone.
/// </summary>
internal static partial class ArticleFooterLines
{
    /// <summary>So many lines may stand below an article.</summary>
    private const int MaxFooterLines = 8;

    private const int MaxLineLength = 320;

    private const int MaxLabelLength = 40;

    private const int MaxLabelWords = 4;

    /// <summary>More of them are a list.</summary>
    private const int MaxLabels = 4;

    /// <summary>Characters of a paragraph under which a lone heading can be told from a line of a list or a poem.</summary>
    private const int MinParagraphLength = 80;

    private const int MinParagraphs = 4;

    /// <summary>An article with more short lines is a list, a poem or a table.</summary>
    private const double MaxShortLineShare = 0.25;

    public static List<string> RemoveFrom(List<string> paragraphs, string? byline)
    {
        var end = paragraphs.Count;
        while (end > 1 && paragraphs.Count - end < MaxFooterLines && IsFooterLine(paragraphs[end - 1], byline))
        {
            end--;
        }

        if (paragraphs.Count == 1 && paragraphs[0].Length <= MaxLineLength && EditorialNote().IsMatch(paragraphs[0]))
        {
            return [];
        }

        end = SkipTrailingLabels(paragraphs, end);
        return end == paragraphs.Count ? paragraphs : paragraphs[..end];
    }

    private static bool IsFooterLine(string line, string? byline) => line.Length <= MaxLineLength
        && (ContributorNote().IsMatch(line) || EditorialNote().IsMatch(line) || PublicationDateLine.IsMatch(line)
            || string.Equals(line, byline, StringComparison.OrdinalIgnoreCase));

    /// <summary>A word or two without an end, below running text: what it stood above is gone.</summary>
    private static int SkipTrailingLabels(List<string> paragraphs, int end)
    {
        var last = end;
        while (last > 0 && end - last < MaxFooterLines && IsLabel(paragraphs[last - 1]))
        {
            last--;
        }

        return last >= MinParagraphs && last < end && end - last <= MaxLabels
            && paragraphs[last - 1] is { Length: >= MinParagraphLength } text && EndsSentence(text)
            && paragraphs.Take(last).Count(p => p.Length <= MaxLabelLength && !EndsSentence(p)) <= last * MaxShortLineShare ? last : end;
    }

    private static bool IsLabel(string line) =>
        line.Length <= MaxLabelLength && line.Count(c => c == ' ') < MaxLabelWords && !line.Contains('\n', StringComparison.Ordinal)
        && (char.IsLetter(line[^1]) || line[^1] is ':' or '⬇' or '↓' or '>' or '»' or '→') && char.IsLetter(line[0])
        && !line.Any(IsUnspacedScript);

    /// <summary>In scripts without spaces a few words are a sentence.</summary>
    private static bool IsUnspacedScript(char c) => c is (>= '\u0e00' and <= '\u0e7f') or (>= '\u2e80' and <= '\ud7ff');

    private static bool EndsSentence(string text) =>
        text[^1] is '.' or '!' or '?' or '…' or '”' or '"' or '»' or '“' or ')' or '。' or '।' or '’' or '؟';

    [GeneratedRegex(@"^\(?(?:[Aa]dditional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) (?:and (?:[Ww]riting|[Ee]diting) )?by "
        + @"\p{Lu}.{2,250}\)?$|^\p{Lu}[^“”""]{2,220}\bcontributed (?:reporting|research|to this "
        + @"(?:report|story|article))\b.{0,60}$|^\p{Lu}[^“”""]{2,100} in \p{Lu}[^“”""]{2,120} contributed\.$|^[Ww]ith "
        + @"(?:\p{Lu}\p{L}{1,20} )?(?:wires?|wire (?:reports|services)|files from .{2,60})\.?$|^(?:Mitarbeit|Mit Material "
        + @"(?:von|der)|Redigiert von)\b.{2,80}$", RegexOptions.CultureInvariant)]
    private static partial Regex ContributorNote();

    [GeneratedRegex(@"^(?:atenção: comentários\b|note: we are (?:temporarily )?moderating\b|pokud jste v "
        + @"článku\b|(?:fehler|tippfehler) (?:gefunden|entdeckt)|(?:haben sie|hast du) einen fehler|(?:spotted|found|notice) (?:a|an) "
        + @"(?:error|mistake|typo)|if you (?:spot|see|find|notice) (?:a|an) (?:error|mistake|typo)|do you (?:have|know) .{3,80}\? "
        + @"(?:e-?mail|contact|write|tell) us|write to .{3,60} at \S{3,40}@\S{3,40}$|listen to .{3,60} live (?:at|on)\b|follow (?:\S+ "
        + @"){1,4}(?:full )?coverage\b.{0,120}$|follow the case$|follow \S{3,20}: |listen live\b|if you enjoyed this "
        + @"(?:article|story)\b.{0,200}\bjoin|learn more$"
        + @"|use of (?:any|this).{0,120}\bprohibited without\b|(?:reproduction|republication|redistribution) "
        + @".{0,80}\b(?:prohibited|forbidden|without)|kategorien?: .{2,40}$|eingeordnet unter .{2,60}$|veröffentlicht (?:von|in|unter) "
        + @".{2,60}$|filed under:? .{2,60}$|posted (?:by|in) .{2,80}$|rückfragen bitte an|pressekontakt|original-content von|zeige "
        + @"alle beiträge von\b|\+\+\+$|anzeige - |permalien https?|imprimer\b.{0,30}$|recibe alertas desde\b|klicken sie auf den "
        + @"(?:unteren )?button\b|(?:adchoices|privacy|terms)$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EditorialNote();
}
