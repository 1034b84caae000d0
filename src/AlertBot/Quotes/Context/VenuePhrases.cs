using System.Collections.Frozen;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Context;

/// <summary>Reads English phrases that name an occasion: “in an interview with …”, “on her … account”, “at the … forum”.</summary>
internal static class VenuePhrases
{
    // Longer quotations are speech, not the title of a program, in characters.
    private const int MaxProgramTitleLength = 50;

    // Words after a possessive at the end of a venue: "on Bo’s weekly radio show".
    private const int MaxPossessedWords = 3;

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

    // Venues that are always speech. They count at any distance from the cue.
    private static readonly FrozenSet<string> SpeechOnlyNouns = Vocabulary.WordSet(
        "interview interviews statement speech remarks comments tweet tweets post posts essay op-ed editorial column email e-mail "
            + "letter memo testimony conference briefing podcast interview-mit erklärung pressekonferenz rede entretien communiqué "
            + "discours entrevista comunicado rueda discurso");

    private static readonly FrozenSet<string> OpeningPrepositions =
        Vocabulary.WordSet("on in during at to via with im dans en auf beim lors sur bei before outside inside");

    // Bodies that people speak before or in.
    private static readonly FrozenSet<string> Institutions = Vocabulary.WordSet(
        "court parliament congress commons senate bundestag assembly tribunal inquest inquiry trial jury committee reporters journalists");

    // Participles after a venue noun: "a statement released on Monday".
    private static readonly FrozenSet<string> PublishingParticiples = Vocabulary.WordSet(
        "delivered given published posted released made held aired broadcast sent issued circulated recorded addressed taped conducted "
            + "hosted uploaded shared emailed");

    // Words of outlet names, and kinds of outlets.
    private static readonly FrozenSet<string> Outlets = Vocabulary.WordSet(
        """
        cnn bbc abc nbc cbs msnbc cnbc npr pbs fox reuters ap afp dpa bloomberg politico axios vox breitbart huffpost times post journal
        guardian telegraph tribune herald mail mirror globe gazette chronicle observer independent economist magazine
        news radio television tv channel press network today newsweek time spiegel zeit welt bild ard zdf faz monde figaro libération país
        mundo rai zeitung agency newspaper broadcaster website facebook twitter instagram youtube tiktok linkedin telegram fm x bluesky
        mastodon social
        """);

    private static readonly FrozenSet<string> TransmissionVerbs =
        Vocabulary.WordSet("said says speaking spoke talking talked wrote writing testified statement");

    private static readonly FrozenSet<string> PlatformNouns = Vocabulary.WordSet("media site page feed platform");

    // Times of day and week in names of programs: "This Week", "Good Morning".
    private static readonly FrozenSet<string> ProgramTimes = Vocabulary.WordSet("week morning night evening today tonight afternoon");

    private static readonly FrozenSet<string> ProgramIntroductions = Vocabulary.WordSet("on show program programme podcast the");

    /// <param name="i">The token of the preposition.</param>
    /// <param name="isNearCue">Whether the phrase is in the clause of the cue. Elsewhere only nouns for speech count.</param>
    /// <returns>The phrase with its preposition; null where it does not name a venue.</returns>
    public static string? ReadAt(TokenizedParagraph tokens, int i, bool isNearCue = true)
    {
        if (!tokens[i].IsWord || !OpeningPrepositions.Contains(tokens[i].Lower)
            || !(tokens[i + 1].IsWord || tokens[i + 1].IsQuotation) || !CanOpenVenue(tokens, i))
        {
            return null;
        }

        var last = i;
        var (hasVenue, hasName) = (false, false);
        for (var k = i + 1; k < i + ScanLimits.MaxPhraseTokens; k++)
        {
            if (tokens[k].IsQuotation)
            {
                var isProgram = IsProgramTitle(tokens, k);
                hasVenue |= isProgram && (tokens[i].Lower is "on" || IsOutlet(tokens[k - 1].Text));
                last = hasVenue && isProgram ? k : last;
                break;
            }

            if (!CanContinue(tokens, k, i) || (hasVenue && !CanFollowVenueNoun(tokens, k)))
            {
                break;
            }

            hasVenue |= isNearCue ? IsVenue(tokens, k, i) : SpeechOnlyNouns.Contains(tokens[k].Lower);
            hasName |= isNearCue && IsProperName(tokens, k, i);
            last = k;
        }

        var isNamedPlace = hasName && (tokens[i].Lower is "on" || tokens[i + 1].Lower is "the" or "a");
        return hasVenue || isNamedPlace ? GetVenueText(tokens, i, last) : null;
    }

    /// <summary>A word for a time in the name of a program: “This Week”, “Good Morning”, “Radio 4’s Today”.</summary>
    public static bool IsProgramName(TokenizedParagraph tokens, int k)
    {
        var before = tokens[k - 1];
        var isTimeAfterName = tokens[k].IsCapital && (before.IsCapital || before.IsPossessive) && ProgramTimes.Contains(tokens[k].Lower);
        var isToday = tokens[k].Text is "Today" && (before.StartsWithDigit || before.IsPossessive || tokens[k - 2].IsPossessive);
        return isTimeAfterName || isToday;
    }

    /// <summary>“on “Morning Line””, “the podcast “Morning Line””, “the Herald’s “Morning Line””.</summary>
    public static bool IsProgramTitle(TokenizedParagraph tokens, int quotation)
    {
        var inner = tokens.QuotationAt(quotation).Inner;
        var before = tokens[quotation - 1];
        return inner.Length < MaxProgramTitleLength && TitleOrScareQuote.IsTitleCase(tokens.Text.AsSpan(inner.Start, inner.Length))
            && (before.IsPossessive || ProgramIntroductions.Contains(before.Lower));
    }

