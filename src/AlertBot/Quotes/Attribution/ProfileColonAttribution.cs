using System.Collections.Frozen;
using AlertBot.Quotes.Detection;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Attribution;

/// <summary>Finds the speaker before a colon without a reporting verb in German, French and Spanish: “Born wurde deutlich: „…““.</summary>
internal static class ProfileColonAttribution
{
    // "Die stellvertretende Chefredakteurin: „…“": tokens of a speaker label in an interview.
    private const int MaxLabelTokens = 5;

    // Tokens after the subject in which a verb such as "lautet" is sought.
    private const int MaxTextVerbDistance = 12;

    // Verbs whose subject is a text: "Er lautet: …".
    private static readonly FrozenSet<string> TextVerbs = Vocabulary.WordSet(
        "lautet lautete lauten lauteten heißt hieß besagt besagte herrührt stammt stammte reza rezaba stipule stipulait");

    /// <summary>An interview introduces a speaker with a label and a colon: “— Der Redakteur: „…““.</summary>
    public static AttributionRelation? FindLabel(TokenizedParagraph tokens, int start, int quotation)
    {
        var profile = tokens.Profile!;
        var first = quotation - 2;
        while (first > start && first > quotation - 1 - MaxLabelTokens && tokens[first - 1].IsWord && !tokens[first - 1].EndsSentence)
        {
            first--;
        }

        var opensTurn = first == start || tokens[first - 1].IsDash;
        return opensTurn && profile.IsDeterminer(tokens[first])
            && NounPhraseReader.ReadCore(tokens, first, quotation - 2) is { } core
            && core.Last == quotation - 2 && core.Last > core.First && profile.IsOffice(tokens[core.Last])
            ? new AttributionRelation(core, -1, false, 0.8)
            : null;
    }

    /// <summary>
    /// A colon without a verb attributes the words to the subject of its sentence if that is a named person or a pronoun.
    /// </summary>
    public static AttributionRelation? FindSubject(TokenizedParagraph tokens, int start, int quotation)
    {
        if (ReportingClauseReader.FindLeadingPhrase(tokens, start, quotation - 2) is not { } subject
            || IntroducesText(tokens, subject.Last + 1, quotation) || ProfileNegatedAttribution.IsPassive(tokens, subject.Last, quotation)
            || HasOtherSubject(tokens, subject.Last + 1, quotation))
        {
            return null;
        }

        if (ProfileNameParser.Parse(tokens, subject) is { } name)
        {
            return new AttributionRelation(subject, -1, false, name.Last >= quotation - 3 ? 0.8 : 0.55);
        }

        return NounPhraseReader.IsPronoun(tokens, subject) && IsPersonal(tokens[subject.First].Lower)
            ? new AttributionRelation(subject, -1, false, 0.7)
            : null;
    }

    /// <summary>Another subject between the first one and the verb: “Moen, deren Anwalt sagte: …”.</summary>
    private static bool HasOtherSubject(TokenizedParagraph tokens, int first, int quotation)
    {
        var profile = tokens.Profile!;
        var hasOther = false;
        for (var i = first; i < quotation; i++)
        {
            if (tokens[i].Is(','))
            {
                hasOther = false;
            }
            else if (profile.IsReportingVerb(tokens[i]) && hasOther)
            {
                return true;
            }

            hasOther |= (tokens[i].IsCapital && !profile.IsTimeWord(tokens[i]))
                || (!profile.IsGerman && profile.IsDeterminer(tokens[i]));
        }

        return false;
    }

    /// <summary>The subject is a text: “Er lautet: …”, “Darauf steht: …”.</summary>
    private static bool IntroducesText(TokenizedParagraph tokens, int first, int quotation)
    {
        for (var i = first; i < quotation && i < first + MaxTextVerbDistance; i++)
        {
            if (TextVerbs.Contains(tokens[i].Lower))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“il” and “es” can be impersonal, “sie” can be plural.</summary>
    private static bool IsPersonal(string pronoun) => pronoun is "er" or "elle" or "él" or "ella";
}
