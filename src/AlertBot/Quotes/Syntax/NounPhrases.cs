using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;

namespace AlertBot.Quotes.Syntax;

/// <summary>A run of tokens of one paragraph; <paramref name="Last"/> is inclusive.</summary>
internal readonly record struct Phrase(int First, int Last);

/// <summary>Finds the noun phrase that begins or ends at a token.</summary>
internal static class NounPhrases
{
    /// <summary>
    /// The phrase whose last word stands at or before <paramref name="last"/>; an apposition or bracket behind it is passed over.
    /// </summary>
    public static Phrase? EndingAt(TokenizedParagraph tokens, int last, int min)
    {
        var i = Appositions.SkipDate(tokens, Appositions.SkipBrackets(tokens, last, min), min);
        if (i < min)
        {
            return null;
        }

        if (tokens[i].Is(','))
        {
            return Appositions.FindPhraseBefore(tokens, i, min) ?? EndingAtWord(tokens, i - 1, min);
        }

        return EndingAtWord(tokens, i, min);
    }

    /// <summary>The phrase that begins at <paramref name="first"/>.</summary>
    public static Phrase? StartingAt(TokenizedParagraph tokens, int first, int max)
    {
        if (first > max || !tokens[first].IsWord)
        {
            return null;
        }

        if (Vocabulary.IsSubjectPronoun(tokens[first]))
        {
            return new Phrase(first, first);
        }

        var i = Vocabulary.IsDeterminer(tokens[first]) ? first + 1 : first;
        var end = GroupEnd(tokens, i, max);
        if (end < i)
        {
            return Vocabulary.IsDeterminer(tokens[first])
                && tokens[first].Lower is "one" or "both" or "some" or "many" or "several" or "others" ? new Phrase(first, first) : null;
        }

        if (tokens[end + 1].Lower is "and" or "und" or "et" or "y" && end + 2 <= max && Vocabulary.IsNameWord(tokens[end + 2])
            && tokens[end].IsCapital)
        {
            end = Math.Max(end, GroupEnd(tokens, end + 2, max));
        }

        return new Phrase(first, end);
    }

    private static int GroupEnd(TokenizedParagraph tokens, int first, int max)
    {
        var end = first - 1;
        for (var i = first;
            i <= max && i - first < ScanLimits.MaxPhraseTokens && (CanBeInside(tokens[i]) || IsDeterminedNoun(tokens, i))
                && !(i > first && Vocabulary.IsVerb(tokens, i)); i++)
        {
            end = i;
            if (OfficeTitles.IsOffice(tokens[i].Text) && Vocabulary.IsPreposition(tokens[i + 1])
                && (OfficeTitles.IsOfficeField(tokens[i + 2].Text) || tokens[i + 1].Lower is "of" or "for") && i + 2 <= max)
            {
                var title = tokens[i].IsCapital && OfficeTitles.IsOfficeField(tokens[i + 2].Text) ? i + 2 : -1;
                if (title < 0)
                {
                    break;
                }

                end = i = title;
            }
        }

        // "dijo Moen el lunes": a small word at the end is the next phrase's.
        while (end > first && Vocabulary.IsNameParticle(tokens[end]) && !tokens[end].IsCapital)
        {
            end--;
        }

        return end;
    }

    private static bool CanBeInside(Token token) =>
        token.IsWord && !Vocabulary.IsStopWord(token) && !(Vocabulary.IsPreposition(token) && !Vocabulary.IsNameParticle(token))
            && !Vocabulary.IsTimeWord(token)
        && (token.IsCapital || (CueVerbs.FormOf(token) == CueForm.None && !Vocabulary.IsAdverb(token) && !Vocabulary.IsAuxiliary(token)));

    /// <summary>“the text”, “an officer’s report”, “an inspection report”: a noun though it looks like a verb of saying.</summary>
    public static bool IsDeterminedNoun(TokenizedParagraph tokens, int i) =>
        tokens[i].Lower is "text" or "report" or "statement" or "claim" or "charge" or "order" or "email" or "post" or "letter" or "call"
            or "note" or "comment" or "estimate" or "quote" or "plan" or "press"
        && (Vocabulary.IsDeterminer(tokens[i - 1]) || tokens[i - 1].IsPossessive
            || (Vocabulary.IsDeterminer(tokens[i - 2]) && tokens[i - 1].IsWord && CanBeInside(tokens[i - 1]) && !tokens[i - 1].IsCapital))
        && CueNouns.IsNoun(tokens, i);

    /// <summary>The phrase whose last word is <paramref name="last"/>, with nothing passed over.</summary>
    public static Phrase? EndingAtWord(TokenizedParagraph tokens, int last, int min)
    {
        if (last < min || !tokens[last].IsWord || IsNumber(tokens[last]) || (tokens[last].IsPossessive && tokens[last].Text[^1] is 's'))
        {
            return null;
        }

        if (Vocabulary.IsSubjectPronoun(tokens[last]))
        {
            return new Phrase(last, last);
        }

        var first = GroupStart(tokens, last, min);
        if (first > last
            || (first == last && char.IsLower(tokens[last].Text[0])
                && Vocabulary.IsAuxiliary(tokens[last - 1]) | Vocabulary.IsAdverb(tokens[last - 1])))
        {
            return null;
        }

        return ExtendBackwards(tokens, first, last, min);
    }

