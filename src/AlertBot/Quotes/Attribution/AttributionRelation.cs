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
    public static bool StartsAt(TokenizedParagraph tokens, int index)
    {
        if (CueVerbs.IsFinite(tokens[index]))
        {
            return true;
        }

        for (var i = index + 1; i < index + ScanLimits.MaxPhraseTokens && tokens[i].IsWord; i++)
        {
            if (CueVerbs.IsSpeechVerb(tokens[i]) && CueVerbs.IsFinite(tokens[i]))
            {
                return FindSubjectOfVerb(tokens, i, index) is { } subject && subject.First == index;
            }

            if (Vocabulary.IsStopWord(tokens[i]))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether a whole sentence of attribution follows (“… Bo said.”), not one that says something else.</summary>
    public static bool IsWholeSentenceAt(TokenizedParagraph tokens, int index)
    {
        if (!StartsAt(tokens, index))
        {
            return false;
        }

        var verb = index;
        while (!CueVerbs.IsFinite(tokens[verb]))
        {
            verb++;
        }

        return verb > index
            && (!tokens[verb + 1].IsWord || Vocabulary.IsTimeWord(tokens[verb + 1])
                || tokens[verb + 1].Lower is "in" or "on" or "at" or "during") && !tokens[verb + 1].Is(':')
                && !tokens[verb + 1].IsQuotation;
    }

    /// <summary>Searches the sentence of the quotation token, behind it and before it.</summary>
    public static AttributionRelation? Find(TokenizedParagraph tokens, int quotation)
    {
        var last = tokens.LastCharacter(tokens.Quotations[tokens[quotation].QuotationIndex]);
        var speech = last is ',' or '!' or '?' or '—' or '–' or '-' || tokens[quotation + 1].Is(',') || tokens[quotation + 1].Is('—');
        var begins = quotation == tokens.SentenceStart(quotation);
        var behind = TrailingAttribution.Find(tokens, quotation, speech || begins);
        var source = behind is { Cue: >= 0 } && tokens[behind.Cue].Lower is "according";
        if (behind is { Confidence: > 0.9 } && (begins || (last == ',' && !source)))
        {
            return behind;
        }

        var before = LeadingAttribution.Find(tokens, quotation);

        // "After Ann called it “…”, Bo said no", "whom Ann called “…”, said": the words are those of their own clause.
        if (before is { Cue: >= 0 } && behind is not null && !tokens[quotation - 1].Is(',') && !tokens[quotation - 1].Is(':')
            && OpensClause(tokens[before.Speaker.First - 1]))
        {
            return before;
        }

        // "Ann asked Bo: “…?” Bo said: “…”": the colon gives the words to Ann, and Bo's cue leads to the next ones.
        if (before is { Cue: >= 0, Confidence: >= 0.8 } && tokens[quotation - 1].Is(':') && last != ',')
        {
            return before;
        }

        // "Bo told them it was “…,” according to two guests": the guests say that Bo said it.
        if (source && before is { Cue: >= 0, Confidence: > 0.8 } && tokens[before.Cue].Lower is "told" or "said")
        {
            return before;
        }

        return before is null || (behind is not null && behind.Confidence > before.Confidence) ? behind : before;
    }

    private static bool OpensClause(Token token) =>
        token.Lower is "after" or "when" or "while" or "although" or "though" or "whereas" or "because" or "since" or "if" or "as"
            or "before" or "whom" or "which" or "until";

    /// <summary>The subject that stands before a finite verb, not further back than <paramref name="min"/>.</summary>
    public static Phrase? FindSubjectOfVerb(TokenizedParagraph tokens, int verb, int min)
    {
        var i = verb - 1;
        var infinitive = false;
        while (i >= min
            && (Vocabulary.IsAdverb(tokens[i]) || Vocabulary.IsAuxiliary(tokens[i]) || Vocabulary.IsTimeWord(tokens[i])
                || tokens[i].Lower is "to" or "on" or "went" or "goes" or "came" or "that" or "who" or "which" or "once" or "in" or "a"))
        {
            var lower = tokens[i].Lower;
            // "went on to say", "said in May", French "a déclaré".
            if ((lower is "on" or "in" && !Vocabulary.IsTimeWord(tokens[i + 1]) && tokens[i + 1].Lower is not "to")
                || (lower is "a" && i + 1 != verb))
            {
                break;
            }

            infinitive |= lower == "to";
            if (lower is "was" or "were" or "been" or "being" or "be" && CueVerbs.FormOf(tokens[verb]) == CueForm.Finite && !infinitive)
            {
                return null;
            }

            i--;
        }

        // "what he liked to call “…”".
        i -= infinitive && i == verb - 2
            && tokens[i].Lower is "liked" or "likes" or "like" or "loved" or "loves" or "used" or "prefers" or "preferred" or "chose"
                or "chooses" ? 1 : 0;
        if (i < min || (infinitive && i == verb - 2 && CueVerbs.FormOf(tokens[i]) == CueForm.None))
        {
            return null;
        }

        var relative = tokens[i + 1].Lower is "who" or "which" or "that";
        var phrase = NounPhrases.EndingAt(tokens, relative && tokens[i].Is(',') ? i - 1 : i, min);
        return phrase is { } found && NounPhrases.FollowsPreposition(tokens, found, min)
            ? FindBeforeRelativeClause(tokens, found.First, min) : phrase;
    }

    /// <summary>“an official who spoke to the board said”: the subject stands before its clause.</summary>
    private static Phrase? FindBeforeRelativeClause(TokenizedParagraph tokens, int first, int min)
    {
        for (var i = first - 1; i > min && first - i < ScanLimits.MaxPhraseTokens && tokens[i].IsWord; i--)
        {
            if (tokens[i].Lower is "who")
            {
                return NounPhrases.EndingAt(tokens, i - 1, min) is { } phrase && !NounPhrases.FollowsPreposition(tokens, phrase, min)
                    ? phrase : null;
            }
        }

        return null;
    }

    /// <summary>The first noun phrase of a sentence, what leads up to it left out (“In a speech on Monday, …”).</summary>
    public static Phrase? FindSubjectOfSentence(TokenizedParagraph tokens, int start, int end)
    {
        var i = start;
        for (var steps = 0; steps < 3 && i <= end; steps++)
        {
            while (i <= end
                && (Vocabulary.IsAdverb(tokens[i]) || tokens[i].Is(',') || tokens[i].Is('—')
                    || tokens[i].Lower is "but" or "and" or "so" or "yet" or "however" or "meanwhile" or "still" or "or" or "aber" or "und"
                        or "mais" or "et" or "pero" or "y"))
            {
                i++;
            }

            if (!IsIntroductory(tokens[i]) && !IsIntroductoryAtStart(tokens, i))
            {
                break;
            }

            var comma = i;
            while (comma <= end && !tokens[comma].Is(','))
            {
                comma++;
            }

            if (comma >= end)
            {
                break;
            }

            i = comma + 1;
        }

        if (NounPhrases.StartingAt(tokens, i, end) is { } phrase && !IsIntroductory(tokens[i]) && !tokens[phrase.Last].IsPossessive
            && !IsIntroductoryAtStart(tokens, i))
        {
            return phrase;
        }

        for (; i <= end && !tokens[i].IsQuotation; i++)
        {
            if (tokens[i].Lower is "he" or "she" or "they" || IsNamedOffice(tokens, i)
                || (Vocabulary.IsNameWord(tokens[i]) && !IsIntroductory(tokens[i]) && !tokens[i].IsPossessive
                    && !IsIntroductoryAtStart(tokens, i)))
            {
                return NounPhrases.StartingAt(tokens, i, end) is { } named && !tokens[named.Last].IsPossessive
                    && !NounPhrases.FollowsPreposition(tokens, named, start) ? named : null;
            }
        }

        return null;
    }

    /// <summary>“the senator”, no object of a preposition.</summary>
    private static bool IsNamedOffice(TokenizedParagraph tokens, int i) =>
        tokens[i].Lower is "the" && OfficeTitles.IsOffice(tokens[i + 1].Text) && !Vocabulary.IsPreposition(tokens[i - 1])
            && !tokens[i + 1].IsPossessive;

    /// <summary>“Reprising a line, …”, “Hours later, …”: what may open a sentence before its subject.</summary>
    private static bool IsIntroductoryAtStart(TokenizedParagraph tokens, int i)
    {
        var token = tokens[i];
        if (!token.IsWord || CueVerbs.IsFinite(tokens[i + 1]) || Vocabulary.IsAuxiliary(tokens[i + 1]))
        {
            return false;
        }

        if (token.Lower is "hours" or "days" or "weeks" or "months" or "minutes" or "moments" or "years" or "shortly" or "soon" or "each"
            or "specifically"
            || (token.Text.Length > 5 && token.Text.EndsWith("ing", StringComparison.Ordinal) && tokens[i + 1].IsWord
                && !tokens[i + 1].IsCapital && !tokens[i + 1].IsPossessive))
        {
            return true;
        }

        var comma = i + 1;
        while (comma - i < 6 && tokens[comma].IsWord)
        {
            comma++;
        }

        return tokens[comma].Is(',')
            && tokens[comma - 1].Lower is "later" or "ago" or "earlier" or "before" or "afterward" or "afterwards" or "after"
            && comma > i + 1;
    }

    private static bool IsIntroductory(Token token) =>
        token.IsWord && ((Vocabulary.IsPreposition(token) && token.Lower is not "of") || CueVerbs.FormOf(token) == CueForm.Participle
            || token.Lower is "asked" or "when" or "while" or "as" or "after" or "before" or "since" or "if" or "although" or "though"
                or "despite" or "during" or "speaking" or "writing" or "responding" or "referring" or "citing" or "following" or "because"
                or "until" or "according" or "like" or "given" or "rather" or "earlier" or "last"
            || Vocabulary.IsTimeWord(token));
}
