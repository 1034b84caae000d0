using System.Buffers;
using System.Text;
using AlertBot.Text;

namespace AlertBot.Stories.Grouping;

/// <summary>Splits titles and leads into words. Scripts without spaces between words give pairs of characters.</summary>
internal static class HeadlineTokenizer
{
    /// <summary>Characters of a stem. Endings of most languages are behind them.</summary>
    private const int MaxStemLength = 7;

    public static List<HeadlineToken> Split(string text)
    {
        var tokens = new List<HeadlineToken>();
        var opensSentence = true;
        var at = 0;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (CharacterClasses.IsUnspacedLetter(rune))
            {
                at = AddPairs(tokens, text, at);
                opensSentence = false;
            }
            else if (CharacterClasses.IsWordCharacter(rune))
            {
                var end = FindWordEnd(text, at);
                var word = text[at..end];
                var lower = CharacterFolding.ToCasedKey(RemovePossessive(word)).ToLowerInvariant();
                tokens.Add(new HeadlineToken(ToStem(lower), lower, char.IsUpper(word[0]), IsAcronym(word), opensSentence));
                opensSentence = false;
                at = end;
            }
            else
            {
                opensSentence |= text[at] is '.' or ':' or '!' or '?' or '\n' or '“' or '‘' or '"' or '|' or '«' or '„';
                at += length;
            }
        }

        return tokens;
    }

    private static int AddPairs(List<HeadlineToken> tokens, string text, int at)
    {
        var start = at;
        while (at < text.Length
            && Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) == OperationStatus.Done
            && CharacterClasses.IsUnspacedLetter(rune))
        {
            at += length;
        }

        for (var i = start; i < Math.Max(at - 1, start + 1); i++)
        {
            var pair = text[i..Math.Min(i + 2, at)];
            tokens.Add(new HeadlineToken(pair, pair, IsCapitalized: false, IsAcronym: false, OpensSentence: false));
        }

        return at;
    }

    private static bool IsAcronym(string word) => word.Length > 1 && word.All(c => char.IsUpper(c) || char.IsAsciiDigit(c));

    private static int FindWordEnd(string text, int start)
    {
        var at = start;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            var joins = at > start && at + 1 < text.Length && IsInner(text[at - 1], text[at], text[at + 1]);
            if (!joins && (!CharacterClasses.IsWordCharacter(rune) || CharacterClasses.IsUnspacedLetter(rune)))
            {
                break;
            }

            at += length;
        }

        return at;
    }

    /// <summary>Apostrophes within a word, and separators within a number.</summary>
    private static bool IsInner(char before, char c, char after) =>
        (c is '\'' or '’' && char.IsLetter(before) && char.IsLetter(after))
        || (c is '.' or ',' && char.IsAsciiDigit(before) && char.IsAsciiDigit(after));

    private static string RemovePossessive(string word) =>
        word.Length > 3 && word[^1] is 's' or 'S' && word[^2] is '\'' or '’' ? word[..^2] : word;

    private static string ToStem(string lower)
    {
        if (char.IsAsciiDigit(lower[0]))
        {
            return lower.Replace(",", "", StringComparison.Ordinal);
        }

        var stem = lower.All(char.IsAsciiLetter) ? RemoveEnglishEnding(lower) : RemoveArticle(lower);
        return stem.Length > MaxStemLength ? stem[..MaxStemLength] : stem;
    }

    private static string RemoveEnglishEnding(string word)
    {
        if (word.Length <= 3)
        {
            return word;
        }

        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
        {
            word = word[..^3] + "y";
        }
        else if (word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i'))
        {
            word = word[..^1];
        }

        if (word.EndsWith("ing", StringComparison.Ordinal) && word.Length > 5)
        {
            word = word[..^3];
        }
        else if (word.EndsWith("ed", StringComparison.Ordinal) && word.Length > 4)
        {
            word = word[..^2];
        }

        if (word.Length > 3 && word[^1] == word[^2] && word[^1] is not ('s' or 'l' or 'e'))
        {
            word = word[..^1];
        }

        return word.Length > 3 && word[^1] == 'e' ? word[..^1] : word;
    }

    /// <summary>Removes the Arabic article.</summary>
    private static string RemoveArticle(string word) =>
        word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) ? word[2..] : word;
}
