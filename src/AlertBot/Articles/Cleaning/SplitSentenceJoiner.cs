using System.Collections.Frozen;
using AlertBot.Text;

namespace AlertBot.Articles.Cleaning;

/// <summary>Joins the two halves of a sentence that an advertisement divided. If in doubt, the paragraphs are not joined.</summary>
internal static class SplitSentenceJoiner
{
    // With fewer characters or spaces the first half may be an item of a list.
    private const int MinBeginningLength = 30;
    private const int MinSpaces = 5;

    /// <summary>Characters at the end of the first half in which its spaces are counted.</summary>
    private const int SpaceSearchLength = 200;

    /// <summary>Characters of the first half when the sentence is not divided within a quotation.</summary>
    private const int MinUnquotedLength = 60;

    /// <summary>Words that do not end a sentence.</summary>
    private static readonly FrozenSet<string> NonFinalWords = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "the", "a", "an", "of", "and", "or", "but", "to", "for", "from", "with", "at", "by", "that", "which", "who", "whose", "because",
        "if", "its", "their", "his", "than", "as", "into",
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "und", "oder", "aber", "von", "vom", "für",
        "dass", "weil", "wenn", "im", "am", "zum", "zur", "bei", "als", "seine", "ihre",
        "le", "la", "les", "un", "une", "du", "de", "et", "ou", "mais", "que", "qui", "dans", "pour", "avec", "sur", "par", "aux", "au",
        "ses", "leur", "leurs",
        "el", "los", "las", "una", "del", "y", "o", "pero", "con", "por", "para", "al", "sus", "il", "lo", "gli", "di", "della", "e");

    /// <summary>Lower-case words at the beginning of a surname.</summary>
    private static readonly FrozenSet<string> NameParticles = FrozenSet.Create(StringComparer.Ordinal,
        "von", "vom", "van", "de", "di", "da", "del", "della", "dello", "dos", "du", "des", "la", "le", "el", "al", "bin", "ibn", "ben",
        "abu", "ter", "ten", "zu", "zum", "zur", "af", "av", "den", "der");

    public static List<string> Join(List<string> paragraphs)
    {
        var joined = new List<string>();
        foreach (var paragraph in paragraphs)
        {
            if (joined.Count > 0 && ContinuesInNext(joined[^1], paragraph))
            {
                joined[^1] += " " + paragraph;
            }
            else
            {
                joined.Add(paragraph);
            }
        }

        return joined;
    }

    private static bool ContinuesInNext(string first, string second)
    {
        if (!MayBeFirstHalf(first) || !char.IsLower(second[0]) || BeginsWithName(second))
        {
            return false;
        }

        return FindOpenQuote(first) is { } mark
            ? ClosesQuote(second, mark)
            : first.Length >= MinUnquotedLength && EndsUnfinished(first) && second[^1] is '.' or '!' or '?' or '”' or '"' or '»';
    }

    private static bool MayBeFirstHalf(string paragraph) =>
        paragraph.Length >= MinBeginningLength
            && (char.IsLetterOrDigit(paragraph[^1]) || paragraph[^1] is ',' or '–' or '—')
            && paragraph.AsSpan(Math.Max(0, paragraph.Length - SpaceSearchLength)).Count(' ') >= MinSpaces;

    /// <summary>Whether a paragraph begins with a name in lower case: "iPhone", "al-Sadr", "von der Marsch".</summary>
    private static bool BeginsWithName(string paragraph)
    {
        var words = paragraph.Split(' ', 4);
        if (words[0].Any(char.IsUpper))
        {
            return true;
        }

        var particles = words.TakeWhile(NameParticles.Contains).Count();
        return particles > 0 && particles < words.Length && words[particles] is { Length: > 0 } next && char.IsUpper(next[0]);
    }

    private static bool EndsUnfinished(string paragraph) =>
        !char.IsLetterOrDigit(paragraph[^1]) || NonFinalWords.Contains(paragraph[(paragraph.LastIndexOf(' ') + 1)..]);

    /// <returns>The opening mark of a quotation that does not end in the paragraph; null when there is none.</returns>
    private static char? FindOpenQuote(string paragraph)
    {
        char? open = null;
        for (var i = 0; i < paragraph.Length; i++)
        {
            if (paragraph[i] is '“' or '”' or '„' or '«' or '»' or '"')
            {
                open = open is { } mark && IsClosingMark(paragraph, i, mark) ? null
                    : open ?? (IsOpeningMark(paragraph, i) ? paragraph[i] : null);
            }
        }

        return open;
    }

    /// <summary>Whether the first mark of the second half ends the quotation of the first half.</summary>
    private static bool ClosesQuote(string paragraph, char open) =>
        paragraph.AsSpan().IndexOfAny(CharacterClasses.QuotationMarks) is >= 0 and var at && IsClosingMark(paragraph, at, open)
            && (at == 0 || !char.IsWhiteSpace(paragraph[at - 1]) || open is '«');

    private static bool IsClosingMark(string text, int at, char open) => (open, text[at]) switch
    {
        ('„', '“' or '”') or ('“', '”') or ('«', '»') or ('»', '«') => true,
        ('"', '"') => at > 0 && !IsOpeningMark(text, at),
        _ => false,
    };

    /// <summary>A mark after a letter or a digit closes a quotation or means inches.</summary>
    private static bool IsOpeningMark(string text, int at) =>
        text[at] is not '”'
            && (at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] is ':' or '(' or '[' or '—' or '–' or '’' or '‘');
}
