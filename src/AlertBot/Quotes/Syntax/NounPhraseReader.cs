using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;

namespace AlertBot.Quotes.Syntax;

/// <summary>Noun phrases of a paragraph, read forward from their first word.</summary>
internal static class NounPhraseReader
{
    private const int MaxComplements = 4;

    /// <returns>Article, adjectives, nouns and name, without complements; null where no noun phrase begins.</returns>
    public static Phrase? ReadCore(TokenizedParagraph tokens, int first, int max, bool bare = false)
    {
        var profile = tokens.Profile!;
        if (first > max || !tokens[first].IsWord)
        {
            return null;
        }

        // "ihr" is a pronoun, "ihr Sprecher" is not.
        if (profile.IsPronoun(tokens[first]) && !(profile.IsGerman && profile.IsDeterminer(tokens[first]) && tokens[first + 1].IsCapital))
        {
            return new Phrase(first, first);
        }

        var determined = profile.IsDeterminer(tokens[first]);
        var start = determined ? first + 1 : first;
        var end = start - 1;
        for (var i = start;
            i <= max && i - first < ScanLimits.MaxPhraseTokens && tokens[i].IsWord
                && BelongsToPhrase(tokens, start, i, end, determined || bare); i++)
        {
            end = tokens[i].IsCapital || IsAgeDescription(tokens, i) || (!profile.IsGerman && !profile.IsNameParticle(tokens[i])) ? i : end;
        }

        return end < start ? null : new Phrase(first, end);
    }

    public static bool IsPronoun(TokenizedParagraph tokens, Phrase phrase) =>
        phrase.First == phrase.Last && tokens.Profile!.IsPronoun(tokens[phrase.First]);

    /// <summary>“der 31-Jährige”: somebody named before, by the age.</summary>
    public static bool IsAgeDescription(TokenizedParagraph tokens, int i) =>
        tokens.Profile!.IsGerman && tokens[i].IsWord && char.IsDigit(tokens[i].Text[0])
            && tokens[i].Lower.Contains("-jährige", StringComparison.Ordinal);

    /// <summary>The phrase with the complements that belong to it (“le ministre de l’Économie”, “die Sprecherin des Amtes”).</summary>
    public static Phrase ReadWithComplements(TokenizedParagraph tokens, Phrase core, int max)
    {
        var profile = tokens.Profile!;
        var end = core.Last;
        for (var steps = 0;
            steps < MaxComplements && end - core.First < 2 * ScanLimits.MaxPhraseTokens && profile.IsComplementLink(tokens[end + 1])
                && !IsPronoun(tokens, core); steps++)
        {
            // Behind a person's name comes the hearer or what is talked of: "sagte Born der Zeitung", "a dit Moen à Roux".
            var genitive = profile.IsGerman && profile.IsDeterminer(tokens[end + 1]);
            if (ProfileNameParser.Parse(tokens, new Phrase(core.First, end)) is { } named
                && (genitive || named.OfficeFirst >= 0 || ProfileNameParser.IsFullName(tokens, named)
                    || IsDativePreposition(tokens[end + 1])))
            {
                break;
            }

            // "mère d’un des marins", "Witwe eines der Opfer".
            var one = tokens[end + 1].Lower is "eines" or "einer" && tokens[end + 2].Lower is "der" ? end + 2
                : tokens[end + 2].Lower is "un" or "une" or "uno" or "una" && tokens[end + 3].Lower is "des" or "de" ? end + 4 : -1;
            if ((one >= 0 ? ReadCore(tokens, one, max, bare: true)
                : genitive ? ReadCore(tokens, end + 1, max) : ReadCore(tokens, end + 2, max, bare: true)) is not { } complement
                || IsPronoun(tokens, complement)
                || (IsDativePreposition(tokens[end + 1])
                    && (!HasOffice(tokens, core) || HasOffice(tokens, complement) || IsAddressee(tokens, complement))))
            {
                break;
            }

            // "der Bericht vom vergangenen Herbst", "eines Morgens": that tells when.
            if (IsSeason(tokens[complement.Last]))
            {
                break;
            }

            end = complement.Last;
        }

        return core with { Last = end };
    }

