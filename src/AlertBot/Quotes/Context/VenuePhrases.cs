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
    public static string? ReadAt(TokenizedParagraph tokens, int i, bool near = true)
    {
        if (!tokens[i].IsWord || !OpeningPrepositions.Contains(tokens[i].Lower) || !(tokens[i + 1].IsWord || tokens[i + 1].IsQuotation)
            || !CanOpenVenue(tokens, i))
        {
            return null;
        }

        var last = i;
        bool venue = false, named = false;
        for (var k = i + 1; k < i + ScanLimits.MaxPhraseTokens; k++)
        {
            if (tokens[k].IsQuotation)
            {
                venue |= IsProgramTitle(tokens, k) && (tokens[i].Lower is "on" || IsOutlet(tokens[k - 1].Text));
                last = venue && IsProgramTitle(tokens, k) ? k : last;
                break;
            }

            if (!CanContinue(tokens, k, i) || (venue && !CanFollowVenueNoun(tokens, k)))
            {
                break;
            }

            venue |= near
                ? IsVenueOrOutlet(tokens[k]) || (Institutions.Contains(tokens[k].Lower) && tokens[i].Lower is not "with" and not "on")
                : SpeechOnlyNouns.Contains(tokens[k].Lower);
            named |= near && IsProperName(tokens, k, i);
            last = k;
        }

        return venue || (named && (tokens[i].Lower is "on" || tokens[i + 1].Lower is "the" or "a")) ? Slice(tokens, i, last) : null;
    }

    private static string? Slice(TokenizedParagraph tokens, int first, int last)
    {
        while (last > first && tokens[last].IsWord && (Vocabulary.IsPreposition(tokens[last]) || Vocabulary.IsDeterminer(tokens[last])))
        {
            last--;
        }

        if (last == first)
        {
            return null;
        }

        // "on Bo’s radio show", "in a letter to Bo’s office": what is hers belongs to it.
        var end = last;
        while (tokens[last].IsPossessive && end - last < 3 && tokens[end + 1].IsWord && char.IsLower(tokens[end + 1].Text[0])
            && !Vocabulary.IsStopWord(tokens[end + 1]) && !Vocabulary.IsPreposition(tokens[end + 1])
            && CueVerbs.FormOf(tokens[end + 1]) == CueForm.None)
        {
            end++;
        }

        var text = tokens.Text[tokens[first].Start..tokens[end].End];
        return end == last && tokens[last].IsPossessive ? NameParser.WithoutPossessive(text) : text;
    }

    /// <summary>“on” and “at” with a proper name are a broadcast or a gathering.</summary>
    private static bool IsProperName(TokenizedParagraph tokens, int k, int first) =>
        tokens[first].Lower is "on" or "at" && Vocabulary.IsNameWord(tokens[k])
            && (OfficeTitles.IsOrganization(tokens[k].Text) || tokens[k + 1].IsCapital || (k - 1 > first && tokens[k - 1].IsCapital));

    /// <summary>
    /// “according to”, “agrees with”, “before the vote” name no venue; “to” and “with” need a verb of speech or an outlet, “before” a body.
    /// </summary>
    private static bool CanOpenVenue(TokenizedParagraph tokens, int i)
    {
        var before = tokens[i - 1];
        return tokens[i].Lower switch
        {
            "to" => (before.Lower is "said" or "says" or "speaking" or "spoke" or "talking" or "talked" or "wrote" or "writing"
                or "testified" or "statement" || Vocabulary.IsTimeWord(before)) && MentionsMedium(tokens, i),
            "with" => before.Lower is "speaking" or "spoke" or "talking" or "talked",
            "before" or "outside" or "inside" =>
                Institutions.Contains(tokens[i + 1].Lower) || Institutions.Contains(tokens[i + 2].Lower)
                    || Institutions.Contains(tokens[i + 3].Lower),
            _ => true,
        };
    }

    private static bool MentionsMedium(TokenizedParagraph tokens, int i)
    {
        for (var k = i + 1; k < i + 5 && tokens[k].IsWord; k++)
        {
            if (IsVenueOrOutlet(tokens[k]) || Institutions.Contains(tokens[k].Lower))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CanContinue(TokenizedParagraph tokens, int k, int first)
    {
        var token = tokens[k];
        if (PublishingParticiples.Contains(token.Lower))
        {
            return k > first + 1
                && (Vocabulary.IsPreposition(tokens[k + 1]) || Vocabulary.IsTimeWord(tokens[k + 1]) || tokens[k + 1].Lower is "online");
        }

        if (!token.IsWord || (Vocabulary.IsTimeWord(token) && !IsProgramName(tokens, k) && !(token.IsPossessive && k == first + 1))
            || IsMonth(tokens, k) || CueVerbs.FormOf(token) != CueForm.None && !VenueNouns.Contains(token.Lower)
            || Vocabulary.IsAuxiliary(token) || Vocabulary.IsSubjectPronoun(token))
        {
            return false;
        }

        return !Vocabulary.IsStopWord(token) || (token.IsCapital && k > first + 1);
    }

    /// <summary>Behind the word that says what it was, only its own complements follow.</summary>
    private static bool CanFollowVenueNoun(TokenizedParagraph tokens, int k) =>
        tokens[k].IsCapital || Vocabulary.IsPreposition(tokens[k]) || Vocabulary.IsPreposition(tokens[k - 1])
            || Vocabulary.IsDeterminer(tokens[k - 1]) || char.IsDigit(tokens[k].Text[0]) || VenueNouns.Contains(tokens[k].Lower)
            || VenueNouns.Contains(tokens[k + 1].Lower) || PublishingParticiples.Contains(tokens[k].Lower)
            || tokens[k].Lower is "media" or "site" or "page" or "feed" or "platform";

    /// <summary>“This Week”, “Good Morning”: times of day in the name of a broadcast.</summary>
    public static bool IsProgramName(TokenizedParagraph tokens, int k) =>
        (tokens[k].IsCapital && (tokens[k - 1].IsCapital || tokens[k - 1].IsPossessive)
            && tokens[k].Lower is "week" or "morning" or "night" or "evening" or "today" or "tonight" or "afternoon")
            || (tokens[k].Text is "Today"
                && (char.IsDigit(tokens[k - 1].Text.Length > 0 ? tokens[k - 1].Text[0] : ' ') || tokens[k - 1].IsPossessive
                    || tokens[k - 2].IsPossessive));

    public static bool IsProgramTitle(TokenizedParagraph tokens, int quotation)
    {
        var inner = tokens.Quotations[tokens[quotation].QuotationIndex].Inner;
        return inner.Length < 50 && TitleOrScareQuote.IsTitleCase(tokens.Text.AsSpan(inner.Start, inner.Length))
            && (tokens[quotation - 1].IsPossessive
                || tokens[quotation - 1].Lower is "on" or "show" or "program" or "programme" or "podcast" or "the");
    }

    /// <summary>“May 26”: the month, not the name.</summary>
    private static bool IsMonth(TokenizedParagraph tokens, int k) =>
        tokens[k].Text is "May" && tokens[k + 1].IsWord && char.IsDigit(tokens[k + 1].Text[0]);

    /// <summary>An interview, a post, a broadcaster: where words are said.</summary>
    public static bool IsVenueOrOutlet(Token token) => token.IsWord && (VenueNouns.Contains(token.Lower) || IsOutlet(token.Text));

    public static bool IsVenueNoun(Token token) => token.IsWord && VenueNouns.Contains(token.Lower);

    /// <summary>“speech”, “interview”: nothing but words.</summary>
    public static bool IsSpeechOnlyNoun(string noun) => SpeechOnlyNouns.Contains(noun);

    public static bool IsInstitution(Token token) => token.IsWord && Institutions.Contains(token.Lower);

    public static bool IsOutlet(string word) =>
        char.IsUpper(word[0]) && Outlets.Contains(NameParser.WithoutPossessive(word).ToLowerInvariant());
}
