using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;

namespace AlertBot.Quotes.Syntax;

/// <summary>Noun phrases of a paragraph, read forward from their first word.</summary>
internal static class NounPhraseReader
{
    private const int MaxComplements = 4;

    /// <returns>Article, adjectives, nouns and name, without complements; null where no noun phrase begins.</returns>
    public static Phrase? ReadCore(TokenizedParagraph frame, int first, int max, bool bare = false)
    {
        var tongue = frame.Profile!;
        if (first > max || !frame[first].IsWord)
        {
            return null;
        }

        // "ihr" is a pronoun, "ihr Sprecher" is not.
        if (tongue.IsPronoun(frame[first]) && !(tongue.IsGerman && tongue.IsDeterminer(frame[first]) && frame[first + 1].IsCapital))
        {
            return new Phrase(first, first);
        }

        var determined = tongue.IsDeterminer(frame[first]);
        var start = determined ? first + 1 : first;
        var end = start - 1;
        for (var i = start;
            i <= max && i - first < ScanLimits.MaxPhraseTokens && frame[i].IsWord
                && BelongsToPhrase(frame, start, i, end, determined || bare); i++)
        {
            end = frame[i].IsCapital || IsAgeDescription(frame, i) || (!tongue.IsGerman && !tongue.IsNameParticle(frame[i])) ? i : end;
        }

        return end < start ? null : new Phrase(first, end);
    }

    public static bool IsPronoun(TokenizedParagraph frame, Phrase phrase) =>
        phrase.First == phrase.Last && frame.Profile!.IsPronoun(frame[phrase.First]);

    /// <summary>“der 31-Jährige”: somebody named before, by the age.</summary>
    public static bool IsAgeDescription(TokenizedParagraph frame, int i) =>
        frame.Profile!.IsGerman && frame[i].IsWord && char.IsDigit(frame[i].Text[0])
            && frame[i].Lower.Contains("-jährige", StringComparison.Ordinal);

    /// <summary>The phrase with the complements that belong to it (“le ministre de l’Économie”, “die Sprecherin des Amtes”).</summary>
    public static Phrase ReadWithComplements(TokenizedParagraph frame, Phrase core, int max)
    {
        var tongue = frame.Profile!;
        var end = core.Last;
        for (var steps = 0;
            steps < MaxComplements && end - core.First < 2 * ScanLimits.MaxPhraseTokens && tongue.IsComplementLink(frame[end + 1])
                && !IsPronoun(frame, core); steps++)
        {
            // Behind a person's name comes the hearer or what is talked of: "sagte Born der Zeitung", "a dit Moen à Roux".
            var genitive = tongue.IsGerman && tongue.IsDeterminer(frame[end + 1]);
            if (ProfileNameParser.Parse(frame, new Phrase(core.First, end)) is { } named
                && (genitive || named.OfficeFirst >= 0 || ProfileNameParser.IsFullName(frame, named)
                    || IsDativePreposition(frame[end + 1])))
            {
                break;
            }

            // "mère d’un des marins", "Witwe eines der Opfer".
            var one = frame[end + 1].Lower is "eines" or "einer" && frame[end + 2].Lower is "der" ? end + 2
                : frame[end + 2].Lower is "un" or "une" or "uno" or "una" && frame[end + 3].Lower is "des" or "de" ? end + 4 : -1;
            if ((one >= 0 ? ReadCore(frame, one, max, bare: true)
                : genitive ? ReadCore(frame, end + 1, max) : ReadCore(frame, end + 2, max, bare: true)) is not { } complement
                || IsPronoun(frame, complement)
                || (IsDativePreposition(frame[end + 1])
                    && (!HasOffice(frame, core) || HasOffice(frame, complement) || IsAddressee(frame, complement))))
            {
                break;
            }

            // "der Bericht vom vergangenen Herbst", "eines Morgens": that tells when.
            if (IsSeason(frame[complement.Last]))
            {
                break;
            }

            end = complement.Last;
        }

        return core with { Last = end };
    }

