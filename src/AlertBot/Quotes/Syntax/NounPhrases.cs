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
    public static Phrase? EndingAt(TokenizedParagraph frame, int last, int min)
    {
        var i = Appositions.SkipDate(frame, Appositions.SkipBrackets(frame, last, min), min);
        if (i < min)
        {
            return null;
        }

        if (frame[i].Is(','))
        {
            return Appositions.FindPhraseBefore(frame, i, min) ?? EndingAtWord(frame, i - 1, min);
        }

        return EndingAtWord(frame, i, min);
    }

    /// <summary>The phrase that begins at <paramref name="first"/>.</summary>
    public static Phrase? StartingAt(TokenizedParagraph frame, int first, int max)
    {
        if (first > max || !frame[first].IsWord)
        {
            return null;
        }

        if (Vocabulary.IsSubjectPronoun(frame[first]))
        {
            return new Phrase(first, first);
        }

        var i = Vocabulary.IsDeterminer(frame[first]) ? first + 1 : first;
        var end = GroupEnd(frame, i, max);
        if (end < i)
        {
            return Vocabulary.IsDeterminer(frame[first])
                && frame[first].Lower is "one" or "both" or "some" or "many" or "several" or "others" ? new Phrase(first, first) : null;
        }

        if (frame[end + 1].Lower is "and" or "und" or "et" or "y" && end + 2 <= max && Vocabulary.IsNameWord(frame[end + 2])
            && frame[end].IsCapital)
        {
            end = Math.Max(end, GroupEnd(frame, end + 2, max));
        }

        return new Phrase(first, end);
    }

    private static int GroupEnd(TokenizedParagraph frame, int first, int max)
    {
        var end = first - 1;
        for (var i = first;
            i <= max && i - first < ScanLimits.MaxPhraseTokens && (CanBeInside(frame[i]) || IsDeterminedNoun(frame, i))
                && !(i > first && Vocabulary.IsVerb(frame, i)); i++)
        {
            end = i;
            if (OfficeTitles.IsOffice(frame[i].Text) && Vocabulary.IsPreposition(frame[i + 1])
                && (OfficeTitles.IsOfficeField(frame[i + 2].Text) || frame[i + 1].Lower is "of" or "for") && i + 2 <= max)
            {
                var title = frame[i].IsCapital && OfficeTitles.IsOfficeField(frame[i + 2].Text) ? i + 2 : -1;
                if (title < 0)
                {
                    break;
                }

                end = i = title;
            }
        }

        // "dijo Moen el lunes": a small word at the end is the next phrase's.
        while (end > first && Vocabulary.IsNameParticle(frame[end]) && !frame[end].IsCapital)
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
    public static bool IsDeterminedNoun(TokenizedParagraph frame, int i) =>
        frame[i].Lower is "text" or "report" or "statement" or "claim" or "charge" or "order" or "email" or "post" or "letter" or "call"
            or "note" or "comment" or "estimate" or "quote" or "plan" or "press"
        && (Vocabulary.IsDeterminer(frame[i - 1]) || frame[i - 1].IsPossessive
            || (Vocabulary.IsDeterminer(frame[i - 2]) && frame[i - 1].IsWord && CanBeInside(frame[i - 1]) && !frame[i - 1].IsCapital))
        && CueNouns.IsNoun(frame, i);

    /// <summary>The phrase whose last word is <paramref name="last"/>, with nothing passed over.</summary>
    public static Phrase? EndingAtWord(TokenizedParagraph frame, int last, int min)
    {
        if (last < min || !frame[last].IsWord || IsNumber(frame[last]) || (frame[last].IsPossessive && frame[last].Text[^1] is 's'))
        {
            return null;
        }

        if (Vocabulary.IsSubjectPronoun(frame[last]))
        {
            return new Phrase(last, last);
        }

        var first = GroupStart(frame, last, min);
        if (first > last
            || (first == last && char.IsLower(frame[last].Text[0])
                && Vocabulary.IsAuxiliary(frame[last - 1]) | Vocabulary.IsAdverb(frame[last - 1])))
        {
            return null;
        }

        return ExtendBackwards(frame, first, last, min);
    }

    /// <summary>“a spokesman for the ministry”, “Ann Bo and Cy Do”: what stands before the group and belongs to it.</summary>
    private static Phrase ExtendBackwards(TokenizedParagraph frame, int first, int last, int min)
    {
        for (var steps = 0; steps < 3; steps++)
        {
            var before = first - 1;
            if (before - 1 >= min
                && frame[before].Lower is "of" or "for" or "at" or "with" or "from" or "in" or "to" or "by" or "on" or "about" or "von"
                    or "de" or "du" && frame[before - 1].IsWord && !Vocabulary.IsTimeWord(frame[before - 1]))
            {
                var start = GroupStart(frame, before - 1, min);
                if (start > before - 1 || !(IsDetermined(frame, start) || frame[before].Lower is "of" or "for"))
                {
                    break;
                }

                first = start;
            }
            else if (before - 1 >= min && frame[before].Lower is "and" && frame[before - 1].IsCapital
                && Vocabulary.IsNameWord(frame[before - 1]) && frame[first].IsCapital)
            {
                var start = GroupStart(frame, before - 1, min);
                var clause = start == min || !frame[start - 1].IsWord;
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

    private static bool IsDetermined(TokenizedParagraph frame, int first) =>
        Vocabulary.IsDeterminer(frame[first]) || OfficeTitles.IsOffice(frame[first].Text);

    private static int GroupStart(TokenizedParagraph frame, int last, int min)
    {
        var first = last + 1;
        var named = frame[last].IsCapital;
        for (var i = last; i >= min && last - i < ScanLimits.MaxPhraseTokens; i--)
        {
            var token = frame[i];
            if (Vocabulary.IsDeterminer(token)
                && !(Vocabulary.IsNameParticle(token) && token.IsCapital && i > min && frame[i - 1].IsCapital))
            {
                // "he said that Bo's team": a conjunction, no determiner.
                var conjunction =
                    token.Lower is "that" && first <= last && (frame[first].IsCapital || Vocabulary.IsDeterminer(frame[first]));
                return !conjunction && (i < last || CanStandAlone(token)) ? i : first;
            }

            if (!(CanBeInside(token) || IsDeterminedNoun(frame, i)) || (token.IsCapital && !Vocabulary.IsNameWord(token)))
            {
                // "Secretary of State", "Work and Pensions Secretary".
                if (i - 1 >= min && first <= last && IsOfficeBridge(frame, i))
                {
                    continue;
                }

                break;
            }

            if (named && !token.IsCapital && !Vocabulary.IsNameParticle(token) && !token.IsPossessive && !IsOfficePrefix(frame, i, last))
            {
                break;
            }

            first = i;
        }

        return first;
    }

    private static bool IsOfficeBridge(TokenizedParagraph frame, int i) =>
        (frame[i].Lower is "of" or "for" && OfficeTitles.IsOffice(frame[i - 1].Text) && frame[i - 1].IsCapital
            && OfficeTitles.IsOfficeField(frame[i + 1].Text))
        || (frame[i].Lower is "and" or "&" && frame[i - 1].IsCapital && frame[i + 1].IsCapital && OfficeTitles.IsOffice(frame[i + 2].Text));

    private static bool CanStandAlone(Token token) =>
        token.Lower is "one" or "both" or "some" or "many" or "several" or "all" or "most" or "this" or "that";

    private static bool IsOfficePrefix(TokenizedParagraph frame, int i, int last)
    {
        for (var k = i; k < last && !frame[k].IsCapital; k++)
        {
            if (OfficeTitles.IsOffice(frame[k].Text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A group behind a preposition is no subject (“… in New Dale said”).</summary>
    public static bool FollowsPreposition(TokenizedParagraph frame, Phrase phrase, int min) =>
        phrase.First - 1 >= min
            && frame[phrase.First - 1].Lower is "of" or "for" or "at" or "from" or "in" or "with" or "on" or "to" or "by" or "behind"
                or "near" or "under" or "against" or "within" or "between" or "among" or "about" or "into" or "over" or "through" or "via"
                or "during" or "than";

    public static bool IsNumber(Token token) => token.IsWord && char.IsDigit(token.Text[0]) && !char.IsLetter(token.Text[^1]);
}
