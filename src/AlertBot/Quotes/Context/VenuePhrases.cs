using System.Collections.Frozen;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Context;

/// <summary>Recognises the words that name an occasion: “in an interview with …”, “on her … account”, “at the … forum”.</summary>
internal static class VenuePhrases
{
    private static readonly FrozenSet<string> VenueNouns = Vocabulary.WordSet(
        """
        interview interviews statement speech address remarks comments tweet tweets post posts account blog essay op-ed editorial column
        article email e-mail letter memo report testimony hearing conference briefing rally debate
        show program programme podcast broadcast episode appearance event forum summit ceremony meeting panel video message thread release
        townhall hall book memoir call newsletter livestream session q&a press-conference keynote monologue sermon lecture commencement
        toast stream note affidavit complaint filing ruling opinion
        interview-mit erklärung pressekonferenz rede beitrag gespräch zeitung sendung communiqué entretien discours conférence émission
        entrevista comunicado rueda discurso mensaje tuit
        """);

    /// <summary>Occasions that are nothing but speech, so that they tell the venue from any distance.</summary>
    private static readonly FrozenSet<string> SpeechOnlyNouns = Vocabulary.WordSet(
        "interview interviews statement speech remarks comments tweet tweets post posts essay op-ed editorial column email e-mail "
            + "letter memo testimony conference briefing podcast interview-mit erklärung pressekonferenz rede entretien communiqué "
            + "discours entrevista comunicado rueda discurso");

    private static readonly FrozenSet<string> OpeningPrepositions =
        Vocabulary.WordSet("on in during at to via with im dans en auf beim lors sur bei before outside inside");

    private static readonly FrozenSet<string> Institutions = Vocabulary.WordSet(
        "court parliament congress commons senate bundestag assembly tribunal inquest inquiry trial jury committee reporters journalists");

    private static readonly FrozenSet<string> PublishingParticiples = Vocabulary.WordSet(
        "delivered given published posted released made held aired broadcast sent issued circulated recorded addressed taped conducted "
            + "hosted uploaded shared emailed");

    private static readonly FrozenSet<string> Outlets = Vocabulary.WordSet(
        """
        cnn bbc abc nbc cbs msnbc cnbc npr pbs fox reuters ap afp dpa bloomberg politico axios vox breitbart huffpost times post journal
        guardian telegraph tribune herald mail mirror globe gazette chronicle observer independent economist magazine
        news radio television tv channel press network today newsweek time spiegel zeit welt bild ard zdf faz monde figaro libération país
        mundo rai zeitung agency newspaper broadcaster website facebook twitter instagram youtube tiktok linkedin telegram fm x bluesky
        mastodon social
        """);

    /// <param name="near">Whether the phrase stands beside the cue; further off only what is nothing but speech counts.</param>
    /// <returns>The phrase whose preposition is token <paramref name="i"/>; null where it is no venue.</returns>
    public static string? ReadAt(TokenizedParagraph frame, int i, bool near = true)
    {
        if (!frame[i].IsWord || !OpeningPrepositions.Contains(frame[i].Lower) || !(frame[i + 1].IsWord || frame[i + 1].IsQuotation)
            || !CanOpenVenue(frame, i))
        {
            return null;
        }

        var last = i;
        bool venue = false, named = false;
        for (var k = i + 1; k < i + ScanLimits.MaxPhraseTokens; k++)
        {
            if (frame[k].IsQuotation)
            {
                venue |= IsProgramTitle(frame, k) && (frame[i].Lower is "on" || IsOutlet(frame[k - 1].Text));
                last = venue && IsProgramTitle(frame, k) ? k : last;
                break;
            }

            if (!CanContinue(frame, k, i) || (venue && !CanFollowVenueNoun(frame, k)))
            {
                break;
            }

            venue |= near
                ? IsVenueOrOutlet(frame[k]) || (Institutions.Contains(frame[k].Lower) && frame[i].Lower is not "with" and not "on")
                : SpeechOnlyNouns.Contains(frame[k].Lower);
            named |= near && IsProperName(frame, k, i);
            last = k;
        }

        return venue || (named && (frame[i].Lower is "on" || frame[i + 1].Lower is "the" or "a")) ? Slice(frame, i, last) : null;
    }

    private static string? Slice(TokenizedParagraph frame, int first, int last)
    {
        while (last > first && frame[last].IsWord && (Vocabulary.IsPreposition(frame[last]) || Vocabulary.IsDeterminer(frame[last])))
        {
            last--;
        }

        if (last == first)
        {
            return null;
        }

        // "on Bo’s radio show", "in a letter to Bo’s office": what is hers belongs to it.
        var end = last;
        while (frame[last].IsPossessive && end - last < 3 && frame[end + 1].IsWord && char.IsLower(frame[end + 1].Text[0])
            && !Vocabulary.IsStopWord(frame[end + 1]) && !Vocabulary.IsPreposition(frame[end + 1])
            && CueVerbs.FormOf(frame[end + 1]) == CueForm.None)
        {
            end++;
        }

        var text = frame.Text[frame[first].Start..frame[end].End];
        return end == last && frame[last].IsPossessive ? NameParser.WithoutPossessive(text) : text;
    }