    /// <summary>“a spokesman for the ministry”, “Ann Bo and Cy Do”: what stands before the group and belongs to it.</summary>
    private static Phrase ExtendBackwards(TokenizedParagraph tokens, int first, int last, int min)
    {
        for (var steps = 0; steps < 3; steps++)
        {
            var before = first - 1;
            if (before - 1 >= min
                && tokens[before].Lower is "of" or "for" or "at" or "with" or "from" or "in" or "to" or "by" or "on" or "about" or "von"
                    or "de" or "du" && tokens[before - 1].IsWord && !Vocabulary.IsTimeWord(tokens[before - 1]))
            {
                var start = GroupStart(tokens, before - 1, min);
                if (start > before - 1 || !(IsDetermined(tokens, start) || tokens[before].Lower is "of" or "for"))
                {
                    break;
                }

                first = start;
            }
            else if (before - 1 >= min && tokens[before].Lower is "and" && tokens[before - 1].IsCapital
                && Vocabulary.IsNameWord(tokens[before - 1]) && tokens[first].IsCapital)
            {
                var start = GroupStart(tokens, before - 1, min);
                var clause = start == min || !tokens[start - 1].IsWord;
                if (start > before - 1 || !clause)
                {
                    break;
                }

                first = start;
            }
            else
            {
                break;
            }
        }

        return new Phrase(first, last);
    }

    private static bool IsDetermined(TokenizedParagraph tokens, int first) =>
        Vocabulary.IsDeterminer(tokens[first]) || OfficeTitles.IsOffice(tokens[first].Text);

    private static int GroupStart(TokenizedParagraph tokens, int last, int min)
    {
        var first = last + 1;
        var named = tokens[last].IsCapital;
        for (var i = last; i >= min && last - i < ScanLimits.MaxPhraseTokens; i--)
        {
            var token = tokens[i];
            if (Vocabulary.IsDeterminer(token)
                && !(Vocabulary.IsNameParticle(token) && token.IsCapital && i > min && tokens[i - 1].IsCapital))
            {
                // "he said that Bo's team": a conjunction, no determiner.
                var conjunction =
                    token.Lower is "that" && first <= last && (tokens[first].IsCapital || Vocabulary.IsDeterminer(tokens[first]));
                return !conjunction && (i < last || CanStandAlone(token)) ? i : first;
            }

            if (!(CanBeInside(token) || IsDeterminedNoun(tokens, i)) || (token.IsCapital && !Vocabulary.IsNameWord(token)))
            {
                // "Secretary of State", "Work and Pensions Secretary".
                if (i - 1 >= min && first <= last && IsOfficeBridge(tokens, i))
                {
                    continue;
                }

                break;
            }

            if (named && !token.IsCapital && !Vocabulary.IsNameParticle(token) && !token.IsPossessive && !IsOfficePrefix(tokens, i, last))
            {
                break;
            }

            first = i;
        }

        return first;
    }

    private static bool IsOfficeBridge(TokenizedParagraph tokens, int i) =>
        (tokens[i].Lower is "of" or "for" && OfficeTitles.IsOffice(tokens[i - 1].Text) && tokens[i - 1].IsCapital
            && OfficeTitles.IsOfficeField(tokens[i + 1].Text))
        || (tokens[i].Lower is "and" or "&" && tokens[i - 1].IsCapital && tokens[i + 1].IsCapital
            && OfficeTitles.IsOffice(tokens[i + 2].Text));

    private static bool CanStandAlone(Token token) =>
        token.Lower is "one" or "both" or "some" or "many" or "several" or "all" or "most" or "this" or "that";

    private static bool IsOfficePrefix(TokenizedParagraph tokens, int i, int last)
    {
        for (var k = i; k < last && !tokens[k].IsCapital; k++)
        {
            if (OfficeTitles.IsOffice(tokens[k].Text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A group behind a preposition is no subject (“… in New Dale said”).</summary>
    public static bool FollowsPreposition(TokenizedParagraph tokens, Phrase phrase, int min) =>
        phrase.First - 1 >= min
            && tokens[phrase.First - 1].Lower is "of" or "for" or "at" or "from" or "in" or "with" or "on" or "to" or "by" or "behind"
                or "near" or "under" or "against" or "within" or "between" or "among" or "about" or "into" or "over" or "through" or "via"
                or "during" or "than";

    public static bool IsNumber(Token token) => token.IsWord && char.IsDigit(token.Text[0]) && !char.IsLetter(token.Text[^1]);
}
