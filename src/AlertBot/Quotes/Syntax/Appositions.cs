using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;

namespace AlertBot.Quotes.Syntax;

/// <summary>Passes over what stands between a subject and its verb: brackets, dates, appositions, asides.</summary>
internal static class Appositions
{
    public static int SkipBrackets(TokenizedParagraph frame, int last, int min)
    {
        var i = last;
        if (frame[i].Is(')') || frame[i].Is(']'))
        {
            for (var k = i - 1; k >= min && i - k < ScanLimits.MaxPhraseTokens; k--)
            {
                if (frame[k].Is('(') || frame[k].Is('['))
                {
                    return k - 1;
                }
            }
        }

        return i;
    }

    /// <summary>“The Gazette on July 20, 2006, described”: the date stands between subject and verb.</summary>
    public static int SkipDate(TokenizedParagraph frame, int last, int min)
    {
        var i = last;
        var time = false;
        while (i > min
            && (Vocabulary.IsTimeWord(frame[i]) || NounPhrases.IsNumber(frame[i])
                || (frame[i].Is(',') && NounPhrases.IsNumber(frame[i - 1]))))
        {
            time |= Vocabulary.IsTimeWord(frame[i]);
            i--;
        }

        return time && frame[i].Lower is "on" or "in" && i > min ? i - 1 : last;
    }

    public static Phrase? FindPhraseBefore(TokenizedParagraph frame, int comma, int min)
    {
        if (FindNameAfterOffice(frame, comma, min) is { } named)
        {
            return named;
        }

        Phrase? nearest = null;
        for (var j = comma - 1; j > min && comma - j < 2 * ScanLimits.MaxPhraseTokens; j--)
        {
            if (frame[j].IsQuotation || frame[j].Is(';') || frame[j].Is(':'))
            {
                break;
            }

            var apposition = StartsApposition(frame, j + 1);
            if (!frame[j].Is(',') || !(apposition || StartsParenthetical(frame, j + 1)))
            {
                continue;
            }

            if (NounPhrases.EndingAtWord(frame, SkipYear(frame, SkipBrackets(frame, j - 1, min)), min) is { } phrase
                && !NounPhrases.FollowsPreposition(frame, phrase, min) && (apposition || StartsClause(frame, phrase, min)))
            {
                nearest ??= phrase;
                if (NameParser.Parse(frame, phrase) is { WordCount: > 1 })
                {
                    return phrase;
                }
            }
        }

        return nearest;
    }

    /// <summary>“A report of 2024, published …”.</summary>
    private static int SkipYear(TokenizedParagraph frame, int last) =>
        NounPhrases.IsNumber(frame[last]) && frame[last].Text.Length == 4 && frame[last - 1].Lower is "of" or "from" or "in" ? last - 2
            : last;

    /// <summary>“her adviser, Ann Bo, said”: the name is the subject.</summary>
    private static Phrase? FindNameAfterOffice(TokenizedParagraph frame, int comma, int min)
    {
        var first = comma;
        while (first - 1 > min && comma - first < 5
            && (Vocabulary.IsNameWord(frame[first - 1]) || Vocabulary.IsNameParticle(frame[first - 1])))
        {
            first--;
        }

        return comma - first >= 2 && frame[first - 1].Is(',') && first - 2 >= min && OfficeTitles.IsOffice(frame[first - 2].Text)
            && char.IsLower(frame[first - 2].Text[0]) ? new Phrase(first, comma - 1) : null;
    }

    /// <summary>“Bo, for her part, said”; “Bo, hoping to win, said”: no apposition, but it stands at the same place.</summary>
    private static bool StartsParenthetical(TokenizedParagraph frame, int at) =>
        Vocabulary.IsPreposition(frame[at])
            || frame[at].Lower is "when" or "while" or "where" or "after" or "though" or "not" or "seen" or "asked" or "during" or "like"
                or "meanwhile" or "too" or "however"
        or "dated" or "published" or "released" or "obtained" or "issued" or "written" or "signed" or "reviewed" or "shared" or "sent"
        or "circulated"
        || (frame[at].IsWord && char.IsLower(frame[at].Text[0]) && frame[at].Text.Length > 4
            && frame[at].Text.EndsWith("ing", StringComparison.Ordinal));

    private static bool StartsClause(TokenizedParagraph frame, Phrase phrase, int min) =>
        phrase.First <= min || !frame[phrase.First - 1].IsWord
            || frame[phrase.First - 1].Lower is "but" or "and" or "while" or "as" or "when" or "that" or "because" or "if" or "so";

    private static bool StartsApposition(TokenizedParagraph frame, int at)
    {
        var token = frame[at];
        return token.IsWord
            && (Vocabulary.IsDeterminer(token)
                || token.Lower is "who" or "whose" or "which" or "himself" or "herself" or "speaking" or "citing" or "referring"
                || char.IsDigit(token.Text[0]) || OfficeTitles.IsOffice(token.Text)
            || IsPartyAffiliation(token.Text) || frame[at + 1].Is(',') || HasOfficeNearby(frame, at));
    }

    private static bool HasOfficeNearby(TokenizedParagraph frame, int at)
    {
        for (var i = at; i < at + 6 && frame[i].IsWord; i++)
        {
            if (OfficeTitles.IsOffice(frame[i].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPartyAffiliation(string word) =>
        word.Length > 2 && word[1] == '-' && word[0] is 'R' or 'D' or 'I' && char.IsUpper(word[0]);
}
