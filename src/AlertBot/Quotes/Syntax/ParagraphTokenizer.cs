using System.Globalization;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Text;

namespace AlertBot.Quotes.Syntax;

/// <summary>Splits a paragraph into words, punctuation marks and quotations.</summary>
internal sealed class ParagraphTokenizer(string text, TextSpan paragraph, IReadOnlyList<Quotation> quotations, LanguageProfile? profile)
{
    // The longest elided word is "lorsqu" or "puisqu" or "quelqu" (6 letters); an apostrophe further on is part of a name.
    private const int MaxElidedLength = 6;

    // "t-elles" is the longest clitic.
    private const int MaxCliticLength = 7;

    private readonly List<Token> _tokens = [];

    public List<Token> Read()
    {
        var quotation = 0;
        for (var at = paragraph.Start; at < paragraph.End;)
        {
            if (quotation < quotations.Count && at == quotations[quotation].Outer.Start)
            {
                var outer = quotations[quotation].Outer;
                _tokens.Add(new Token(TokenKind.Quotation, outer.Start, outer.End, "", "", quotation, false));
                quotation++;
                at = outer.End;
            }
            else if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else
            {
                var limit = quotation < quotations.Count ? quotations[quotation].Outer.Start : paragraph.End;
                at = char.IsLetterOrDigit(text[at]) || text[at] is '@' or '$' or '£' or '€' ? ReadWord(at, limit) : ReadMark(at);
            }
        }

        return _tokens;
    }

    private int ReadWord(int start, int limit)
    {
        var end = start + 1;
        while (end < limit && (IsWordCharacter(text[end]) || IsInnerMarkAt(end, limit)))
        {
            end++;
        }

        var endsWithPeriod = end < limit && text[end] == '.' && Abbreviations.MayEndWithPeriod(text.AsSpan(start, end - start));
        var endsWithApostrophe = end < limit && text[end] is '\'' or '’' && text[end - 1] is 's' or 'S';
        end += endsWithPeriod || endsWithApostrophe ? 1 : 0;
        if (profile is { HasElision: true })
        {
            end = FindElisionEnd(start, end);
        }

        var word = text[start..end];
        var lower = profile is null ? word.ToLowerInvariant() : word.ToLowerInvariant().Replace('\'', '’');
        _tokens.Add(new Token(TokenKind.Word, start, end, word, lower, -1, false));
        return end;
    }

    private static bool IsWordCharacter(char c) =>
        char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    /// <summary>A mark between two characters of one word: “U.S”, “l’accord”, “front-runner”, “AT&amp;T”.</summary>
    private bool IsInnerMarkAt(int at, int limit) =>
        text[at] is '\'' or '’' or '-' or '‑' or '.' or '&' && at + 1 < limit && char.IsLetterOrDigit(text[at + 1])
        && !IsCliticPronounAt(at, limit);

    /// <summary>French joins an elided word to the next one: “l’accord” and “qu’il” are two tokens each.</summary>
    private int FindElisionEnd(int start, int end)
    {
        var apostrophe = text.AsSpan(start, end - start).IndexOfAny('\'', '’');
        return apostrophe is > 0 and <= MaxElidedLength
            && profile!.ElidedWords.Contains(text[start..(start + apostrophe)].ToLowerInvariant())
            ? start + apostrophe + 1
            : end;
    }

    /// <summary>French joins the subject pronoun to the verb: “dit-il”, “explique-t-elle”.</summary>
    private bool IsCliticPronounAt(int hyphen, int limit)
    {
        if (text[hyphen] != '-')
        {
            return false;
        }

        var rest = text.AsSpan(hyphen + 1, Math.Min(MaxCliticLength, limit - hyphen - 1));
        rest = rest.StartsWith("t-", StringComparison.Ordinal) ? rest[2..] : rest;
        var end = 0;
        while (end < rest.Length && char.IsLetter(rest[end]))
        {
            end++;
        }

        return rest[..end] is "il" or "elle" or "ils" or "elles";
    }

    private int ReadMark(int at)
    {
        var end = at + 1;
        while (end < paragraph.End && text[at] is '.' or '-' && text[end] == text[at])
        {
            end++;
        }

        var isRun = end - at > 1;
        var mark = !isRun ? text[at].ToString() : text[at] == '.' ? "…" : "—";
        _tokens.Add(new Token(TokenKind.Mark, at, end, mark, mark, -1, false));
        return end;
    }
}
