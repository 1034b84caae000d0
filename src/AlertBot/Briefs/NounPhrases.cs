namespace AlertBot.Briefs;

/// <summary>A run of tokens of one paragraph; <paramref name="Last"/> is inclusive.</summary>
internal readonly record struct Phrase(int First, int Last);

/// <summary>Finds the noun phrase that begins or ends at a token.</summary>
internal static class NounPhrases
{
    /// <summary>The phrase whose last word stands at or before <paramref name="last"/>; an apposition or bracket behind it is passed over.</summary>
    public static Phrase? EndingAt(Frame frame, int last, int min)
    {
        var i = BeforeDate(frame, BeforeBrackets(frame, last, min), min);
        if (i < min)
        {
            return null;
        }

        if (frame[i].Is(','))
        {
            return BeforeApposition(frame, i, min) ?? EndingAtWord(frame, i - 1, min);
        }

        return EndingAtWord(frame, i, min);
    }

    /// <summary>The phrase that begins at <paramref name="first"/>.</summary>
    public static Phrase? StartingAt(Frame frame, int first, int max)
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
            return Vocabulary.IsDeterminer(frame[first]) && frame[first].Lower is "one" or "both" or "some" or "many" or "several" or "others" ? new Phrase(first, first) : null;
        }

        if (frame[end + 1].Lower is "and" or "und" or "et" or "y" && end + 2 <= max && Vocabulary.IsNameWord(frame[end + 2]) && frame[end].IsCapital)
        {
            end = Math.Max(end, GroupEnd(frame, end + 2, max));
        }

        return new Phrase(first, end);
    }

    private static int GroupEnd(Frame frame, int first, int max)
    {
        var end = first - 1;
        for (var i = first; i <= max && i - first < Limits.Phrase && IsInside(frame[i]) && !(i > first && Vocabulary.IsVerb(frame, i)); i++)
        {
            end = i;
            if (Titles.IsOffice(frame[i].Text) && Vocabulary.IsPreposition(frame[i + 1]) && (Titles.IsField(frame[i + 2].Text) || frame[i + 1].Lower is "of" or "for") && i + 2 <= max)
            {
                var title = frame[i].IsCapital && Titles.IsField(frame[i + 2].Text) ? i + 2 : -1;
                if (title < 0)
                {
                    break;
                }

                end = i = title;
            }
        }

        // "dijo Moen el lunes": a small word at the end is the next phrase's.
        while (end > first && Vocabulary.IsParticle(frame[end]) && !frame[end].IsCapital)
        {
            end--;
        }

        return end;
    }

    private static bool IsInside(Token token) =>
        token.IsWord && !Vocabulary.IsStop(token) && !(Vocabulary.IsPreposition(token) && !Vocabulary.IsParticle(token)) && !Vocabulary.IsTime(token)
        && (token.IsCapital || (CueVerbs.Of(token) == CueForm.None && !Vocabulary.IsAdverb(token) && !Vocabulary.IsAuxiliary(token)));

    private static Phrase? EndingAtWord(Frame frame, int last, int min)
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
        if (first > last || (first == last && char.IsLower(frame[last].Text[0]) && Vocabulary.IsAuxiliary(frame[last - 1]) | Vocabulary.IsAdverb(frame[last - 1])))
        {
            return null;
        }

        return Widen(frame, first, last, min);
    }

    /// <summary>“a spokesman for the ministry”, “Ann Bo and Cy Do”: what stands before the group and belongs to it.</summary>
    private static Phrase Widen(Frame frame, int first, int last, int min)
    {
        for (var steps = 0; steps < 3; steps++)
        {
            var before = first - 1;
            if (before - 1 >= min && frame[before].Lower is "of" or "for" or "at" or "with" or "from" or "in" or "to" or "by" or "on" or "about" or "von" or "de" or "du" && frame[before - 1].IsWord && !Vocabulary.IsTime(frame[before - 1]))
            {
                var start = GroupStart(frame, before - 1, min);
                if (start > before - 1 || !(IsDetermined(frame, start) || frame[before].Lower is "of" or "for"))
                {
                    break;
                }

                first = start;
            }
            else if (before - 1 >= min && frame[before].Lower is "and" && frame[before - 1].IsCapital && Vocabulary.IsNameWord(frame[before - 1]) && frame[first].IsCapital)
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

    private static bool IsDetermined(Frame frame, int first) => Vocabulary.IsDeterminer(frame[first]) || Titles.IsOffice(frame[first].Text);

    private static int GroupStart(Frame frame, int last, int min)
    {
        var first = last + 1;
        var named = frame[last].IsCapital;
        for (var i = last; i >= min && last - i < Limits.Phrase; i--)
        {
            var token = frame[i];
            if (Vocabulary.IsDeterminer(token) && !(Vocabulary.IsParticle(token) && token.IsCapital && i > min && frame[i - 1].IsCapital))
            {
                // "he said that Bo's team": a conjunction, no determiner.
                var conjunction = token.Lower is "that" && first <= last && (frame[first].IsCapital || Vocabulary.IsDeterminer(frame[first]));
                return !conjunction && (i < last || IsAlone(token)) ? i : first;
            }

            if (!IsInside(token) || (token.IsCapital && !Vocabulary.IsNameWord(token)))
            {
                // "Secretary of State", "Work and Pensions Secretary".
                if (i - 1 >= min && first <= last && IsBridge(frame, i))
                {
                    continue;
                }

                break;
            }

            if (named && !token.IsCapital && !Vocabulary.IsParticle(token) && !token.IsPossessive && !IsOfficePrefix(frame, i, last))
            {
                break;
            }

            first = i;
        }

        return first;
    }

    private static bool IsBridge(Frame frame, int i) =>
        (frame[i].Lower is "of" or "for" && Titles.IsOffice(frame[i - 1].Text) && frame[i - 1].IsCapital && Titles.IsField(frame[i + 1].Text))
        || (frame[i].Lower is "and" or "&" && frame[i - 1].IsCapital && frame[i + 1].IsCapital && Titles.IsOffice(frame[i + 2].Text));

    private static bool IsAlone(Token token) => token.Lower is "one" or "both" or "some" or "many" or "several" or "all" or "most" or "this" or "that";

    private static bool IsOfficePrefix(Frame frame, int i, int last)
    {
        for (var k = i; k < last && !frame[k].IsCapital; k++)
        {
            if (Titles.IsOffice(frame[k].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static int BeforeBrackets(Frame frame, int last, int min)
    {
        var i = last;
        if (frame[i].Is(')') || frame[i].Is(']'))
        {
            for (var k = i - 1; k >= min && i - k < Limits.Phrase; k--)
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
    private static int BeforeDate(Frame frame, int last, int min)
    {
        var i = last;
        var time = false;
        while (i > min && (Vocabulary.IsTime(frame[i]) || IsNumber(frame[i]) || (frame[i].Is(',') && IsNumber(frame[i - 1]))))
        {
            time |= Vocabulary.IsTime(frame[i]);
            i--;
        }

        return time && frame[i].Lower is "on" or "in" && i > min ? i - 1 : last;
    }

    private static bool IsNumber(Token token) => token.IsWord && char.IsDigit(token.Text[0]);

    private static Phrase? BeforeApposition(Frame frame, int comma, int min)
    {
        if (NamedBehindOffice(frame, comma, min) is { } named)
        {
            return named;
        }

        Phrase? nearest = null;
        for (var j = comma - 1; j > min && comma - j < 2 * Limits.Phrase; j--)
        {
            if (frame[j].IsQuotation || frame[j].Is(';') || frame[j].Is(':'))
            {
                break;
            }

            var apposition = BeginsApposition(frame, j + 1);
            if (!frame[j].Is(',') || !(apposition || BeginsAside(frame, j + 1)))
            {
                continue;
            }

            if (EndingAtWord(frame, BeforeBrackets(frame, j - 1, min), min) is { } phrase && !FollowsPreposition(frame, phrase, min) && (apposition || BeginsClause(frame, phrase, min)))
            {
                nearest ??= phrase;
                if (Names.Of(frame, phrase) is { Words: > 1 })
                {
                    return phrase;
                }
            }
        }

        return nearest;
    }

    /// <summary>“her adviser, Ann Bo, said”: the name is the subject.</summary>
    private static Phrase? NamedBehindOffice(Frame frame, int comma, int min)
    {
        var first = comma;
        while (first - 1 > min && comma - first < 5 && (Vocabulary.IsNameWord(frame[first - 1]) || Vocabulary.IsParticle(frame[first - 1])))
        {
            first--;
        }

        return comma - first >= 2 && frame[first - 1].Is(',') && first - 2 >= min && Titles.IsOffice(frame[first - 2].Text) && char.IsLower(frame[first - 2].Text[0]) ? new Phrase(first, comma - 1) : null;
    }

    /// <summary>“Bo, for her part, said”; “Bo, hoping to win, said”: no apposition, but it stands at the same place.</summary>
    private static bool BeginsAside(Frame frame, int at) =>
        Vocabulary.IsPreposition(frame[at]) || frame[at].Lower is "when" or "while" or "where" or "after" or "though" or "not" or "seen" or "asked" or "during" or "like" or "meanwhile" or "too" or "however"
        || (frame[at].IsWord && char.IsLower(frame[at].Text[0]) && frame[at].Text.Length > 4 && frame[at].Text.EndsWith("ing", StringComparison.Ordinal));

    private static bool BeginsClause(Frame frame, Phrase phrase, int min) =>
        phrase.First <= min || !frame[phrase.First - 1].IsWord || frame[phrase.First - 1].Lower is "but" or "and" or "while" or "as" or "when" or "that" or "because" or "if" or "so";

    /// <summary>A group behind a preposition is no subject (“… in New Dale said”).</summary>
    public static bool FollowsPreposition(Frame frame, Phrase phrase, int min) =>
        phrase.First - 1 >= min && frame[phrase.First - 1].Lower is "of" or "for" or "at" or "from" or "in" or "with" or "on" or "to" or "by" or "behind" or "near" or "under" or "against" or "within" or "between" or "among" or "about" or "into" or "over" or "through" or "via" or "during" or "than";

    private static bool BeginsApposition(Frame frame, int at)
    {
        var token = frame[at];
        return token.IsWord && (Vocabulary.IsDeterminer(token) || token.Lower is "who" or "whose" or "which" or "himself" or "herself" or "speaking" or "citing" or "referring" || char.IsDigit(token.Text[0]) || Titles.IsOffice(token.Text)
            || IsParty(token.Text) || frame[at + 1].Is(',') || NearOffice(frame, at));
    }

    private static bool NearOffice(Frame frame, int at)
    {
        for (var i = at; i < at + 6 && frame[i].IsWord; i++)
        {
            if (Titles.IsOffice(frame[i].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsParty(string word) => word.Length > 2 && word[1] == '-' && word[0] is 'R' or 'D' or 'I' && char.IsUpper(word[0]);
}
