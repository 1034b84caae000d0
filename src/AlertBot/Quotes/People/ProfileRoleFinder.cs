using System.Collections.Frozen;
using AlertBot.Quotes.Languages;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.People;

/// <summary>Finds the office that a German, French or Spanish text gives with a name.</summary>
internal static class ProfileRoleFinder
{
    // Tokens of an office with its complements.
    private const int MaxTokens = 18;

    // Tokens of a bracket between name and apposition: "Eva Born (SPD), Ministerin".
    private const int MaxBracketTokens = 8;

    private static readonly FrozenSet<string> KinshipNouns = Vocabulary.WordSet(
        """
        mère père frère sœur fils fille épouse époux veuve veuf femme mari oncle tante voisin voisine ami amie habitant habitante
        riverain riveraine
        madre padre hermano hermana hijo hija esposa esposo viuda viudo mujer marido vecino vecina amigo amiga
        witwe witwer mutter vater schwester bruder tochter sohn ehefrau ehemann nachbar nachbarin
        """);

    // French and Spanish adjectives, adverbs and participles with the form of a noun.
    private static readonly FrozenSet<string> NonNouns = Vocabulary.WordSet(
        """
        première dernière entière particulière régulière heureuse nombreuse sérieuse ouvrière manière matière premier dernier proche lors
        près loin faute face natif native fier fière venu venue suivi suivie à propos hors autour originaire responsable victime
        primero primera tercero tercera entero entera enero verdadero verdadera soltero soltera mayor menor mejor peor anterior capable
        cerca lejos fuera dentro antes después además natural oriundo oriunda víctima alrededor delante detrás encima debajo
        """);

    /// <returns>The office as the text writes it; null where the text gives none.</returns>
    public static string? Find(TokenizedParagraph tokens, NameParts name) =>
        FindBeforeName(tokens, name) ?? FindAfterName(tokens, name.Last) ?? FindBeforeComma(tokens, name.First);

    /// <summary>“Außenministerin Eva Born”.</summary>
    private static string? FindBeforeName(TokenizedParagraph tokens, NameParts name)
    {
        if (name.OfficeFirst < 0)
        {
            return null;
        }

        var (first, last) = (name.OfficeFirst, name.OfficeLast);
        while (first < last && IsOnlyHonorific(tokens, first))
        {
            first++;
        }

        while (last > first && IsOnlyHonorific(tokens, last))
        {
            last--;
        }

        return Slice(tokens, first, last);
    }

    private static bool IsOnlyHonorific(TokenizedParagraph tokens, int i) =>
        tokens.Profile!.IsHonorific(tokens[i]) && !tokens.Profile.IsOffice(tokens[i]);

    /// <summary>“Eva Born ist Ministerin für Verkehr”; “Eva Born, Sprecherin des Amtes,”.</summary>
    private static string? FindAfterName(TokenizedParagraph tokens, int name)
    {
        if (tokens[name + 1].Lower is "ist" or "war" or "est" or "était" or "es"
            && NounPhraseReader.ReadCore(tokens, name + 2, name + MaxTokens, bare: !tokens.Profile!.IsGerman) is { } predicate)
        {
            var office = NounPhraseReader.ReadWithComplements(tokens, predicate, name + MaxTokens);
            return tokens.Profile!.HasOffice(tokens, predicate) && ProfileNameParser.Parse(tokens, office) is null
                ? FormatOffice(tokens, office)
                : null;
        }

        var comma = SkipBracket(tokens, name + 1, name + MaxBracketTokens);
        if (!tokens[comma].Is(',') || ReadApposition(tokens, comma + 1) is not { } apposition)
        {
            return null;
        }

        var whole = NounPhraseReader.ReadWithComplements(tokens, apposition, comma + MaxTokens);
        return EndsPhrase(tokens, whole.Last) && ProfileNameParser.Parse(tokens, whole) is null ? FormatOffice(tokens, whole) : null;
    }

    private static int SkipBracket(TokenizedParagraph tokens, int first, int max)
    {
        if (!tokens[first].Is('('))
        {
            return first;
        }

        var close = first;
        while (close < max && !tokens[close].Is(')') && tokens[close].Kind != TokenKind.None)
        {
            close++;
        }

        return close + 1;
    }

    private static Phrase? ReadApposition(TokenizedParagraph tokens, int first) =>
        NounPhraseReader.ReadCore(tokens, first, first - 1 + MaxTokens) ?? ReadWithoutArticle(tokens, first);