    /// <summary>“Femke van Houten”: small words of other languages' names.</summary>
    private static bool IsForeignParticle(string particle, LanguageProfile profile) =>
        particle is "van" or "ten" or "ter" or "ben" || (!profile.IsGerman && particle is "von" or "der" or "bin");

    private static bool IsSeason(Token token) =>
        token.Lower is "herbst" or "winter" or "sommer" or "frühling" or "frühjahr" or "jahrhundert" or "morgens" or "mittags" or "abends"
            or "nachts" or "tages" or "automne" or "hiver" or "été" or "printemps" or "siècle" or "otoño" or "invierno" or "verano"
            or "primavera" or "siglo";

    private static bool IsDativePreposition(Token token) => token.Lower is "à" or "au" or "aux";

    /// <summary>“à la presse”, “à Jean Moen”: who hears it, not what an office is for (“ambassadeur à Londres”).</summary>
    private static bool IsAddressee(TokenizedParagraph tokens, Phrase phrase) =>
        (ProfileNameParser.Parse(tokens, phrase) is { } name && ProfileNameParser.IsFullName(tokens, name))
            || tokens.Profile!.Outlets.Contains(tokens[phrase.Last].Lower)
            || tokens[phrase.Last].Lower is "presse" or "journalistes" or "micro";

    private static bool HasOffice(TokenizedParagraph tokens, Phrase phrase)
    {
        for (var i = phrase.First; i <= phrase.Last; i++)
        {
            if (tokens.Profile!.IsOffice(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BelongsToPhrase(TokenizedParagraph tokens, int start, int i, int end, bool determined)
    {
        var profile = tokens.Profile!;
        var token = tokens[i];
        if (token.IsCapital || char.IsDigit(token.Text[0]))
        {
            // "du Front de l’Est. Les autres": a stop that was read as an abbreviation's.
            if (i > start && profile.IsDeterminer(token) && tokens[i - 1].Text.EndsWith('.'))
            {
                return false;
            }

            return !profile.IsTimeWord(token) && !(i == start && profile.IsFunctionWord(token)) && (determined || token.IsCapital);
        }

        if (profile.IsNameParticle(token) && i > start && JoinsName(tokens, i))
        {
            return true;
        }

        if (profile.IsFunctionWord(token) || profile.IsReportingGerund(token))
        {
            return profile.IsOffice(token) && !profile.IsFunctionWord(token);
        }

        if (profile.IsGerman)
        {
            // Adjectives stand before their noun.
            return determined && end < start;
        }

        return i == start || end < i - 1 ? determined || profile.IsOffice(token)
            : !tokens[i - 1].IsCapital || (determined && i == start + 1) || profile.IsOffice(token);
    }

    /// <summary>
    /// Whether a small word stands inside a name (“Ida van der Holt”), not before a complement (“Jan Holt von der Universität”).
    /// </summary>
    public static bool JoinsName(TokenizedParagraph tokens, int i)
    {
        var profile = tokens.Profile!;
        if (!profile.IsNameParticle(tokens[i]))
        {
            return false;
        }

        var (first, last) = (i, i);
        while (first > 0 && i - first < 3 && profile.IsNameParticle(tokens[first - 1]))
        {
            first--;
        }

        while (last - i < 3 && profile.IsNameParticle(tokens[last + 1]))
        {
            last++;
        }

        // "sagte Moen zu Jan Holt", "dit Jean Martin de Marie Roux": another full name begins.
        var before = tokens[first - 1];
        if (profile.IsGivenName(tokens[last + 1])
            && (tokens[i].Lower is "zu" || (tokens[last + 2].IsCapital && tokens[first - 2].IsCapital)))
        {
            return false;
        }

        return (tokens[i].Lower is not "zu" || tokens[i - 1].Lower is "von" || !tokens[i + 2].IsCapital || tokens[i + 1].EndsSentence)
            && before.IsCapital && !before.EndsSentence && tokens[last + 1].IsCapital
            && (profile.IsGivenName(before) || IsForeignParticle(tokens[i].Lower, profile)) && !profile.IsOffice(before);
    }
}
