using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.People;

namespace AlertBot.Quotes.Syntax;

/// <summary>Reads German, French and Spanish noun phrases forward from their first word.</summary>
internal static class NounPhraseReader
{
    // "le porte-parole du ministre de l’Économie de la région de …": the longest chain of complements that is read.
    private const int MaxComplements = 4;

    // Particles next to a name: "Ida van der Holt".
    private const int MaxParticles = 3;

    // After a noun these say when something happened: "der Bericht vom vergangenen Herbst", "eines Morgens".
    private static readonly FrozenSet<string> PeriodNouns = Vocabulary.WordSet(
        """
        herbst winter sommer frühling frühjahr jahrhundert morgens mittags abends nachts tages
        automne hiver été printemps siècle
        otoño invierno verano primavera siglo
        """);

    /// <param name="bare">Whether a determiner precedes <paramref name="first"/> or is not needed.</param>
    /// <returns>Determiner, adjectives, nouns and name, without complements; null where no noun phrase starts.</returns>
    public static Phrase? ReadCore(TokenizedParagraph tokens, int first, int max, bool bare = false)
    {
        var profile = tokens.Profile!;
        if (first > max || !tokens[first].IsWord)
        {
            return null;
        }

        var isDetermined = profile.IsDeterminer(tokens[first]);

        // "ihr" is a pronoun, "ihr Sprecher" is not.
        var isPossessive = profile.IsGerman && isDetermined && tokens[first + 1].IsCapital;
        if (profile.IsPronoun(tokens[first]) && !isPossessive)
        {
            return new Phrase(first, first);
        }

        var start = isDetermined ? first + 1 : first;
        var end = start - 1;
        for (var i = start; i <= max && i - first < ScanLimits.MaxPhraseTokens; i++)
        {
            if (!tokens[i].IsWord || !BelongsToPhrase(tokens, start, i, end, isDetermined || bare))
            {
                break;
            }

            end = CanEndPhrase(tokens, i) ? i : end;
        }

        return end < start ? null : new Phrase(first, end);
    }

    public static bool IsPronoun(TokenizedParagraph tokens, Phrase phrase) =>
        phrase.IsSingleToken && tokens.Profile!.IsPronoun(tokens[phrase.First]);

    /// <summary>German names a person again by age: “der 31-Jährige”.</summary>
    public static bool IsAgeDescription(TokenizedParagraph tokens, int i) =>
        tokens.Profile!.IsGerman && tokens[i].StartsWithDigit && tokens[i].Lower.Contains("-jährige", StringComparison.Ordinal);

    /// <summary>The phrase with its complements: “le ministre de l’Économie”, “die Sprecherin des Amtes”.</summary>
    public static Phrase ReadWithComplements(TokenizedParagraph tokens, Phrase core, int max)
    {
        if (IsPronoun(tokens, core))
        {
            return core;
        }

        var end = core.Last;
        for (var steps = 0; steps < MaxComplements && end - core.First < 2 * ScanLimits.MaxPhraseTokens; steps++)
        {
            if (FindComplementEnd(tokens, core, end + 1, max) is not { } complementEnd)
            {
                break;
            }

            end = complementEnd;
        }

        return core with { Last = end };
    }

    /// <summary>
    /// Whether a particle is inside a name (“Ida van der Holt”) and does not start a complement (“Jan Holt von der Universität”).
    /// </summary>
    public static bool JoinsName(TokenizedParagraph tokens, int i)
    {
        var profile = tokens.Profile!;
        if (!profile.IsNameParticle(tokens[i]))
        {
            return false;
        }

        var (first, last) = (i, i);
        while (first > 0 && i - first < MaxParticles && profile.IsNameParticle(tokens[first - 1]))
        {
            first--;
        }

        while (last - i < MaxParticles && profile.IsNameParticle(tokens[last + 1]))
        {
            last++;
        }

        if (StartsOtherName(tokens, i, first, last))
        {
            return false;
        }

        var before = tokens[first - 1];
        var isPreposition = tokens[i].Lower is "zu" && tokens[i - 1].Lower is not "von" && tokens[i + 2].IsCapital
            && !tokens[i + 1].EndsSentence;
        return !isPreposition && before.IsCapital && !before.EndsSentence && tokens[last + 1].IsCapital
            && (profile.IsGivenName(before) || IsForeignParticle(tokens[i].Lower, profile)) && !profile.IsOffice(before);
    }

    /// <summary>Another full name starts after the particle: “sagte Moen zu Jan Holt”, “dit Jean Martin de Marie Roux”.</summary>
    private static bool StartsOtherName(TokenizedParagraph tokens, int i, int first, int last) =>
        tokens.Profile!.IsGivenName(tokens[last + 1])
        && (tokens[i].Lower is "zu" || (tokens[last + 2].IsCapital && tokens[first - 2].IsCapital));

