using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Attributions that lead to their quotation: Eva Born sagte: „…“; la ministre a affirmé que « … »; según Moen, «…».</summary>
internal static class ProfileLeadingAttribution
{
    private const int MaxNearTokens = 12;

    // A sentence with more verbs of saying than these is no news.
    private const int MaxCues = 4;

    public static AttributionRelation? Find(TokenizedParagraph tokens, int quotation)
    {
        var start = tokens.SentenceStart(quotation);
        if (quotation == start)
        {
            return null;
        }

        if (FindInterviewLabel(tokens, start, quotation) is { } label)
        {
            return label;
        }

        var found = FindIn(tokens, start, quotation);
        if (!tokens[quotation - 1].Is(':'))
        {
            return found;
        }

        if (found is not null)
        {
            return found with { Confidence = Math.Max(found.Confidence, 0.92) };
        }

        // A colon attributes to whom its sentence is about, as far as that is somebody with a name.
        if (ReportingClauseReader.FindLeadingPhrase(tokens, start, quotation - 2) is not { } leading
            || IntroducesText(tokens, leading.Last + 1, quotation) || ProfileNegatedAttribution.IsPassive(tokens, leading.Last, quotation)
            || HasOtherSubject(tokens, leading.Last + 1, quotation))
        {
            return null;
        }

        return ProfileNameParser.Parse(tokens, leading) is { } name
            ? new AttributionRelation(leading, -1, false, name.Last >= quotation - 3 ? 0.8 : 0.55)
            : NounPhraseReader.IsPronoun(tokens, leading) && IsPersonal(tokens[leading.First].Lower)
                ? new AttributionRelation(leading, -1, false, 0.7)
            : null;
    }

    /// <summary>“— Der Redakteur: „…““: an interview names who speaks with nothing but a colon.</summary>
    private static AttributionRelation? FindInterviewLabel(TokenizedParagraph tokens, int start, int quotation)
    {
        if (!tokens[quotation - 1].Is(':'))
        {
            return null;
        }

        var first = quotation - 2;
        while (first > start && first > quotation - 6 && tokens[first - 1].IsWord && !tokens[first - 1].EndsSentence)
        {
            first--;
        }

        var opens = first == start || tokens[first - 1].Is('—') || tokens[first - 1].Is('–');
        return opens && tokens.Profile!.IsDeterminer(tokens[first]) && NounPhraseReader.ReadCore(tokens, first, quotation - 2) is { } core
            && core.Last == quotation - 2 && core.Last > core.First && tokens.Profile.IsOffice(tokens[core.Last])
            ? new AttributionRelation(core, -1, false, 0.8)
            : null;
    }

    /// <summary>“Moen, deren Anwalt sagte: …”: another subject stands between the first one and the verb.</summary>
    private static bool HasOtherSubject(TokenizedParagraph tokens, int first, int quotation)
    {
        var profile = tokens.Profile!;
        for (var (i, other) = (first, false); i < quotation; i++)
        {
            if (tokens[i].Is(','))
            {
                other = false;
            }
            else if (profile.IsReportingVerb(tokens[i]) && other)
            {
                return true;
            }

            other |= (tokens[i].IsCapital && !profile.IsTimeWord(tokens[i])) || (!profile.IsGerman && profile.IsDeterminer(tokens[i]));
        }

        return false;
    }

    /// <summary>“Er lautet: …”, “Darauf steht: …”: the subject is a text.</summary>
    private static bool IntroducesText(TokenizedParagraph tokens, int first, int quotation)
    {
        for (var i = first; i < quotation && i < first + 12; i++)
        {
            if (tokens[i].Lower is "lautet" or "lautete" or "lauten" or "lauteten" or "heißt" or "hieß" or "besagt" or "besagte"
                or "herrührt" or "stammt" or "stammte" or "reza" or "rezaba" or "stipule" or "stipulait")
            {
                return true;
            }
        }

        return false;
    }

    // "il" and "es" may be nobody, "sie" may be several.
    private static bool IsPersonal(string pronoun) => pronoun is "er" or "elle" or "él" or "ella";

    /// <summary>The attribution between a sentence's start and where its quotation begins.</summary>
    public static AttributionRelation? FindIn(TokenizedParagraph tokens, int start, int quotation) =>
        FindNearestCue(tokens, start, quotation) ?? FindVerbAfterQuote(tokens, start, quotation) ?? FindSource(tokens, start, quotation);

    private static AttributionRelation? FindNearestCue(TokenizedParagraph tokens, int start, int quotation)
    {
        var profile = tokens.Profile!;
        var tried = 0;
        for (var i = quotation - 1; i >= start && tried < MaxCues && !tokens[i].Is(';'); i--)
        {
            if (profile.IsReportingGerund(tokens[i]) && ReportingClauseReader.FindLeadingPhrase(tokens, start, i - 1) is { } main
                && main.Last < i)
            {
                return new AttributionRelation(main, i, false, 0.72);
            }

            if (ReadVerbEndingAt(tokens, i) is not { } reportingVerb)
            {
                continue;
            }

            if (FindSubject(tokens, start, reportingVerb, quotation) is { } subject)
            {
                return new AttributionRelation(subject, reportingVerb.Cue, false, quotation - i <= MaxNearTokens ? 0.9 : 0.8);
            }

            tried++;
        }

        return null;
    }