    /// <summary>“on” and “at” with a proper name are a broadcast or a gathering.</summary>
    private static bool IsProperName(TokenizedParagraph frame, int k, int first) =>
        frame[first].Lower is "on" or "at" && Vocabulary.IsNameWord(frame[k])
            && (OfficeTitles.IsOrganization(frame[k].Text) || frame[k + 1].IsCapital || (k - 1 > first && frame[k - 1].IsCapital));

    /// <summary>
    /// “according to”, “agrees with”, “before the vote” name no venue; “to” and “with” need a verb of speech or an outlet, “before” a body.
    /// </summary>
    private static bool CanOpenVenue(TokenizedParagraph frame, int i)
    {
        var before = frame[i - 1];
        return frame[i].Lower switch
        {
            "to" => (before.Lower is "said" or "says" or "speaking" or "spoke" or "talking" or "talked" or "wrote" or "writing"
                or "testified" or "statement" || Vocabulary.IsTimeWord(before)) && MentionsMedium(frame, i),
            "with" => before.Lower is "speaking" or "spoke" or "talking" or "talked",
            "before" or "outside" or "inside" =>
                Institutions.Contains(frame[i + 1].Lower) || Institutions.Contains(frame[i + 2].Lower)
                    || Institutions.Contains(frame[i + 3].Lower),
            _ => true,
        };
    }

    private static bool MentionsMedium(TokenizedParagraph frame, int i)
    {
        for (var k = i + 1; k < i + 5 && frame[k].IsWord; k++)
        {
            if (IsVenueOrOutlet(frame[k]) || Institutions.Contains(frame[k].Lower))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CanContinue(TokenizedParagraph frame, int k, int first)
    {
        var token = frame[k];
        if (PublishingParticiples.Contains(token.Lower))
        {
            return k > first + 1
                && (Vocabulary.IsPreposition(frame[k + 1]) || Vocabulary.IsTimeWord(frame[k + 1]) || frame[k + 1].Lower is "online");
        }

        if (!token.IsWord || (Vocabulary.IsTimeWord(token) && !IsProgramName(frame, k) && !(token.IsPossessive && k == first + 1))
            || IsMonth(frame, k) || CueVerbs.FormOf(token) != CueForm.None && !VenueNouns.Contains(token.Lower)
            || Vocabulary.IsAuxiliary(token) || Vocabulary.IsSubjectPronoun(token))
        {
            return false;
        }

        return !Vocabulary.IsStopWord(token) || (token.IsCapital && k > first + 1);
    }

    /// <summary>Behind the word that says what it was, only its own complements follow.</summary>
    private static bool CanFollowVenueNoun(TokenizedParagraph frame, int k) =>
        frame[k].IsCapital || Vocabulary.IsPreposition(frame[k]) || Vocabulary.IsPreposition(frame[k - 1])
            || Vocabulary.IsDeterminer(frame[k - 1]) || char.IsDigit(frame[k].Text[0]) || VenueNouns.Contains(frame[k].Lower)
            || VenueNouns.Contains(frame[k + 1].Lower) || PublishingParticiples.Contains(frame[k].Lower)
            || frame[k].Lower is "media" or "site" or "page" or "feed" or "platform";

    /// <summary>“This Week”, “Good Morning”: times of day in the name of a broadcast.</summary>
    public static bool IsProgramName(TokenizedParagraph frame, int k) =>
        (frame[k].IsCapital && (frame[k - 1].IsCapital || frame[k - 1].IsPossessive)
            && frame[k].Lower is "week" or "morning" or "night" or "evening" or "today" or "tonight" or "afternoon")
            || (frame[k].Text is "Today"
                && (char.IsDigit(frame[k - 1].Text.Length > 0 ? frame[k - 1].Text[0] : ' ') || frame[k - 1].IsPossessive
                    || frame[k - 2].IsPossessive));

    public static bool IsProgramTitle(TokenizedParagraph frame, int quotation)
    {
        var inner = frame.Quotations[frame[quotation].QuotationIndex].Inner;
        return inner.Length < 50 && TitleOrScareQuote.IsTitleCase(frame.Text.AsSpan(inner.Start, inner.Length))
            && (frame[quotation - 1].IsPossessive
                || frame[quotation - 1].Lower is "on" or "show" or "program" or "programme" or "podcast" or "the");
    }

    /// <summary>“May 26”: the month, not the name.</summary>
    private static bool IsMonth(TokenizedParagraph frame, int k) =>
        frame[k].Text is "May" && frame[k + 1].IsWord && char.IsDigit(frame[k + 1].Text[0]);

    /// <summary>An interview, a post, a broadcaster: where words are said.</summary>
    public static bool IsVenueOrOutlet(Token token) => token.IsWord && (VenueNouns.Contains(token.Lower) || IsOutlet(token.Text));

    public static bool IsVenueNoun(Token token) => token.IsWord && VenueNouns.Contains(token.Lower);

    /// <summary>“speech”, “interview”: nothing but words.</summary>
    public static bool IsSpeechOnlyNoun(string noun) => SpeechOnlyNouns.Contains(noun);

    public static bool IsInstitution(Token token) => token.IsWord && Institutions.Contains(token.Lower);

    public static bool IsOutlet(string word) =>
        char.IsUpper(word[0]) && Outlets.Contains(NameParser.WithoutPossessive(word).ToLowerInvariant());
}
