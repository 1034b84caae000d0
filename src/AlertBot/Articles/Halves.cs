using System.Buffers;
using System.Collections.Frozen;

namespace AlertBot.Articles;

/// <summary>Joins the two halves of a sentence that an advertisement cut apart; where it is not sure, the paragraphs stay apart.</summary>
internal static class Halves
{
    /// <summary>Characters and words below which a paragraph may be an item of a list, not a sentence cut in two.</summary>
    private const int ShortestBeginning = 30;

    private const int FewestWords = 5;

    /// <summary>A paragraph outside a quotation is cut in two only from this length on.</summary>
    private const int ShortestUnquoted = 60;

    /// <summary>Words that no sentence ends with.</summary>
    private static readonly FrozenSet<string> Leading = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "the", "a", "an", "of", "and", "or", "but", "to", "for", "from", "with", "at", "by", "that", "which", "who", "whose", "because", "if", "its", "their", "his", "than", "as", "into",
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "und", "oder", "aber", "von", "vom", "für", "dass", "weil", "wenn", "im", "am", "zum", "zur", "bei", "als", "seine", "ihre",
        "le", "la", "les", "un", "une", "du", "de", "et", "ou", "mais", "que", "qui", "dans", "pour", "avec", "sur", "par", "aux", "au", "ses", "leur", "leurs",
        "el", "los", "las", "una", "del", "y", "o", "pero", "con", "por", "para", "al", "sus", "il", "lo", "gli", "di", "della", "e");

    /// <summary>Words in lower case that a family's name may begin with.</summary>
    private static readonly FrozenSet<string> Particles = FrozenSet.Create(StringComparer.Ordinal,
        "von", "vom", "van", "de", "di", "da", "del", "della", "dello", "dos", "du", "des", "la", "le", "el", "al", "bin", "ibn", "ben", "abu", "ter", "ten", "zu", "zum", "zur", "af", "av", "den", "der");

    private static readonly SearchValues<char> Marks = SearchValues.Create("“”„«»\"");

    public static List<string> Joined(List<string> paragraphs)
    {
        var joined = new List<string>();
        foreach (var paragraph in paragraphs)
        {
            if (joined.Count > 0 && GoesOn(joined[^1], paragraph))
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

    private static bool GoesOn(string first, string second) =>
        first.Length >= ShortestBeginning && char.IsLower(second[0]) && (char.IsLetterOrDigit(first[^1]) || first[^1] is ',' or '–' or '—')
        && first.AsSpan(Math.Max(0, first.Length - 200)).Count(' ') >= FewestWords
        && !BeginsWithName(second)
        && (OpenMark(first) is { } mark ? Closes(second, mark) : first.Length >= ShortestUnquoted && EndsOpen(first) && second[^1] is '.' or '!' or '?' or '”' or '"' or '»');

    /// <summary>“iPhone”, “al-Sadr”, “von der Marsch”: in lower case, and yet the beginning of a sentence.</summary>
    private static bool BeginsWithName(string paragraph)
    {
        var words = paragraph.Split(' ', 4);
        if (words[0].Any(char.IsUpper))
        {
            return true;
        }

        var particles = words.TakeWhile(Particles.Contains).Count();
        return particles > 0 && particles < words.Length && words[particles] is { Length: > 0 } next && char.IsUpper(next[0]);
    }

    private static bool EndsOpen(string paragraph) =>
        !char.IsLetterOrDigit(paragraph[^1]) || Leading.Contains(paragraph[(paragraph.LastIndexOf(' ') + 1)..]);

    /// <returns>The mark of the quotation that begins in the paragraph and does not end; null where there is none.</returns>
    private static char? OpenMark(string paragraph)
    {
        char? open = null;
        for (var i = 0; i < paragraph.Length; i++)
        {
            if (paragraph[i] is '“' or '”' or '„' or '«' or '»' or '"')
            {
                open = open is { } mark && IsEnd(paragraph, i, mark) ? null : open ?? (IsBeginning(paragraph, i) ? paragraph[i] : null);
            }
        }

        return open;
    }

    /// <summary>The first mark of the second half ends what the first half began.</summary>
    private static bool Closes(string paragraph, char open) =>
        paragraph.AsSpan().IndexOfAny(Marks) is >= 0 and var at && IsEnd(paragraph, at, open) && (at == 0 || !char.IsWhiteSpace(paragraph[at - 1]) || open is '«');

    private static bool IsEnd(string text, int at, char open) => (open, text[at]) switch
    {
        ('„', '“' or '”') or ('“', '”') or ('«', '»') or ('»', '«') => true,
        ('"', '"') => at > 0 && !IsBeginning(text, at),
        _ => false,
    };

    /// <summary>A mark behind a letter or a digit is an inch or an end.</summary>
    private static bool IsBeginning(string text, int at) =>
        text[at] is not '”' && (at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] is ':' or '(' or '[' or '—' or '–' or '’' or '‘');
}