    /// <summary>Whether a word is a venue such as an interview or a post, or an outlet.</summary>
    public static bool IsVenueOrOutlet(Token token) => IsVenueNoun(token) || (token.IsWord && IsOutlet(token.Text));

    public static bool IsVenueNoun(Token token) => token.IsWord && VenueNouns.Contains(token.Lower);

    /// <summary>“speech”, “interview”: a venue that is always speech.</summary>
    public static bool IsSpeechOnlyNoun(string noun) => SpeechOnlyNouns.Contains(noun);

    public static bool IsInstitution(Token token) => token.IsWord && Institutions.Contains(token.Lower);

    public static bool IsOutlet(string word) =>
        char.IsUpper(word[0]) && Outlets.Contains(NameParser.WithoutPossessive(word).ToLowerInvariant());

    private static bool IsVenue(TokenizedParagraph tokens, int k, int preposition) =>
        IsVenueOrOutlet(tokens[k]) || (Institutions.Contains(tokens[k].Lower) && tokens[preposition].Lower is not ("with" or "on"));

    private static string? GetVenueText(TokenizedParagraph tokens, int first, int last)
    {
        while (last > first && (Vocabulary.IsPreposition(tokens[last]) || Vocabulary.IsDeterminer(tokens[last])))
        {
            last--;
        }

        if (last == first)
        {
            return null;
        }

        // "on Bo’s radio show", "in a letter to Bo’s office": the words after a possessive belong to the venue.
        var end = last;
        while (tokens[last].IsPossessive && end - last < MaxPossessedWords && CanBePossessed(tokens[end + 1]))
        {
            end++;
        }

        var text = tokens.GetText(first, end);
        return end == last && tokens[last].IsPossessive ? NameParser.WithoutPossessive(text) : text;
    }

    private static bool CanBePossessed(Token token) =>
        token.StartsLowercase && !Vocabulary.IsStopWord(token) && !Vocabulary.IsPreposition(token)
        && CueVerbs.FormOf(token) == CueForm.None;

    /// <summary>A proper name after “on” or “at” is a broadcast or a meeting.</summary>
    private static bool IsProperName(TokenizedParagraph tokens, int k, int preposition) =>
        tokens[preposition].Lower is "on" or "at" && Vocabulary.IsNameWord(tokens[k])
        && (OfficeTitles.IsOrganization(tokens[k].Text) || tokens[k + 1].IsCapital || (k - 1 > preposition && tokens[k - 1].IsCapital));

    /// <summary>
    /// “according to”, “agrees with” and “before the vote” do not name a venue. “to” needs a verb of speech and an outlet, “with” a verb of
    /// speech, “before” an institution.
    /// </summary>
    private static bool CanOpenVenue(TokenizedParagraph tokens, int i)
    {
        var before = tokens[i - 1];
        return tokens[i].Lower switch
        {
            "to" => (TransmissionVerbs.Contains(before.Lower) || Vocabulary.IsTimeWord(before)) && MentionsMedium(tokens, i),
            "with" => before.Lower is "speaking" or "spoke" or "talking" or "talked",
            "before" or "outside" or "inside" => Institutions.Contains(tokens[i + 1].Lower)
                || Institutions.Contains(tokens[i + 2].Lower) || Institutions.Contains(tokens[i + 3].Lower),
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

    private static bool CanContinue(TokenizedParagraph tokens, int k, int preposition)
    {
        var token = tokens[k];
        if (PublishingParticiples.Contains(token.Lower))
        {
            var next = tokens[k + 1];
            return k > preposition + 1
                && (Vocabulary.IsPreposition(next) || Vocabulary.IsTimeWord(next) || next.Lower is "online");
        }

        return token.IsWord && !IsTime(tokens, k, preposition) && !IsVerbOrPronoun(token)
            && (!Vocabulary.IsStopWord(token) || (token.IsCapital && k > preposition + 1));
    }

    /// <summary>
    /// A weekday or a date ends the venue: “in a speech Monday”, “at a rally May 26”. “This Week” and “in Wednesday’s speech” continue it.
    /// </summary>
    private static bool IsTime(TokenizedParagraph tokens, int k, int preposition) =>
        IsMonth(tokens, k)
        || (Vocabulary.IsTimeWord(tokens[k]) && !IsProgramName(tokens, k) && !(tokens[k].IsPossessive && k == preposition + 1));

    private static bool IsVerbOrPronoun(Token token) =>
        (CueVerbs.FormOf(token) != CueForm.None && !VenueNouns.Contains(token.Lower))
        || Vocabulary.IsAuxiliary(token) || Vocabulary.IsSubjectPronoun(token);

    /// <summary>After a venue noun only names and complements belong to the venue.</summary>
    private static bool CanFollowVenueNoun(TokenizedParagraph tokens, int k)
    {
        var (token, before) = (tokens[k], tokens[k - 1]);
        return token.IsCapital || Vocabulary.IsPreposition(token) || Vocabulary.IsPreposition(before) || Vocabulary.IsDeterminer(before)
            || token.StartsWithDigit || VenueNouns.Contains(token.Lower) || VenueNouns.Contains(tokens[k + 1].Lower)
            || PublishingParticiples.Contains(token.Lower) || PlatformNouns.Contains(token.Lower);
    }

    /// <summary>“May” before a number is the month, not a name.</summary>
    private static bool IsMonth(TokenizedParagraph tokens, int k) => tokens[k].Text is "May" && tokens[k + 1].StartsWithDigit;
}