    /// <summary>A particle from another language’s names: “Femke van Houten”.</summary>
    private static bool IsForeignParticle(string particle, LanguageProfile profile) =>
        particle is "van" or "ten" or "ter" or "ben" || (!profile.IsGerman && particle is "von" or "der" or "bin");

    private static bool CanEndPhrase(TokenizedParagraph tokens, int i) =>
        tokens[i].IsCapital || IsAgeDescription(tokens, i)
        || (!tokens.Profile!.IsGerman && !tokens.Profile.IsNameParticle(tokens[i]));

    private static int? FindComplementEnd(TokenizedParagraph tokens, Phrase core, int link, int max)
    {
        var profile = tokens.Profile!;
        if (!profile.IsComplementLink(tokens[link]) || IsCompleteName(tokens, core with { Last = link - 1 }, link)
            || ReadComplement(tokens, link, max) is not { } complement || IsPronoun(tokens, complement)
            || PeriodNouns.Contains(tokens[complement.Last].Lower))
        {
            return null;
        }

        var namesAddressee = IsDativePreposition(tokens[link])
            && (!profile.HasOffice(tokens, core) || profile.HasOffice(tokens, complement) || IsAddressee(tokens, complement));
        return namesAddressee ? null : complement.Last;
    }

    /// <summary>After a person’s name comes the addressee or the topic: “sagte Born der Zeitung”, “a dit Moen à Roux”.</summary>
    private static bool IsCompleteName(TokenizedParagraph tokens, Phrase phrase, int link) =>
        ProfileNameParser.Parse(tokens, phrase) is { } name
        && (IsGenitiveDeterminer(tokens, link) || name.OfficeFirst >= 0 || ProfileNameParser.IsFullName(tokens, name)
            || IsDativePreposition(tokens[link]));

    private static bool IsGenitiveDeterminer(TokenizedParagraph tokens, int i) =>
        tokens.Profile!.IsGerman && tokens.Profile.IsDeterminer(tokens[i]);

    private static Phrase? ReadComplement(TokenizedParagraph tokens, int link, int max)
    {
        // "Witwe eines der Opfer".
        if (tokens[link].Lower is "eines" or "einer" && tokens[link + 1].Lower is "der")
        {
            return ReadCore(tokens, link + 1, max, bare: true);
        }

        // "mère d’un des marins".
        if (tokens[link + 1].Lower is "un" or "une" or "uno" or "una" && tokens[link + 2].Lower is "des" or "de")
        {
            return ReadCore(tokens, link + 3, max, bare: true);
        }

        return IsGenitiveDeterminer(tokens, link) ? ReadCore(tokens, link, max) : ReadCore(tokens, link + 1, max, bare: true);
    }

    private static bool IsDativePreposition(Token token) => token.Lower is "à" or "au" or "aux";

    /// <summary>
    /// The person or outlet spoken to (“à la presse”, “à Jean Moen”), not the place of an office (“ambassadeur à Londres”).
    /// </summary>
    private static bool IsAddressee(TokenizedParagraph tokens, Phrase phrase) =>
        (ProfileNameParser.Parse(tokens, phrase) is { } name && ProfileNameParser.IsFullName(tokens, name))
        || tokens.Profile!.Outlets.Contains(tokens[phrase.Last].Lower)
        || tokens[phrase.Last].Lower is "presse" or "journalistes" or "micro";

    private static bool BelongsToPhrase(TokenizedParagraph tokens, int start, int i, int end, bool isDetermined)
    {
        var profile = tokens.Profile!;
        var token = tokens[i];
        if (token.IsCapital || token.StartsWithDigit)
        {
            // "du Front de l’Est. Les autres": a full stop that was read as part of an abbreviation.
            var startsSentence = i > start && profile.IsDeterminer(token) && tokens[i - 1].Text.EndsWith('.');
            return !startsSentence && !profile.IsTimeWord(token) && !(i == start && profile.IsFunctionWord(token))
                && (isDetermined || token.IsCapital);
        }

        if (i > start && JoinsName(tokens, i))
        {
            return true;
        }

        if (profile.IsFunctionWord(token) || profile.IsReportingGerund(token))
        {
            return profile.IsOffice(token) && !profile.IsFunctionWord(token);
        }

        if (profile.IsGerman)
        {
            // Adjectives precede their noun.
            return isDetermined && end < start;
        }

        var isFirstNoun = i == start || end < i - 1;
        return profile.IsOffice(token)
            || (isFirstNoun ? isDetermined : !tokens[i - 1].IsCapital || (isDetermined && i == start + 1));
    }
}