    /// <summary>“Femke van Houten”: small words of other languages' names.</summary>
    private static bool IsForeignParticle(string particle, LanguageProfile tongue) =>
        particle is "van" or "ten" or "ter" or "ben" || (!tongue.IsGerman && particle is "von" or "der" or "bin");

    private static bool IsSeason(Token token) =>
        token.Lower is "herbst" or "winter" or "sommer" or "frühling" or "frühjahr" or "jahrhundert" or "morgens" or "mittags" or "abends"
            or "nachts" or "tages" or "automne" or "hiver" or "été" or "printemps" or "siècle" or "otoño" or "invierno" or "verano"
            or "primavera" or "siglo";

    private static bool IsDativePreposition(Token token) => token.Lower is "à" or "au" or "aux";

    /// <summary>“à la presse”, “à Jean Moen”: who hears it, not what an office is for (“ambassadeur à Londres”).</summary>
    private static bool IsAddressee(TokenizedParagraph frame, Phrase phrase) =>
        (ProfileNameParser.Parse(frame, phrase) is { } name && ProfileNameParser.IsFullName(frame, name))
            || frame.Profile!.Outlets.Contains(frame[phrase.Last].Lower)
            || frame[phrase.Last].Lower is "presse" or "journalistes" or "micro";

    private static bool HasOffice(TokenizedParagraph frame, Phrase phrase)
    {
        for (var i = phrase.First; i <= phrase.Last; i++)
        {
            if (frame.Profile!.IsOffice(frame[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BelongsToPhrase(TokenizedParagraph frame, int start, int i, int end, bool determined)
    {
        var tongue = frame.Profile!;
        var token = frame[i];
        if (token.IsCapital || char.IsDigit(token.Text[0]))
        {
            // "du Front de l’Est. Les autres": a stop that was read as an abbreviation's.
            if (i > start && tongue.IsDeterminer(token) && frame[i - 1].Text.EndsWith('.'))
            {
                return false;
            }

            return !tongue.IsTimeWord(token) && !(i == start && tongue.IsFunctionWord(token)) && (determined || token.IsCapital);
        }

        if (tongue.IsNameParticle(token) && i > start && JoinsName(frame, i))
        {
            return true;
        }

        if (tongue.IsFunctionWord(token) || tongue.IsReportingGerund(token))
        {
            return tongue.IsOffice(token) && !tongue.IsFunctionWord(token);
        }

        if (tongue.IsGerman)
        {
            // Adjectives stand before their noun.
            return determined && end < start;
        }

        return i == start || end < i - 1 ? determined || tongue.IsOffice(token)
            : !frame[i - 1].IsCapital || (determined && i == start + 1) || tongue.IsOffice(token);
    }

    /// <summary>
    /// Whether a small word stands inside a name (“Ida van der Holt”), not before a complement (“Jan Holt von der Universität”).
    /// </summary>
    public static bool JoinsName(TokenizedParagraph frame, int i)
    {
        var tongue = frame.Profile!;
        if (!tongue.IsNameParticle(frame[i]))
        {
            return false;
        }

        var (first, last) = (i, i);
        while (first > 0 && i - first < 3 && tongue.IsNameParticle(frame[first - 1]))
        {
            first--;
        }

        while (last - i < 3 && tongue.IsNameParticle(frame[last + 1]))
        {
            last++;
        }

        // "sagte Moen zu Jan Holt", "dit Jean Martin de Marie Roux": another full name begins.
        var before = frame[first - 1];
        if (tongue.IsGivenName(frame[last + 1]) && (frame[i].Lower is "zu" || (frame[last + 2].IsCapital && frame[first - 2].IsCapital)))
        {
            return false;
        }

        return (frame[i].Lower is not "zu" || frame[i - 1].Lower is "von" || !frame[i + 2].IsCapital || frame[i + 1].EndsSentence)
            && before.IsCapital && !before.EndsSentence && frame[last + 1].IsCapital
            && (tongue.IsGivenName(before) || IsForeignParticle(frame[i].Lower, tongue)) && !tongue.IsOffice(before);
    }
}
