using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;

namespace AlertBot.Quotes.Syntax;

/// <summary>Skips what can come between an English subject and its verb: brackets, dates, appositions and parentheticals.</summary>
internal static class Appositions
{
    // "her chief legal adviser, Ann Maria Bo, said": the longest name between two commas, in tokens.
    private const int MaxNameTokens = 5;

    // An office further from the start of an apposition describes something else.
    private const int MaxOfficeDistance = 6;

    private static readonly FrozenSet<string> ParentheticalOpeners = Vocabulary.WordSet(
        "when while where after though not seen asked during like meanwhile too however dated published released obtained issued written "
            + "signed reviewed shared sent circulated");

    private static readonly FrozenSet<string> AppositionOpeners =
        Vocabulary.WordSet("who whose which himself herself speaking citing referring");

    private static readonly FrozenSet<string> ClauseOpeners = Vocabulary.WordSet("but and while as when that because if so");

    /// <summary>Skips a bracket that ends at <paramref name="last"/>: “Ann Bo (R-Ohio) said”.</summary>
    public static int SkipBrackets(TokenizedParagraph tokens, int last, int min)
    {
        if (!tokens[last].Is(')') && !tokens[last].Is(']'))
        {
            return last;
        }

        for (var i = last - 1; i >= min && last - i < ScanLimits.MaxPhraseTokens; i--)
        {
            if (tokens[i].Is('(') || tokens[i].Is('['))
            {
                return i - 1;
            }
        }

        return last;
    }

    /// <summary>Skips a date that ends at <paramref name="last"/>: “The Gazette on July 20, 2006, described”.</summary>
    public static int SkipDate(TokenizedParagraph tokens, int last, int min)
    {
        var i = last;
        var hasTimeWord = false;
        while (i > min && IsDatePart(tokens, i))
        {
            hasTimeWord |= Vocabulary.IsTimeWord(tokens[i]);
            i--;
        }

        return hasTimeWord && tokens[i].Lower is "on" or "in" && i > min ? i - 1 : last;
    }

    /// <summary>The subject before the apposition or parenthetical that ends at <paramref name="comma"/>.</summary>
    public static Phrase? FindPhraseBefore(TokenizedParagraph tokens, int comma, int min)
    {
        if (FindNameAfterOffice(tokens, comma, min) is { } name)
        {
            return name;
        }

        Phrase? nearest = null;
        for (var i = comma - 1; i > min && comma - i < 2 * ScanLimits.MaxPhraseTokens; i--)
        {
            if (tokens[i].IsQuotation || tokens[i].Is(';') || tokens[i].Is(':'))
            {
                break;
            }

            if (!tokens[i].Is(',') || FindSubjectBeforeInsertion(tokens, i, min) is not { } phrase)
            {
                continue;
            }

            nearest ??= phrase;
            if (NameParser.Parse(tokens, phrase) is { WordCount: > 1 })
            {
                return phrase;
            }
        }

        return nearest;
    }

    private static Phrase? FindSubjectBeforeInsertion(TokenizedParagraph tokens, int comma, int min)
    {
        var isApposition = StartsApposition(tokens, comma + 1);
        if (!isApposition && !StartsParenthetical(tokens, comma + 1))
        {
            return null;
        }

        var last = SkipYear(tokens, SkipBrackets(tokens, comma - 1, min));
        return NounPhrases.EndingAtWord(tokens, last, min) is { } phrase && !NounPhrases.FollowsPreposition(tokens, phrase, min)
            && (isApposition || OpensClause(tokens, phrase, min))
            ? phrase
            : null;
    }

    private static bool IsDatePart(TokenizedParagraph tokens, int i) =>
        Vocabulary.IsTimeWord(tokens[i]) || NounPhrases.IsNumber(tokens[i]) || (tokens[i].Is(',') && NounPhrases.IsNumber(tokens[i - 1]));

    /// <summary>“A report of 2024, published …”.</summary>
    private static int SkipYear(TokenizedParagraph tokens, int last)
    {
        var isYear = NounPhrases.IsNumber(tokens[last]) && tokens[last].Text.Length == 4;
        return isYear && tokens[last - 1].Lower is "of" or "from" or "in" ? last - 2 : last;
    }

    /// <summary>A name between commas after a lower-case office is the subject: “her adviser, Ann Bo, said”.</summary>
    private static Phrase? FindNameAfterOffice(TokenizedParagraph tokens, int comma, int min)
    {
        var first = comma;
        while (first - 1 > min && comma - first < MaxNameTokens
            && (Vocabulary.IsNameWord(tokens[first - 1]) || Vocabulary.IsNameParticle(tokens[first - 1])))
        {
            first--;
        }

        var office = first - 2;
        return comma - first >= 2 && tokens[first - 1].Is(',') && office >= min
            && OfficeTitles.IsOffice(tokens[office].Text) && tokens[office].StartsLowercase
            ? new Phrase(first, comma - 1)
            : null;
    }

    /// <summary>An insertion that is not an apposition: “Bo, for her part, said”; “Bo, hoping to win, said”.</summary>
    private static bool StartsParenthetical(TokenizedParagraph tokens, int at) =>
        Vocabulary.IsPreposition(tokens[at]) || ParentheticalOpeners.Contains(tokens[at].Lower)
        || (tokens[at].StartsLowercase && tokens[at].Text.Length > 4 && tokens[at].Text.EndsWith("ing", StringComparison.Ordinal));

    private static bool OpensClause(TokenizedParagraph tokens, Phrase phrase, int min) =>
        phrase.First <= min || !tokens[phrase.First - 1].IsWord || ClauseOpeners.Contains(tokens[phrase.First - 1].Lower);

    /// <summary>“Bo, a senator, said”; “Bo, 42, said”; “Bo, D-Ohio, said”; “Bo, who leads the board, said”.</summary>
    private static bool StartsApposition(TokenizedParagraph tokens, int at)
    {
        var token = tokens[at];
        return token.IsWord
            && (Vocabulary.IsDeterminer(token) || AppositionOpeners.Contains(token.Lower) || token.StartsWithDigit
                || OfficeTitles.IsOffice(token.Text) || IsPartyAffiliation(token.Text) || tokens[at + 1].Is(',')
                || HasOfficeNearby(tokens, at));
    }

    private static bool HasOfficeNearby(TokenizedParagraph tokens, int at)
    {
        for (var i = at; i < at + MaxOfficeDistance && tokens[i].IsWord; i++)
        {
            if (OfficeTitles.IsOffice(tokens[i].Text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“D-Ohio”, “R-Fla.”, “I-Maine”: party and state of an American politician.</summary>
    private static bool IsPartyAffiliation(string word) => word.Length > 2 && word[1] == '-' && word[0] is 'R' or 'D' or 'I';
}