    private static bool EndsPhrase(TokenizedParagraph tokens, int last)
    {
        var (profile, next) = (tokens.Profile!, tokens[last + 1]);
        return !next.IsQuotation
            && (!next.IsWord || tokens[last].Text.EndsWith('.') || profile.IsPreposition(next) || profile.IsTimeWord(next)
                || profile.IsConjunction(next));
    }

    /// <summary>A trade or kinship noun without article: “Eva Born, cantinière depuis 1994”, “Eva Born, mère d’un marin”.</summary>
    private static Phrase? ReadWithoutArticle(TokenizedParagraph tokens, int first) =>
        !tokens.Profile!.IsGerman && tokens[first].StartsLowercase && !tokens.Profile.IsFunctionWord(tokens[first])
        && (KinshipNouns.Contains(tokens[first].Lower) || IsTrade(tokens, first))
            ? NounPhraseReader.ReadCore(tokens, first, first + MaxTokens, bare: true)
            : null;

    private static bool IsTrade(TokenizedParagraph tokens, int at) =>
        tokens[at].Lower.Length > 5 && !NonNouns.Contains(tokens[at].Lower)
        && Vocabulary.EndsWithAny(tokens[at].Lower, tokens.Profile!.TradeSuffixes);

    /// <summary>“la ministre de la Culture, Ève Born,”.</summary>
    private static string? FindBeforeComma(TokenizedParagraph tokens, int name)
    {
        var profile = tokens.Profile!;
        var comma = name - 1;
        while (comma > 0 && profile.IsHonorific(tokens[comma]))
        {
            comma--;
        }

        if (!tokens[comma].Is(','))
        {
            return null;
        }

        string? office = null;
        for (var first = comma - 1; first >= 0 && comma - first <= MaxTokens; first--)
        {
            if (!tokens[first].IsWord || tokens[first].EndsSentence)
            {
                break;
            }

            if (ReadOfficeUpTo(tokens, first, comma - 1) is not { } phrase)
            {
                continue;
            }

            office = FormatOffice(tokens, phrase);
            if (profile.IsDeterminer(tokens[first]))
            {
                break;
            }
        }

        return office;
    }

    private static Phrase? ReadOfficeUpTo(TokenizedParagraph tokens, int first, int last)
    {
        var profile = tokens.Profile!;
        if (!(profile.IsDeterminer(tokens[first]) || profile.IsOffice(tokens[first]))
            || NounPhraseReader.ReadCore(tokens, first, last) is not { } core)
        {
            return null;
        }

        var whole = NounPhraseReader.ReadWithComplements(tokens, core, last);
        return whole.Last == last && profile.HasOffice(tokens, core) && ProfileNameParser.Parse(tokens, whole) is null ? whole : null;
    }

    /// <summary>Whether a noun without article describes a person: “cantinera de la escuela”, “mère d’un marin”, “Archäologin”.</summary>
    private static bool IsDescription(TokenizedParagraph tokens, Phrase phrase)
    {
        var (profile, head) = (tokens.Profile!, tokens[phrase.First]);
        var noun = profile.IsDeterminer(head) ? tokens[phrase.First + 1] : head;
        if (KinshipNouns.Contains(noun.Lower) || IsTrade(tokens, phrase.First))
        {
            return true;
        }

        return profile.IsGerman ? head.IsCapital && German.HasFeminineSuffix(head.Lower) : IsNounWithComplement(tokens, phrase);
    }

    private static bool IsNounWithComplement(TokenizedParagraph tokens, Phrase phrase)
    {
        var (profile, head) = (tokens.Profile!, tokens[phrase.First]);
        return head.StartsLowercase && !profile.IsFunctionWord(head) && profile.IsComplementLink(tokens[phrase.First + 1])
            && phrase.Last > phrase.First + 1 && !NonNouns.Contains(head.Lower) && !LanguageProfile.IsRomanceParticiple(head.Lower);
    }

    private static string? FormatOffice(TokenizedParagraph tokens, Phrase phrase)
    {
        var first = phrase.First;
        while (first < phrase.Last && tokens.Profile!.IsDeterminer(tokens[first]))
        {
            first++;
        }

        return tokens.Profile!.HasOffice(tokens, phrase) || IsDescription(tokens, phrase) ? Slice(tokens, first, phrase.Last) : null;
    }

    private static string Slice(TokenizedParagraph tokens, int first, int last) => tokens.GetText(first, last).TrimEnd('.');
}
