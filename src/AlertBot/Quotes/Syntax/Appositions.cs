using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;

namespace AlertBot.Quotes.Syntax;

/// <summary>Passes over what stands between a subject and its verb: brackets, dates, appositions, asides.</summary>
internal static class Appositions
{
    public static int SkipBrackets(TokenizedParagraph tokens, int last, int min)
    {
        var i = last;
        if (tokens[i].Is(')') || tokens[i].Is(']'))
        {
            for (var k = i - 1; k >= min && i - k < ScanLimits.MaxPhraseTokens; k--)
            {
                if (tokens[k].Is('(') || tokens[k].Is('['))
                {
                    return k - 1;
                }
            }
        }

        return i;
    }

    /// <summary>“The Gazette on July 20, 2006, described”: the date stands between subject and verb.</summary>
    public static int SkipDate(TokenizedParagraph tokens, int last, int min)
    {
        var i = last;
        var time = false;
        while (i > min
            && (Vocabulary.IsTimeWord(tokens[i]) || NounPhrases.IsNumber(tokens[i])
                || (tokens[i].Is(',') && NounPhrases.IsNumber(tokens[i - 1]))))
        {
            time |= Vocabulary.IsTimeWord(tokens[i]);
            i--;
        }

        return time && tokens[i].Lower is "on" or "in" && i > min ? i - 1 : last;
    }

    public static Phrase? FindPhraseBefore(TokenizedParagraph tokens, int comma, int min)
    {
        if (FindNameAfterOffice(tokens, comma, min) is { } named)
        {
            return named;
        }

        Phrase? nearest = null;
        for (var j = comma - 1; j > min && comma - j < 2 * ScanLimits.MaxPhraseTokens; j--)
        {
            if (tokens[j].IsQuotation || tokens[j].Is(';') || tokens[j].Is(':'))
            {
                break;
            }

            var apposition = StartsApposition(tokens, j + 1);
            if (!tokens[j].Is(',') || !(apposition || StartsParenthetical(tokens, j + 1)))
            {
                continue;
            }

            if (NounPhrases.EndingAtWord(tokens, SkipYear(tokens, SkipBrackets(tokens, j - 1, min)), min) is { } phrase
                && !NounPhrases.FollowsPreposition(tokens, phrase, min) && (apposition || StartsClause(tokens, phrase, min)))
            {
                nearest ??= phrase;
                if (NameParser.Parse(tokens, phrase) is { WordCount: > 1 })
                {
                    return phrase;
                }
            }
        }

        return nearest;
    }

    /// <summary>“A report of 2024, published …”.</summary>
    private static int SkipYear(TokenizedParagraph tokens, int last) =>
        NounPhrases.IsNumber(tokens[last]) && tokens[last].Text.Length == 4 && tokens[last - 1].Lower is "of" or "from" or "in" ? last - 2
            : last;

    /// <summary>“her adviser, Ann Bo, said”: the name is the subject.</summary>
    private static Phrase? FindNameAfterOffice(TokenizedParagraph tokens, int comma, int min)
    {
        var first = comma;
        while (first - 1 > min && comma - first < 5
            && (Vocabulary.IsNameWord(tokens[first - 1]) || Vocabulary.IsNameParticle(tokens[first - 1])))
        {
            first--;
        }

        return comma - first >= 2 && tokens[first - 1].Is(',') && first - 2 >= min && OfficeTitles.IsOffice(tokens[first - 2].Text)
            && char.IsLower(tokens[first - 2].Text[0]) ? new Phrase(first, comma - 1) : null;
    }

    /// <summary>“Bo, for her part, said”; “Bo, hoping to win, said”: no apposition, but it stands at the same place.</summary>
    private static bool StartsParenthetical(TokenizedParagraph tokens, int at) =>
        Vocabulary.IsPreposition(tokens[at])
            || tokens[at].Lower is "when" or "while" or "where" or "after" or "though" or "not" or "seen" or "asked" or "during" or "like"
                or "meanwhile" or "too" or "however"
        or "dated" or "published" or "released" or "obtained" or "issued" or "written" or "signed" or "reviewed" or "shared" or "sent"
        or "circulated"
        || (tokens[at].IsWord && char.IsLower(tokens[at].Text[0]) && tokens[at].Text.Length > 4
            && tokens[at].Text.EndsWith("ing", StringComparison.Ordinal));

    private static bool StartsClause(TokenizedParagraph tokens, Phrase phrase, int min) =>
        phrase.First <= min || !tokens[phrase.First - 1].IsWord
            || tokens[phrase.First - 1].Lower is "but" or "and" or "while" or "as" or "when" or "that" or "because" or "if" or "so";

    private static bool StartsApposition(TokenizedParagraph tokens, int at)
    {
        var token = tokens[at];
        return token.IsWord
            && (Vocabulary.IsDeterminer(token)
                || token.Lower is "who" or "whose" or "which" or "himself" or "herself" or "speaking" or "citing" or "referring"
                || char.IsDigit(token.Text[0]) || OfficeTitles.IsOffice(token.Text)
            || IsPartyAffiliation(token.Text) || tokens[at + 1].Is(',') || HasOfficeNearby(tokens, at));
    }

    private static bool HasOfficeNearby(TokenizedParagraph tokens, int at)
    {
        for (var i = at; i < at + 6 && tokens[i].IsWord; i++)
        {
            if (OfficeTitles.IsOffice(tokens[i].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPartyAffiliation(string word) =>
        word.Length > 2 && word[1] == '-' && word[0] is 'R' or 'D' or 'I' && char.IsUpper(word[0]);
}