    private static ReportingVerb? ReadVerbEndingAt(TokenizedParagraph tokens, int i)
    {
        var profile = tokens.Profile!;
        if (profile.IsReportingParticiple(tokens[i]) && !profile.IsGerman)
        {
            var reach = tokens[i - 1].Is(',') ? 16 : 6;
            for (var auxiliary = i - 1; auxiliary > i - reach && auxiliary >= 0; auxiliary--)
            {
                if (profile.IsAuxiliary(tokens[auxiliary]) && ReportingVerbReader.ReadAt(tokens, auxiliary) is { } compound
                    && compound.Cue == i)
                {
                    return compound;
                }
            }
        }

        return profile.IsReportingVerb(tokens[i]) || SeparableVerbs.IsReportingVerb(tokens, i) ? ReportingVerbReader.ReadAt(tokens, i)
            : ReadSplitVerb(tokens, i);
    }

    /// <summary>“In seinem letzten Wort hatte er gesagt: …”: the auxiliary has the subject beside it.</summary>
    private static ReportingVerb? ReadSplitVerb(TokenizedParagraph tokens, int participle)
    {
        var profile = tokens.Profile!;
        if (!profile.IsGerman || !profile.IsReportingParticiple(tokens[participle])
            || !(tokens[participle + 1].Is(':') || tokens[participle + 1].Is(',') || tokens[participle + 1].IsQuotation))
        {
            return null;
        }

        for (var i = participle - 1; i >= 0 && i > participle - 16 && !tokens[i].EndsSentence && !tokens[i].Is(','); i--)
        {
            if (profile.IsAuxiliary(tokens[i]))
            {
                return new ReportingVerb(i, participle, i, -1);
            }
        }

        return null;
    }

    private static Phrase? FindSubject(TokenizedParagraph tokens, int start, ReportingVerb reportingVerb, int quotation)
    {
        if (reportingVerb.CliticSubject >= 0)
        {
            return new Phrase(reportingVerb.CliticSubject, reportingVerb.CliticSubject);
        }

        if (ReportingClauseReader.FindSubjectBefore(tokens, start, reportingVerb.First) is { } before && !IsObliqueCase(tokens, before))
        {
            return before;
        }

        if (ReportingClauseReader.FindAntecedent(tokens, start, reportingVerb.First) is { } antecedent)
        {
            return antecedent;
        }

        // French turns verb and subject round only beside a quotation and behind "comme".
        var beside = tokens[reportingVerb.First - 1].Lower is "comme" || tokens[reportingVerb.First - 2].Lower is "comme"
            || tokens[reportingVerb.First - 1].IsQuotation
            || (tokens[reportingVerb.First - 1].Is(',') && tokens[reportingVerb.First - 2].IsQuotation);
        return tokens.Profile!.IsGerman || tokens.Profile.IsProDrop || beside
            ? ReportingClauseReader.FindSubjectAfter(tokens, reportingVerb, quotation - 1) : null;
    }

    private static bool IsObliqueCase(TokenizedParagraph tokens, Phrase phrase) =>
        tokens.Profile!.IsGerman && tokens[phrase.First].Lower is "dem" or "den" or "des" or "einem" or "einer" or "eines" or "einen";

    /// <summary>Moen hat den Plan „…“ genannt: the participle stands behind the quotation.</summary>
    private static AttributionRelation? FindVerbAfterQuote(TokenizedParagraph tokens, int start, int quotation)
    {
        var profile = tokens.Profile!;
        if (!profile.IsGerman)
        {
            return null;
        }

        var end = tokens.SentenceEnd(quotation);
        for (var participle = quotation + 1; participle <= end && participle < quotation + MaxNearTokens && !tokens[participle].Is(',');
            participle++)
        {
            if (!profile.IsReportingParticiple(tokens[participle]))
            {
                continue;
            }

            for (var i = quotation - 1; i >= start; i--)
            {
                if (profile.IsAuxiliary(tokens[i]))
                {
                    var subject = ReportingClauseReader.FindSubjectBefore(tokens, start, i)
                        ?? ReportingClauseReader.FindSubjectAfter(tokens, new ReportingVerb(i, i, i, -1), quotation - 1);
                    return subject is { } phrase && !IsObliqueCase(tokens, phrase)
                        ? new AttributionRelation(phrase, participle, false, 0.85) : null;
                }
            }
        }

        return null;
    }

    private static AttributionRelation? FindSource(TokenizedParagraph tokens, int start, int quotation)
    {
        for (var i = start; i < quotation; i++)
        {
            if ((ProfileAttribution.FindSourceAt(tokens, i, quotation - 1, behind: false, 0.85)
                ?? ProfileAttribution.FindPostposedSource(tokens, i, start, behind: false, 0.85)) is { } source)
            {
                return source;
            }
        }

        return null;
    }
}
