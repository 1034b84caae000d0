using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Who is said to speak a quotation, as its own sentence tells.</summary>
/// <param name="Cue">The token of the cue; −1 where a colon or a dash attributes it.</param>
/// <param name="FollowsQuote">Whether the attribution stands behind the quotation.</param>
/// <param name="Confidence">From 0 to 1.</param>
internal sealed record AttributionRelation(Phrase Speaker, int Cue, bool FollowsQuote, double Confidence)
{
    /// <summary>Whether an attribution of the quotation before it begins at this token (“… she said”).</summary>
    public static bool StartsAt(TokenizedParagraph frame, int index)
    {
        if (CueVerbs.IsFinite(frame[index]))
        {
            return true;
        }

        for (var i = index + 1; i < index + ScanLimits.MaxPhraseTokens && frame[i].IsWord; i++)
        {
            if (CueVerbs.IsSpeechVerb(frame[i]) && CueVerbs.IsFinite(frame[i]))
            {
                return FindSubjectOfVerb(frame, i, index) is { } subject && subject.First == index;
            }

            if (Vocabulary.IsStopWord(frame[i]))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether a whole sentence of attribution follows (“… Bo said.”), not one that says something else.</summary>
    public static bool IsWholeSentenceAt(TokenizedParagraph frame, int index)
    {
        if (!StartsAt(frame, index))
        {
            return false;
        }

        var verb = index;
        while (!CueVerbs.IsFinite(frame[verb]))
        {
            verb++;
        }

        return verb > index
            && (!frame[verb + 1].IsWord || Vocabulary.IsTimeWord(frame[verb + 1])
                || frame[verb + 1].Lower is "in" or "on" or "at" or "during") && !frame[verb + 1].Is(':') && !frame[verb + 1].IsQuotation;
    }

    /// <summary>Searches the sentence of the quotation token, behind it and before it.</summary>
    public static AttributionRelation? Find(TokenizedParagraph frame, int quotation)
    {
        var last = frame.LastCharacter(frame.Quotations[frame[quotation].QuotationIndex]);
        var speech = last is ',' or '!' or '?' or '—' or '–' or '-' || frame[quotation + 1].Is(',') || frame[quotation + 1].Is('—');
        var begins = quotation == frame.SentenceStart(quotation);
        var behind = TrailingAttribution.Find(frame, quotation, speech || begins);
        var source = behind is { Cue: >= 0 } && frame[behind.Cue].Lower is "according";
        if (behind is { Confidence: > 0.9 } && (begins || (last == ',' && !source)))
        {
            return behind;
        }

        var before = LeadingAttribution.Find(frame, quotation);

        // "After Ann called it “…”, Bo said no", "whom Ann called “…”, said": the words are those of their own clause.
        if (before is { Cue: >= 0 } && behind is not null && !frame[quotation - 1].Is(',') && !frame[quotation - 1].Is(':')
            && OpensClause(frame[before.Speaker.First - 1]))
        {
            return before;
        }

        // "Ann asked Bo: “…?” Bo said: “…”": the colon gives the words to Ann, and Bo's cue leads to the next ones.
        if (before is { Cue: >= 0, Confidence: >= 0.8 } && frame[quotation - 1].Is(':') && last != ',')
        {
            return before;
        }

        // "Bo told them it was “…,” according to two guests": the guests say that Bo said it.
        if (source && before is { Cue: >= 0, Confidence: > 0.8 } && frame[before.Cue].Lower is "told" or "said")
        {
            return before;
        }

        return before is null || (behind is not null && behind.Confidence > before.Confidence) ? behind : before;
    }

    private static bool OpensClause(Token token) =>
        token.Lower is "after" or "when" or "while" or "although" or "though" or "whereas" or "because" or "since" or "if" or "as"
            or "before" or "whom" or "which" or "until";

    /// <summary>The subject that stands before a finite verb, not further back than <paramref name="min"/>.</summary>
    public static Phrase? FindSubjectOfVerb(TokenizedParagraph frame, int verb, int min)
    {
        var i = verb - 1;
        var infinitive = false;
        while (i >= min
            && (Vocabulary.IsAdverb(frame[i]) || Vocabulary.IsAuxiliary(frame[i]) || Vocabulary.IsTimeWord(frame[i])
                || frame[i].Lower is "to" or "on" or "went" or "goes" or "came" or "that" or "who" or "which" or "once" or "in" or "a"))
        {
            var lower = frame[i].Lower;
            // "went on to say", "said in May", French "a déclaré".
            if ((lower is "on" or "in" && !Vocabulary.IsTimeWord(frame[i + 1]) && frame[i + 1].Lower is not "to")
                || (lower is "a" && i + 1 != verb))
            {
                break;
            }

            infinitive |= lower == "to";
            if (lower is "was" or "were" or "been" or "being" or "be" && CueVerbs.FormOf(frame[verb]) == CueForm.Finite && !infinitive)
            {
                return null;
            }

            i--;
        }

        // "what he liked to call “…”".
        i -= infinitive && i == verb - 2
            && frame[i].Lower is "liked" or "likes" or "like" or "loved" or "loves" or "used" or "prefers" or "preferred" or "chose"
                or "chooses" ? 1 : 0;
        if (i < min || (infinitive && i == verb - 2 && CueVerbs.FormOf(frame[i]) == CueForm.None))
        {
            return null;
        }

        var relative = frame[i + 1].Lower is "who" or "which" or "that";
        var phrase = NounPhrases.EndingAt(frame, relative && frame[i].Is(',') ? i - 1 : i, min);
        return phrase is { } found && NounPhrases.FollowsPreposition(frame, found, min)
            ? FindBeforeRelativeClause(frame, found.First, min) : phrase;
    }

    /// <summary>“an official who spoke to the board said”: the subject stands before its clause.</summary>
    private static Phrase? FindBeforeRelativeClause(TokenizedParagraph frame, int first, int min)
    {
        for (var i = first - 1; i > min && first - i < ScanLimits.MaxPhraseTokens && frame[i].IsWord; i--)
        {
            if (frame[i].Lower is "who")
            {
                return NounPhrases.EndingAt(frame, i - 1, min) is { } phrase && !NounPhrases.FollowsPreposition(frame, phrase, min)
                    ? phrase : null;
            }
        }

        return null;
    }

    /// <summary>The first noun phrase of a sentence, what leads up to it left out (“In a speech on Monday, …”).</summary>
    public static Phrase? FindSubjectOfSentence(TokenizedParagraph frame, int start, int end)
    {
        var i = start;
        for (var steps = 0; steps < 3 && i <= end; steps++)
        {
            while (i <= end
                && (Vocabulary.IsAdverb(frame[i]) || frame[i].Is(',') || frame[i].Is('—')
                    || frame[i].Lower is "but" or "and" or "so" or "yet" or "however" or "meanwhile" or "still" or "or" or "aber" or "und"
                        or "mais" or "et" or "pero" or "y"))
            {
                i++;
            }

            if (!IsIntroductory(frame[i]) && !IsIntroductoryAtStart(frame, i))
            {
                break;
            }

            var comma = i;
            while (comma <= end && !frame[comma].Is(','))
            {
                comma++;
            }

            if (comma >= end)
            {
                break;
            }

            i = comma + 1;
        }

        if (NounPhrases.StartingAt(frame, i, end) is { } phrase && !IsIntroductory(frame[i]) && !frame[phrase.Last].IsPossessive
            && !IsIntroductoryAtStart(frame, i))
        {
            return phrase;
        }

        for (; i <= end && !frame[i].IsQuotation; i++)
        {
            if (frame[i].Lower is "he" or "she" or "they" || IsNamedOffice(frame, i)
                || (Vocabulary.IsNameWord(frame[i]) && !IsIntroductory(frame[i]) && !frame[i].IsPossessive
                    && !IsIntroductoryAtStart(frame, i)))
            {
                return NounPhrases.StartingAt(frame, i, end) is { } named && !frame[named.Last].IsPossessive
                    && !NounPhrases.FollowsPreposition(frame, named, start) ? named : null;
            }
        }

        return null;
    }

    /// <summary>“the senator”, no object of a preposition.</summary>
    private static bool IsNamedOffice(TokenizedParagraph frame, int i) =>
        frame[i].Lower is "the" && OfficeTitles.IsOffice(frame[i + 1].Text) && !Vocabulary.IsPreposition(frame[i - 1])
            && !frame[i + 1].IsPossessive;

    /// <summary>“Reprising a line, …”, “Hours later, …”: what may open a sentence before its subject.</summary>
    private static bool IsIntroductoryAtStart(TokenizedParagraph frame, int i)
    {
        var token = frame[i];
        if (!token.IsWord || CueVerbs.IsFinite(frame[i + 1]) || Vocabulary.IsAuxiliary(frame[i + 1]))
        {
            return false;
        }

        if (token.Lower is "hours" or "days" or "weeks" or "months" or "minutes" or "moments" or "years" or "shortly" or "soon" or "each"
            or "specifically"
            || (token.Text.Length > 5 && token.Text.EndsWith("ing", StringComparison.Ordinal) && frame[i + 1].IsWord
                && !frame[i + 1].IsCapital && !frame[i + 1].IsPossessive))
        {
            return true;
        }

        var comma = i + 1;
        while (comma - i < 6 && frame[comma].IsWord)
        {
            comma++;
        }

        return frame[comma].Is(',')
            && frame[comma - 1].Lower is "later" or "ago" or "earlier" or "before" or "afterward" or "afterwards" or "after"
            && comma > i + 1;
    }

    private static bool IsIntroductory(Token token) =>
        token.IsWord && ((Vocabulary.IsPreposition(token) && token.Lower is not "of") || CueVerbs.FormOf(token) == CueForm.Participle
            || token.Lower is "asked" or "when" or "while" or "as" or "after" or "before" or "since" or "if" or "although" or "though"
                or "despite" or "during" or "speaking" or "writing" or "responding" or "referring" or "citing" or "following" or "because"
                or "until" or "according" or "like" or "given" or "rather" or "earlier" or "last"
            || Vocabulary.IsTimeWord(token));
}
