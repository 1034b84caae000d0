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

    public static AttributionRelation? Find(TokenizedParagraph frame, int quotation)
    {
        var start = frame.SentenceStart(quotation);
        if (quotation == start)
        {
            return null;
        }

        if (FindInterviewLabel(frame, start, quotation) is { } label)
        {
            return label;
        }

        var found = FindIn(frame, start, quotation);
        if (!frame[quotation - 1].Is(':'))
        {
            return found;
        }

        if (found is not null)
        {
            return found with { Confidence = Math.Max(found.Confidence, 0.92) };
        }

        // A colon attributes to whom its sentence is about, as far as that is somebody with a name.
        if (ReportingClauseReader.FindLeadingPhrase(frame, start, quotation - 2) is not { } leading
            || IntroducesText(frame, leading.Last + 1, quotation) || ProfileNegatedAttribution.IsPassive(frame, leading.Last, quotation)
            || HasOtherSubject(frame, leading.Last + 1, quotation))
        {
            return null;
        }

        return ProfileNameParser.Parse(frame, leading) is { } name
            ? new AttributionRelation(leading, -1, false, name.Last >= quotation - 3 ? 0.8 : 0.55)
            : NounPhraseReader.IsPronoun(frame, leading) && IsPersonal(frame[leading.First].Lower)
                ? new AttributionRelation(leading, -1, false, 0.7)
            : null;
    }

    /// <summary>“— Der Redakteur: „…““: an interview names who speaks with nothing but a colon.</summary>
    private static AttributionRelation? FindInterviewLabel(TokenizedParagraph frame, int start, int quotation)
    {
        if (!frame[quotation - 1].Is(':'))
        {
            return null;
        }

        var first = quotation - 2;
        while (first > start && first > quotation - 6 && frame[first - 1].IsWord && !frame[first - 1].EndsSentence)
        {
            first--;
        }

        var opens = first == start || frame[first - 1].Is('—') || frame[first - 1].Is('–');
        return opens && frame.Profile!.IsDeterminer(frame[first]) && NounPhraseReader.ReadCore(frame, first, quotation - 2) is { } core
            && core.Last == quotation - 2 && core.Last > core.First && frame.Profile.IsOffice(frame[core.Last])
            ? new AttributionRelation(core, -1, false, 0.8)
            : null;
    }

    /// <summary>“Moen, deren Anwalt sagte: …”: another subject stands between the first one and the verb.</summary>
    private static bool HasOtherSubject(TokenizedParagraph frame, int first, int quotation)
    {
        var tongue = frame.Profile!;
        for (var (i, other) = (first, false); i < quotation; i++)
        {
            if (frame[i].Is(','))
            {
                other = false;
            }
            else if (tongue.IsReportingVerb(frame[i]) && other)
            {
                return true;
            }

            other |= (frame[i].IsCapital && !tongue.IsTimeWord(frame[i])) || (!tongue.IsGerman && tongue.IsDeterminer(frame[i]));
        }

        return false;
    }

    /// <summary>“Er lautet: …”, “Darauf steht: …”: the subject is a text.</summary>
    private static bool IntroducesText(TokenizedParagraph frame, int first, int quotation)
    {
        for (var i = first; i < quotation && i < first + 12; i++)
        {
            if (frame[i].Lower is "lautet" or "lautete" or "lauten" or "lauteten" or "heißt" or "hieß" or "besagt" or "besagte"
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
    public static AttributionRelation? FindIn(TokenizedParagraph frame, int start, int quotation) =>
        FindNearestCue(frame, start, quotation) ?? FindVerbAfterQuote(frame, start, quotation) ?? FindSource(frame, start, quotation);

    private static AttributionRelation? FindNearestCue(TokenizedParagraph frame, int start, int quotation)
    {
        var tongue = frame.Profile!;
        var tried = 0;
        for (var i = quotation - 1; i >= start && tried < MaxCues && !frame[i].Is(';'); i--)
        {
            if (tongue.IsReportingGerund(frame[i]) && ReportingClauseReader.FindLeadingPhrase(frame, start, i - 1) is { } main
                && main.Last < i)
            {
                return new AttributionRelation(main, i, false, 0.72);
            }

            if (ReadVerbEndingAt(frame, i) is not { } saying)
            {
                continue;
            }

            if (FindSubject(frame, start, saying, quotation) is { } subject)
            {
                return new AttributionRelation(subject, saying.Cue, false, quotation - i <= MaxNearTokens ? 0.9 : 0.8);
            }

            tried++;
        }

        return null;
    }

    private static ReportingVerb? ReadVerbEndingAt(TokenizedParagraph frame, int i)
    {
        var tongue = frame.Profile!;
        if (tongue.IsReportingParticiple(frame[i]) && !tongue.IsGerman)
        {
            var reach = frame[i - 1].Is(',') ? 16 : 6;
            for (var auxiliary = i - 1; auxiliary > i - reach && auxiliary >= 0; auxiliary--)
            {
                if (tongue.IsAuxiliary(frame[auxiliary]) && ReportingClauseReader.ReadVerbAt(frame, auxiliary) is { } compound
                    && compound.Cue == i)
                {
                    return compound;
                }
            }
        }

        return tongue.IsReportingVerb(frame[i]) || SeparableVerbs.IsReportingVerb(frame, i) ? ReportingClauseReader.ReadVerbAt(frame, i)
            : ReadSplitVerb(frame, i);
    }

    /// <summary>“In seinem letzten Wort hatte er gesagt: …”: the auxiliary has the subject beside it.</summary>
    private static ReportingVerb? ReadSplitVerb(TokenizedParagraph frame, int participle)
    {
        var tongue = frame.Profile!;
        if (!tongue.IsGerman || !tongue.IsReportingParticiple(frame[participle])
            || !(frame[participle + 1].Is(':') || frame[participle + 1].Is(',') || frame[participle + 1].IsQuotation))
        {
            return null;
        }

        for (var i = participle - 1; i >= 0 && i > participle - 16 && !frame[i].EndsSentence && !frame[i].Is(','); i--)
        {
            if (tongue.IsAuxiliary(frame[i]))
            {
                return new ReportingVerb(i, participle, i, -1);
            }
        }

        return null;
    }

    private static Phrase? FindSubject(TokenizedParagraph frame, int start, ReportingVerb saying, int quotation)
    {
        if (saying.CliticSubject >= 0)
        {
            return new Phrase(saying.CliticSubject, saying.CliticSubject);
        }

        if (ReportingClauseReader.FindSubjectBefore(frame, start, saying.First) is { } before && !IsObliqueCase(frame, before))
        {
            return before;
        }

        if (ReportingClauseReader.FindAntecedent(frame, start, saying.First) is { } antecedent)
        {
            return antecedent;
        }

        // French turns verb and subject round only beside a quotation and behind "comme".
        var beside = frame[saying.First - 1].Lower is "comme" || frame[saying.First - 2].Lower is "comme"
            || frame[saying.First - 1].IsQuotation || (frame[saying.First - 1].Is(',') && frame[saying.First - 2].IsQuotation);
        return frame.Profile!.IsGerman || frame.Profile.IsProDrop || beside
            ? ReportingClauseReader.FindSubjectAfter(frame, saying, quotation - 1) : null;
    }

    private static bool IsObliqueCase(TokenizedParagraph frame, Phrase phrase) =>
        frame.Profile!.IsGerman && frame[phrase.First].Lower is "dem" or "den" or "des" or "einem" or "einer" or "eines" or "einen";

    /// <summary>Moen hat den Plan „…“ genannt: the participle stands behind the quotation.</summary>
    private static AttributionRelation? FindVerbAfterQuote(TokenizedParagraph frame, int start, int quotation)
    {
        var tongue = frame.Profile!;
        if (!tongue.IsGerman)
        {
            return null;
        }

        var end = frame.SentenceEnd(quotation);
        for (var participle = quotation + 1; participle <= end && participle < quotation + MaxNearTokens && !frame[participle].Is(',');
            participle++)
        {
            if (!tongue.IsReportingParticiple(frame[participle]))
            {
                continue;
            }

            for (var i = quotation - 1; i >= start; i--)
            {
                if (tongue.IsAuxiliary(frame[i]))
                {
                    var subject = ReportingClauseReader.FindSubjectBefore(frame, start, i)
                        ?? ReportingClauseReader.FindSubjectAfter(frame, new ReportingVerb(i, i, i, -1), quotation - 1);
                    return subject is { } phrase && !IsObliqueCase(frame, phrase)
                        ? new AttributionRelation(phrase, participle, false, 0.85) : null;
                }
            }
        }

        return null;
    }

    private static AttributionRelation? FindSource(TokenizedParagraph frame, int start, int quotation)
    {
        for (var i = start; i < quotation; i++)
        {
            if ((ProfileAttribution.FindSourceAt(frame, i, quotation - 1, behind: false, 0.85)
                ?? ProfileAttribution.FindPostposedSource(frame, i, start, behind: false, 0.85)) is { } source)
            {
                return source;
            }
        }

        return null;
    }
}
